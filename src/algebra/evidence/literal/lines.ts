import type { Hit } from './bytes.ts'
import { type HostNames, scanNames } from './names.ts'
import { withMaskBeside } from './neighbours.ts'
import { scanAddresses } from './scan.ts'

/** A line of a text that holds literals. */
export interface LiteralLine {
  /** Counted from one. */
  readonly number: number
  /** Place of its first byte. */
  readonly start: number
  /** In order of place; places are those of the text. */
  readonly hits: readonly Hit[]
}

const blockBytes = 1 << 16
const newline = 10

/**
 * Lines of a text in UTF-8 that hold an address or, when names are given, a host name; block by block, so that
 * nothing is held but the lines of one block. The bytes of the text are the only copy of it.
 */
export function* literalLines(bytes: Uint8Array, names?: HostNames): Generator<LiteralLine> {
  let number = 1
  let start = 0
  for (let from = 0; from < bytes.length; ) {
    const to = endOfBlock(bytes, from)
    const hits = hitsIn(bytes, from, to, names)
    // Lines are counted once, from hit to hit; `at` is where the next line may begin.
    let at = from
    for (let index = 0; index < hits.length; ) {
      const first = hits[index]
      if (first === undefined) break
      for (
        let next = bytes.indexOf(newline, at);
        next >= 0 && next < first.at;
        next = bytes.indexOf(newline, at)
      ) {
        number++
        at = next + 1
        start = at
      }
      const end = endOfLine(bytes, at, to)
      const from = index
      while ((hits[index]?.at ?? to) < end) index++
      yield { number, start, hits: withMaskBeside(bytes, start, end, hits.slice(from, index)) }
      at = end
    }
    for (let next = bytes.indexOf(newline, at); next >= 0 && next < to; next = bytes.indexOf(newline, at)) {
      number++
      at = next + 1
      start = at
    }
    from = to
  }
}

/** Whether places are columns up to the last hit of a line: no character there has two bytes. */
export function isPlain(bytes: Uint8Array, { start, hits }: LiteralLine): boolean {
  const end = hits.at(-1)?.end ?? start
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) > 127) return false
  return true
}

/** Column of a place in a line of UTF-8, in UTF-16 units from one. */
export function columnOf(bytes: Uint8Array, start: number, place: number): number {
  let column = 1
  for (let at = start; at < place; at++) {
    const code = bytes[at] ?? 0
    if (code < 0x80 || code >= 0xc0) column += code >= 0xf0 ? 2 : 1
  }
  return column
}

function hitsIn(bytes: Uint8Array, from: number, to: number, names: HostNames | undefined): Hit[] {
  const addresses: Hit[] = []
  scanAddresses(bytes, from, to, addresses, names?.hardwareAddresses)
  if (names === undefined) return addresses
  const hosts: Hit[] = []
  scanNames(bytes, from, to, names, hosts)
  return addresses.length === 0 ? hosts : hosts.length === 0 ? addresses : merged(addresses, hosts)
}

/** Both in order of place, as each of them is; at one place the addresses go before. */
function merged(addresses: readonly Hit[], hosts: readonly Hit[]): Hit[] {
  const hits: Hit[] = []
  let next = 0
  for (const address of addresses) {
    for (let host = hosts[next]; host !== undefined && host.at < address.at; host = hosts[++next])
      hits.push(host)
    hits.push(address)
  }
  for (let host = hosts[next]; host !== undefined; host = hosts[++next]) hits.push(host)
  return hits
}

/** Blocks end behind a line; a longer line makes a longer block. */
function endOfBlock(bytes: Uint8Array, from: number): number {
  const end = bytes.indexOf(newline, from + blockBytes)
  return end < 0 ? bytes.length : end + 1
}

function endOfLine(bytes: Uint8Array, from: number, to: number): number {
  const end = bytes.indexOf(newline, from)
  return end < 0 || end > to ? to : end
}
