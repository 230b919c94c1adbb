import type { PreflightResult } from '../contract/preflight.ts'
import type { Progress } from '../lib/progress.ts'
import { notSeenText } from '../model/not-seen.ts'
import { problem } from '../model/problems/index.ts'
import type { Preflight, PreflightFacts } from '../ports/preflight.ts'
import { certificateOf, clockOf, gatesOf, sessionsOf, tagsOf } from './preflight-around.ts'
import { wantedByKind } from './preflight-needs.ts'
import { rolesOf } from './preflight-role.ts'
import { stagesOf } from './preflight-stages.ts'
import { type Credentials, sourceArgument } from './source-argument.ts'

/** A vCenter to look at before anything is read of it. */
export interface PreflightRequest {
  readonly url: string
  readonly credentials: Credentials
  /** Asks for privileges on every object, not on a spread of them. */
  readonly all: boolean
}

/** Objects of a kind on which privileges are asked for; permissions are given on folders, so a spread finds most. */
const sample = 1000

/** Says what a vCenter is, what its user may do there stage by stage, and the role that is missing. Writes nothing. */
export async function preflight(
  ask: Preflight,
  request: PreflightRequest,
  progress: Progress,
  now: () => number,
): Promise<PreflightResult> {
  const input = sourceArgument(request.url, request.credentials)
  if (input.kind !== 'endpoint')
    throw problem('vcenter-url', { host: request.url, why: 'it is a file or a folder' })
  const mostObjects = request.all ? Number.POSITIVE_INFINITY : sample
  return present(await ask(input, { privileges: wantedByKind(), mostObjects }, progress), now())
}

function present(facts: PreflightFacts, now: number): PreflightResult {
  const { host, user, proxy, about, access, checks, askedWith } = facts
  const certificate = certificateOf(facts, now)
  const stages = stagesOf(facts)
  return {
    host,
    user,
    ...(proxy === undefined ? {} : { proxy }),
    about: { ...about },
    gates: gatesOf(facts),
    clock: clockOf(facts),
    ...(certificate === undefined ? {} : { certificate }),
    sessions: sessionsOf(facts),
    tags: tagsOf(facts),
    access: {
      roles: access.roles.length,
      permissions: access.permissions.length,
      notes: access.notes.map(notSeenText),
    },
    checked: checks.map(({ kind, there, asked, unanswered, sampled }) => ({
      kind,
      there,
      asked,
      unanswered,
      sampled,
    })),
    ...(askedWith === undefined ? {} : { askedWith }),
    stages,
    roles: rolesOf(facts, stages),
    notes: notesOf(facts),
  }
}

function notesOf({ checks, askedWith, unknownPrivileges }: PreflightFacts): string[] {
  const notes: string[] = [
    'a vCenter does not list what its user may not view: compare these counts with what an administrator sees',
  ]
  if (askedWith === undefined) notes.push('this server answers no question about privileges')
  if (checks.some(({ sampled }) => sampled))
    notes.push(
      `of each kind ${sample.toLocaleString('en')} objects were asked, evenly spread; --all asks all`,
    )
  const silent = checks.reduce((sum, { unanswered }) => sum + unanswered, 0)
  if (silent > 0) notes.push(`${silent} objects gave no answer: they were removed meanwhile`)
  if (unknownPrivileges.length > 0)
    notes.push(`not known to this version, and not needed there: ${unknownPrivileges.join(', ')}`)
  return notes
}
