import { childOf, childrenOf, childText } from '../../../../src/formats/xml/index.ts'
import { noPermission } from '../access/authority.ts'
import { effectiveRole } from '../access/visible.ts'
import { content, escape } from '../wire/encode.ts'
import type { Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import type { Call, Handlers } from './call.ts'
import { VimFault } from './fault.ts'
import { lackOf } from './holes.ts'
import { objectsOf, pathsOf, type Spec, specOf } from './spec.ts'

/** What a vCenter gives in one page at most. */
const usualPage = 100

/** The property collector: everything that is read, in pages. */
export const collectorHandlers: Handlers = {
  RetrievePropertiesEx(call) {
    const most = childOf(call.args, 'options')
    const asked = Number((most && childText(most, 'maxObjects')) ?? usualPage)
    return page(call, contents(call), asked)
  },
  ContinueRetrievePropertiesEx({ world, args, session }) {
    const token = childText(args, 'token') ?? ''
    const held = world.pages.get(token)
    world.pages.delete(token)
    if (held === undefined || held.session !== session) {
      throw new VimFault('InvalidArgument', { invalidProperty: 'token' })
    }
    return page({ world, session }, held.rest, usualPage)
  },
  CancelRetrievePropertiesEx({ world, args }) {
    if (!world.pages.delete(childText(args, 'token') ?? '')) {
      throw new VimFault('InvalidArgument', { invalidProperty: 'token' })
    }
    return ''
  },
  /** The older call has no pages: everything at once. */
  *RetrieveProperties(call) {
    for (const pieces of contents(call)) yield* wrapped('returnval', pieces)
  },
}

/** The content of every object that the call asks for; what is refused is refused before the first byte. */
function contents({ world, args }: Pick<Call, 'world' | 'args'>): Generator<Iterable<string>> {
  const specs = childrenOf(args, 'specSet').map((element) => specOf(world, element))
  for (const spec of specs) refuse(world, spec)
  return contentsOf(world, specs)
}

function refuse(world: World, spec: Spec): void {
  for (const { object } of spec.starts) {
    if (world.options.gone?.includes(object.id) === true || !world.has(object)) {
      throw new VimFault('ManagedObjectNotFound', { obj: object })
    }
    if (world.options.forbidden?.includes(object.id) === true) {
      throw new VimFault('NoPermission', { object, privilegeId: 'System.View' })
    }
  }
}

function* contentsOf(world: World, specs: readonly Spec[]): Generator<Iterable<string>> {
  for (const spec of specs) {
    for (const object of objectsOf(world, spec)) {
      const paths = pathsOf(world, spec, object)
      if (paths === undefined || world.options.forgotten?.includes(object.id) === true) continue
      yield objectContent(world, object, paths)
    }
  }
}

/** Inside of one `objects` element: what is set, and what may not be seen. */
export function* objectContent(world: World, object: Ref, paths: readonly string[]): Generator<string> {
  yield `<obj type="${object.type}">${escape(object.id)}</obj>`
  let missing = ''
  for (const path of paths) {
    const lack = lackOf(world, object, path)
    if (lack !== undefined) {
      missing += missingSet(world, object, path, lack)
      continue
    }
    const value = effectiveRole(world, object, path) ?? world.value(object, path)
    if (value === undefined) continue
    yield `<propSet><name>${path}</name>`
    if (typeof value === 'string') yield value
    else yield* value
    yield '</propSet>'
  }
  yield missing
}

function missingSet(world: World, object: Ref, path: string, privilege: string): string {
  const why = content(world.shapes, noPermission(object, privilege), 'NoPermission')
  const fault = `<fault xsi:type="NoPermission">${why}</fault>`
  return `<missingSet><path>${path}</path><fault>${fault}<localizedMessage>Permission to perform this operation was denied.</localizedMessage></fault></missingSet>`
}

/** The next objects of an answer, with a token when there are more. */
function* page(
  { world, session }: Pick<Call, 'world' | 'session'>,
  rest: Iterator<Iterable<string>>,
  asked: number,
): Generator<string> {
  const most = Math.min(asked, world.options.pageObjects ?? usualPage)
  let next = rest.next()
  const first: Iterable<string>[] = []
  // A page is cut by count before it is written, because its token stands at its head.
  for (; next.done !== true && first.length < most; next = rest.next()) first.push(next.value)
  if (first.length === 0) return
  yield '<returnval>'
  if (next.done !== true) {
    const token = world.next('token')
    world.pages.set(token, {
      session,
      rest: world.options.endless === true ? again([...first, next.value]) : ahead(next.value, rest),
    })
    yield `<token>${token}</token>`
  }
  for (const pieces of first) yield* wrapped('objects', pieces)
  yield '</returnval>'
}

function* ahead(first: Iterable<string>, rest: Iterator<Iterable<string>>): Generator<Iterable<string>> {
  yield first
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value
}

/** The same page for ever, for a server that never ends. */
function* again(pieces: readonly Iterable<string>[]): Generator<Iterable<string>> {
  const held = pieces.map((one) => [...one])
  for (;;) yield* held
}

function* wrapped(name: string, pieces: Iterable<string>): Generator<string> {
  let text = `<${name}>`
  for (const piece of pieces) {
    text += piece
    if (text.length < 32_768) continue
    yield text
    text = ''
  }
  yield `${text}</${name}>`
}
