import type { XmlElement } from '../../../formats/xml/index.ts'
import { Problem } from '../../../model/problems/index.ts'
import { kindsOf, type ManagedType, sinceApi } from '../schema.ts'
import { TextPool } from '../schema/strings.ts'
import type { Session } from '../session/session.ts'
import type { OnMissing } from '../soap/answer.ts'
import { recordHandler } from '../soap/records.ts'
import type { Gatherer } from '../soap/client.ts'
import { element, type Fragment, referenceElement } from '../soap/envelope.ts'
import { SoapFault } from '../soap/fault.ts'
import { isAtLeast } from '../soap/version.ts'
import { mayPass } from '../transport/retry.ts'
import { hiddenOf, notPermitted } from './hidden.ts'
import type { Outlet } from './under-way.ts'

/** Objects of one type that are asked for together. */
export interface Batch {
  readonly type: ManagedType
  readonly ids: readonly string[]
}

/** Which paths are asked for: those the server's version knows, without those it turned out not to know. */
export class Paths {
  /** `Type.path` of what the server answered not to know. */
  readonly #dropped = new Set<string>()
  readonly #apiVersion: string | undefined

  constructor(apiVersion: string | undefined) {
    this.#apiVersion = apiVersion
  }

  of(type: ManagedType): string[] {
    return [...kindsOf(type).keys()].filter(
      (path) => isAtLeast(this.#apiVersion, sinceApi[path] ?? '0') && !this.#dropped.has(`${type}.${path}`),
    )
  }

  /** Leaves a path out from now on. */
  drop(type: ManagedType, path: string): void {
    this.#dropped.add(`${type}.${path}`)
  }

  /** What the server turned out not to know, or is too old to know, as `Type.path`. */
  unknown(): string[] {
    const tooOld = Object.entries(sinceApi).filter(([, since]) => !isAtLeast(this.#apiVersion, since))
    return [...new Set([...this.#dropped, ...tooOld.map(([path]) => `VirtualMachine.${path}`)])].sort()
  }
}

const mostLostPages = 5

interface Page {
  /** How many objects it told of. */
  readonly objects: number
  readonly token?: string
}

/**
 * Reads one batch, all pages of it, into its outlet. Unknown paths are left out and the rest is asked again; objects
 * that vanished or may not be seen are told as missed; what was asked for and not answered is named too.
 */
export async function retrieve(
  session: Session,
  batch: Batch,
  paths: Paths,
  texts: TextPool,
  outlet: Outlet,
): Promise<void> {
  const { type } = batch
  const miss = (value: string, why: string): void => outlet.miss({ object: { type, value }, why })
  let lost = 0
  for (;;) {
    const ids = outlet.left(batch.ids)
    if (ids.length === 0) return
    const asked = paths.of(type)
    try {
      await session.renewing(() => {
        const now = { type, ids: outlet.left(ids) }
        return now.ids.length === 0 ? Promise.resolve() : allPages(session, now, asked, paths, texts, outlet)
      })
      for (const id of outlet.left(ids)) miss(id, 'the vCenter gave no answer for it')
      return
    } catch (error) {
      if (error instanceof PageLost && ++lost < mostLostPages) continue
      if (error instanceof PageLost) throw error.cause
      if (!(error instanceof SoapFault)) throw error
      const name = error.detail['name'] ?? ''
      if (error.fault === 'InvalidProperty' && dropNamed(paths, type, asked, name)) continue
      if (error.fault === 'InvalidProperty' && asked.length > 1) {
        await dropUnnamed(session, { type, ids: ids.slice(0, 1) }, asked, paths)
        if (paths.of(type).length < asked.length) continue
      }
      const gone = error.detail['obj'] ?? ''
      if (error.fault === 'ManagedObjectNotFound' && outlet.left(ids).includes(gone)) {
        miss(gone, removed)
        continue
      }
      if (!spoils.has(error.fault)) throw error
      if (ids.length === 1) for (const id of outlet.left(ids)) miss(id, whyNot(error))
      else return halves(session, { type, ids: outlet.left(ids) }, paths, texts, outlet)
    }
  }
}

const removed = 'it was removed while the inventory was read'

/** Faults that one object alone can bring upon a call for many: the others are still read. */
const spoils = new Set([
  'NoPermission',
  'ManagedObjectNotFound',
  'SystemError',
  'RuntimeFault',
  'HostCommunication',
])

function whyNot({ fault, detail }: SoapFault): string {
  if (fault === 'ManagedObjectNotFound') return removed
  if (fault !== 'NoPermission') return `the vCenter answered ${fault} for it`
  return notPermitted(detail['privilegeId'] ?? '')
}

/** Leaves out the path that the server named, or all below it. False when it named none that was asked for. */
function dropNamed(paths: Paths, type: ManagedType, asked: readonly string[], name: string): boolean {
  const named = asked.filter((path) => path === name || (name !== '' && path.startsWith(`${name}.`)))
  for (const path of named) paths.drop(type, path)
  return named.length > 0
}

/** The server did not say which path it does not know: each half is asked for alone, until single paths are left. */
async function dropUnnamed(
  session: Session,
  batch: Batch,
  asked: readonly string[],
  paths: Paths,
): Promise<void> {
  try {
    await session.renewing(() => allPages(session, batch, asked, paths, new TextPool(), nowhere))
  } catch (error) {
    if (!(error instanceof SoapFault) || error.fault !== 'InvalidProperty') throw error
    const [only = ''] = asked
    if (asked.length === 1) return paths.drop(batch.type, only)
    const middle = Math.ceil(asked.length / 2)
    await dropUnnamed(session, batch, asked.slice(0, middle), paths)
    await dropUnnamed(session, batch, asked.slice(middle), paths)
  }
}

/** One object that may not be seen spoils the call for all: the two halves are asked for alone. */
async function halves(
  session: Session,
  { type, ids }: Batch,
  paths: Paths,
  texts: TextPool,
  outlet: Outlet,
): Promise<void> {
  const middle = Math.ceil(ids.length / 2)
  await retrieve(session, { type, ids: ids.slice(0, middle) }, paths, texts, outlet)
  await retrieve(session, { type, ids: ids.slice(middle) }, paths, texts, outlet)
}

async function allPages(
  session: Session,
  batch: Batch,
  asked: readonly string[],
  paths: Paths,
  texts: TextPool,
  outlet: Outlet,
): Promise<void> {
  const on = session.content.propertyCollector
  const begin = (): Gatherer<Page> => pageGatherer(batch.type, paths, texts, outlet)
  const args = [specification(batch, asked), element('options')]
  let page = await session.gather({ method: 'RetrievePropertiesEx', on, args, reads: true }, begin)
  let objects = 0
  for (let pages = 1; ; pages++) {
    objects += page.objects
    // Every page must bring something, and nothing twice: a server that never ends must not be followed for ever.
    if (objects > batch.ids.length || pages > batch.ids.length) {
      throw session.stranger(
        `more than the ${batch.ids.length} objects that were asked for`,
        'each of them once',
      )
    }
    if (page.token === undefined) return
    const next = [element('token', page.token)]
    try {
      const call = { method: 'ContinueRetrievePropertiesEx', on, args: next, reads: false }
      page = await session.gather(call, begin)
    } catch (error) {
      // A token is gone when it was used, and with the session that it belonged to.
      const stale = error instanceof SoapFault && error.fault === 'InvalidArgument'
      if (stale || (error instanceof Problem && mayPass(error.cause)))
        throw new PageLost('a page was lost', { cause: error })
      throw error
    }
  }
}

/** A token that was used is gone: a page that was lost cannot be asked for again, only the whole batch can. */
class PageLost extends Error {
  override readonly name = 'PageLost'
}

function specification(batch: Batch, paths: readonly string[]): Fragment {
  const properties = element('propSet', [
    element('type', batch.type),
    ...paths.map((path) => element('pathSet', path)),
  ])
  const objects = batch.ids.map((value) =>
    element('objectSet', [referenceElement('obj', { type: batch.type, value })]),
  )
  return element('specSet', [properties, ...objects])
}

const wanted = new Set(['token'])

/** For calls that only find out what the server knows. */
const nowhere: Outlet = {
  tell: () => {},
  miss: () => {},
  left: (ids) => [...ids],
  ready: () => undefined,
}

function pageGatherer(type: ManagedType, paths: Paths, texts: TextPool, outlet: Outlet): Gatherer<Page> {
  let objects = 0
  let token: string | undefined
  const onMissing: OnMissing = (_, path, fault) => {
    if (fault === 'NotAuthenticated') throw new SoapFault('RetrievePropertiesEx', fault, '')
    if (fault === 'InvalidProperty') paths.drop(type, path)
  }
  return {
    wanted,
    ready: () => outlet.ready(),
    streams: (rest) =>
      recordHandler(rest, texts, onMissing, (record) => {
        objects++
        const hidden = hiddenOf(record)
        if (hidden === undefined) outlet.tell(record)
        else outlet.miss(hidden)
      }),
    take(found: XmlElement) {
      token = found.text
    },
    result: () => (token === undefined || token === '' ? { objects } : { objects, token }),
  }
}
