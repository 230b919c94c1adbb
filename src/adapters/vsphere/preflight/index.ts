import { defined } from '../../../lib/defined.ts'
import type { Progress } from '../../../lib/progress.ts'
import type { EntityKind } from '../../../model/access.ts'
import type {
  Preflight,
  PreflightAbout,
  PreflightCertificate,
  PreflightCheck,
  PreflightFacts,
  PreflightQuestion,
} from '../../../ports/preflight.ts'
import { inventoryOf } from '../collect/view.ts'
import { readAccess, readLists } from '../permissions/access.ts'
import { waysOf } from '../permissions/ask.ts'
import { Checker } from '../permissions/held.ts'
import { propertiesOf } from '../permissions/properties.ts'
import type { Reference } from '../schema/kinds.ts'
import { Session } from '../session/session.ts'
import { defaultLimits, Transport } from '../transport/http.ts'
import { type Target, targetOf } from '../transport/target.ts'
import { clockOf, sessionsOf, tagsOf } from './around.ts'
import { byKind, spread } from './objects.ts'

/** Asks a vCenter or a single host what it is and what the user may do there. Opens one session of each kind. */
export const preflightVcenter: Preflight = async (input, question, progress) => {
  const password = await input.password()
  const target: Target = {
    ...targetOf(input.url, input.user, async () => password, input.pin),
    command: 'preflight',
  }
  const transport = new Transport(target, progress.signal, defaultLimits)
  let session: Session | undefined
  try {
    progress.phase(`logging in to ${target.url.host}`)
    const opened = (session = await Session.open(transport))
    return await opened.inWords(() => factsOf(opened, transport, password, question, progress))
  } finally {
    await session?.close()
    transport.close()
  }
}

async function factsOf(
  session: Session,
  transport: Transport,
  password: string,
  question: PreflightQuestion,
  progress: Progress,
): Promise<PreflightFacts> {
  const { target } = transport
  const clock = await clockOf(session, () => Date.now())
  progress.phase('reading roles and permissions')
  const access = await readAccess(session)
  const sessions = await sessionsOf(session)
  const tags = await tagsOf(transport, password)
  progress.phase('listing the inventory')
  const objects = byKind(session.content.rootFolder, await inventoryOf(session))
  return {
    host: target.url.host,
    user: target.user,
    ...(target.proxy === undefined ? {} : { proxy: target.proxy.label }),
    about: aboutOf(session),
    clock,
    ...certificateOf(transport),
    sessions,
    tags,
    access,
    ...(await checksOf(session, target.user, objects, question, progress)),
  }
}

async function checksOf(
  session: Session,
  user: string,
  objects: ReadonlyMap<EntityKind, readonly Reference[]>,
  question: PreflightQuestion,
  progress: Progress,
): Promise<Pick<PreflightFacts, 'checks' | 'unknownPrivileges' | 'askedWith'>> {
  const { roles, privileges: known } = await readLists(session)
  const checker = new Checker(waysOf(session, user, roles), progress.signal)
  const unknown = new Set<string>()
  const checks: PreflightCheck[] = []
  progress.phase('asking for privileges')
  const chosen = [...objects].map(
    ([kind, all]) => [kind, all.length, spread(all, question.mostObjects)] as const,
  )
  const total = chosen.reduce((sum, [, , some]) => sum + some.length, 0)
  let done = 0
  for (const [kind, there, some] of chosen) {
    const asked = question.privileges[kind].filter((id) => {
      if (known === undefined || known.has(id)) return true
      unknown.add(id)
      return false
    })
    const checked = await checker.check(some, asked, (count) => {
      done += count
      progress.advance(done, total, 'objects')
    })
    if (checked === undefined) return { checks: [], unknownPrivileges: [...unknown].sort() }
    const names = await namesOf(
      session,
      [...checked.lacks.values()].flatMap(({ examples }) => examples),
    )
    const lacks = [...checked.lacks].map(([privilege, { count, examples }]) => ({
      privilege,
      count,
      examples: examples.map(({ value }) => defined({ id: value, name: names.get(value) })),
    }))
    const { asked: answered, unanswered } = checked
    checks.push({ kind, there, asked: answered, unanswered, sampled: some.length < there, lacks })
  }
  const way = checker.way
  return {
    checks,
    unknownPrivileges: [...unknown].sort(),
    ...(way === undefined ? {} : { askedWith: way }),
  }
}

/** Names of objects, where the user may see them; there are never more than a few for each kind. */
async function namesOf(
  session: Session,
  objects: readonly Reference[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  for (const type of new Set(objects.map((one) => one.type))) {
    const same = new Map(objects.filter((one) => one.type === type).map((one) => [one.value, one]))
    for (const { object, values } of await propertiesOf(session, [...same.values()].slice(0, 100), [
      'name',
    ])) {
      const name = values.get('name')?.text
      if (name !== undefined) names.set(object.value, name)
    }
  }
  return names
}

function aboutOf({ content: { about } }: Session): PreflightAbout {
  const { name, fullName = name, version, build, apiVersion, apiType, instanceUuid } = about
  return defined({ product: fullName, version, build, apiVersion, apiType, instanceUuid })
}

function certificateOf({ certificate, target }: Transport): { readonly certificate?: PreflightCertificate } {
  return certificate === undefined
    ? {}
    : { certificate: { ...certificate, pinned: target.pin !== undefined } }
}
