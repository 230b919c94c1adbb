import { asciiOf, blank, kindAt, letter } from './bytes.ts'
import { isPrivate } from './quad.ts'

/** How far before a number the words are looked at that may make it a version. */
const reach = 60
/** Nobody upgrades to a machine. */
const upgraded = /\b(?:upgrad|downgrad)(?:e|es|ed|ing) (?:from \d[\d.]{3,14} )?$/i
const spokenOf = /\b(?:upgrad|downgrad|updat|bump|migrat|releas|version|patch)/i
/** Products whose number may stand behind their name in prose; some of them have addresses too. */
const products = new Set(
  `agent client tools driver plugin connector framework runtime java python openssl chrome firefox edge oracle
   exchange windows office sdk cli module library package app suite kernel vcenter esxi nsx`.split(/\s+/),
)

/**
 * What the words before four numbers say of them: `upgrade to 8.0.2.100` is a `version`; of `upgrade to 10.0.0.9` and
 * `Agent 10.1.2.3` nobody can be sure, and they are kept.
 */
export function doubtAt(
  bytes: Uint8Array,
  at: number,
  from: number,
  value: number,
): 'version' | 'unsure' | undefined {
  if (at - 2 < from || (kindAt(bytes, at - 1) & blank) === 0 || (kindAt(bytes, at - 2) & letter) === 0)
    return undefined
  let start = at - 1
  while (start > from && at - start < 12 && (kindAt(bytes, start - 1) & letter) > 0) start--
  const first = bytes[start] ?? 0
  const isName = first < 97
  // Most words before an address are neither a name nor `to` and `from`.
  if (!isName && first !== 116 && first !== 102) return undefined
  const said = asciiOf(bytes, start, at - 1)
  if (isName) return products.has(said.toLowerCase()) ? 'unsure' : undefined
  if (said !== 'to' && said !== 'from') return undefined
  const before = asciiOf(bytes, Math.max(from, start - reach), start)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  if (!isPrivate(value) && isSmall(value) && upgraded.test(line)) return 'version'
  return spokenOf.test(line) ? 'unsure' : undefined
}

/** The first two numbers of a release are small; few networks have such addresses. */
function isSmall(value: number): boolean {
  return value >>> 24 < 32 && ((value >>> 16) & 255) < 32
}
