import { localName, XmlParser } from '../../../formats/xml/index.ts'
import type { XmlHandler } from '../../../formats/xml/parser.ts'

/** Elements of one part of an Office document. */
const markupLimits = {
  maxDepth: 200,
  maxElements: 20_000_000,
  maxAttributes: 200,
  maxMarkupChars: 256 * 1024,
  maxTextChars: 1024 * 1024,
} as const

const chunkBytes = 1 << 20

/** Whether the bytes are an archive with a local header of that name. */
export function holdsEntry(bytes: Uint8Array, name: string): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!signed(view, 0)) return false
  for (let at = view.indexOf(name, 30); at >= 0; at = view.indexOf(name, at + 1)) {
    if (signed(view, at - 30) && view.readUInt16LE(at - 4) === name.length) return true
  }
  return false
}

function signed(view: Buffer, at: number): boolean {
  return view.length >= at + 4 && view.readUInt32LE(at) === 0x0403_4b50
}

/** Most names that are remembered; a part has a few dozen. */
const mostNames = 1000

/** Names without their prefix, each cut once: markup says a few names a million times. */
export function localNames(): (name: string) => string {
  const known = new Map<string, string>()
  return (name) => {
    const seen = known.get(name)
    if (seen !== undefined) return seen
    const local = localName(name)
    if (known.size < mostNames) known.set(name, local)
    return local
  }
}

/** Tells the handler a part, a mebibyte at a time, and gives what the handler has put into `done` since. */
export function* told<T>(bytes: Uint8Array, handler: XmlHandler, done: T[]): Iterable<T> {
  const parser = new XmlParser(handler, markupLimits)
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    parser.write(bytes.subarray(from, from + chunkBytes))
    yield* done.splice(0)
  }
  parser.end()
  yield* done.splice(0)
}
