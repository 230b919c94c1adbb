import { childOf, type XmlElement } from '../../../../src/formats/xml/index.ts'
import { ref, type Ref } from '../wire/value.ts'
import type { World } from '../world.ts'
import { VimFault } from './fault.ts'

/** One call of the API as the fake sees it. */
export interface Call {
  readonly world: World
  readonly method: string
  /** The object that the method is called on. */
  readonly self: Ref
  readonly args: XmlElement
  /** Key of the session; empty for one that is not logged in. */
  readonly session: string
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal
}

/** What stands inside the answer, in pieces, so that nothing large is ever held; or a VimFault is thrown. */
export type Answer = string | Iterable<string> | Promise<string | Iterable<string>>

/** Answers one method. */
export type Handler = (call: Call) => Answer

/** Handlers by the name of the method. */
export type Handlers = Readonly<Record<string, Handler>>

/** The reference that an argument holds. */
export function referenceArgument(args: XmlElement, name: string): Ref | undefined {
  const found = childOf(args, name)
  return found === undefined ? undefined : referenceOf(found)
}

/** The reference that an element holds. */
export function referenceOf(element: XmlElement): Ref {
  const type = element.attributes.find((attribute) => attribute.name === 'type')?.value
  if (type === undefined) throw new VimFault('InvalidRequest')
  return ref(type, element.text)
}

/** A reference as an element of an answer. */
export function referenceXml(name: string, { type, id }: Ref): string {
  return `<${name} type="${type}">${id}</${name}>`
}
