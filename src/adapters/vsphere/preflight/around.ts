import * as z from 'zod'
import { childText } from '../../../formats/xml/index.ts'
import { Problem } from '../../../model/problems/index.ts'
import type { PreflightClock, PreflightSessions, PreflightTags } from '../../../ports/preflight.ts'
import { propertiesOf } from '../permissions/properties.ts'
import { RestRefused } from '../rest/client.ts'
import { overRest } from '../rest/tags.ts'
import type { Session } from '../session/session.ts'
import type { Transport } from '../transport/http.ts'

const questions = 3
const mostIds = 100_000

/** The server's clock against `now`; the quickest of a few answers counts, because it is the most exact. */
export async function clockOf(session: Session, now: () => number): Promise<PreflightClock> {
  const on = { type: 'ServiceInstance', value: 'ServiceInstance' }
  let best: PreflightClock | undefined
  for (let question = 0; question < questions; question++) {
    const before = now()
    const [answer] = await session.call({ method: 'CurrentTime', on, reads: true })
    const after = now()
    const theirs = Date.parse(answer?.text ?? '')
    if (Number.isNaN(theirs)) throw session.stranger('a time that is none', 'a date and time')
    const within = (after - before) / 2
    if (best !== undefined && best.within <= within) continue
    best = {
      theirs: new Date(theirs).toISOString(),
      aheadMilliseconds: Math.round(theirs - (before + after) / 2),
      within: Math.ceil(within),
    }
  }
  if (best === undefined) throw session.stranger('no time', 'a date and time')
  return best
}

/** Who is logged in; most users may not see it, which is no trouble. */
export async function sessionsOf(session: Session): Promise<PreflightSessions> {
  const [answer] = await propertiesOf(session, [session.content.sessionManager], ['sessionList'])
  const listed = answer?.values.get('sessionList')?.children
  if (listed === undefined) return { missing: answer?.lacks.get('sessionList') ?? 'nothing is said' }
  const own = listed.find((one) => childText(one, 'key') === session.key)
  const name = own && childText(own, 'userName')
  return {
    open: listed.length,
    ...(name === undefined
      ? {}
      : { own: listed.filter((one) => childText(one, 'userName') === name).length }),
  }
}

const ids = z.array(z.string().max(1000)).max(mostIds).nullable()

/** Whether tags can be read, by reading which there are. */
export async function tagsOf(transport: Transport, password: string): Promise<PreflightTags> {
  try {
    return await overRest(transport, password, async (client) => {
      const tags = (await client.get('/tag', ids)) ?? []
      const categories = (await client.get('/category', ids)) ?? []
      return { read: true, path: client.path, tags: tags.length, categories: categories.length }
    })
  } catch (error) {
    if (!(error instanceof RestRefused) && !(error instanceof Problem)) throw error
    return { read: false, why: error.message }
  }
}
