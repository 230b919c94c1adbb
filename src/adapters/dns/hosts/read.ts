import { parseAddress } from '../../../lib/ip.ts'
import { isBlank } from '../../../lib/lines.ts'
import { type HostsEntry, mostNames } from './schema.ts'

/** What a line is: an entry, nothing (blank or comment), or why it is no entry. */
export type LineRead = HostsEntry | 'nothing' | 'line that is no entry' | 'address without a name'

const hash = 35

/** Reads one line, in one pass over its characters. */
export function entryOf(text: string): LineRead {
  const { length } = text
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (at < length && isBlank(text.charCodeAt(at))) at++
  if (at >= length || text.charCodeAt(at) === hash) return 'nothing'
  let end = endOfWord(text, at)
  const address = text.slice(at, end)
  if (address.length > 64 || parseAddress(address) === undefined) return 'line that is no entry'
  const column = at + 1
  const names: string[] = []
  let odd = 0
  let comment = ''
  for (at = end; at < length; at = end) {
    while (at < length && isBlank(text.charCodeAt(at))) at++
    if (at >= length) break
    if (text.charCodeAt(at) === hash) {
      comment = text.slice(at + 1, at + 401)
      break
    }
    end = endOfWord(text, at)
    const word = end - at > 254 ? '' : text.slice(at, end)
    if (names.length < mostNames && isName(word)) names.push(withoutDot(word.toLowerCase()))
    else odd++
  }
  if (names.length === 0) return odd > 0 ? 'line that is no entry' : 'address without a name'
  return { address, column, names, odd, comment }
}

function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name
}

function endOfWord(text: string, from: number): number {
  let at = from
  while (at < text.length && !isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== hash) at++
  return at
}

/** A host name; one whose last label is a number is an address or a mask. */
function isName(word: string): boolean {
  if (!/^[a-z0-9_][a-z0-9_.-]*$/i.test(word)) return false
  const last = word.charCodeAt(word.length - (word.endsWith('.') ? 2 : 1))
  return !(last >= 48 && last <= 57) || !/(?:^|\.)\d+\.?$/.test(word)
}
