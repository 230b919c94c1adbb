import { type Named, nameOfLiteral } from '../shared/naming.ts'
import { portOf } from './ports.ts'
import type { CiscoConfiguration, Place, Translation } from './schema.ts'
import { readTwiceNat, zonesOf } from './translations.ts'

/** A translation that `show nat` displays: the lines below it say how often it was used and what its names come to. */
export interface ShownNat {
  readonly translations: readonly Translation[]
  /** Names behind `source` and `destination`: what is asked for, and what it becomes. */
  readonly source: readonly [string, string]
  readonly destination: readonly [string, string]
  /** The interface whose address `interface` stands for. */
  readonly outer: string
}

/** `1 (inside) to (outside) source static REAL MAPPED destination static C D`; undefined = it is none. */
export function openShownNat(
  words: readonly string[],
  place: Place,
  known: CiscoConfiguration,
): ShownNat | undefined {
  if (words[2] !== 'to' || words[4] !== 'source' || !/^\d{1,9}$/.test(words[0] ?? '')) return undefined
  const zones = `(${words[1]?.slice(1, -1) ?? ''},${words[3]?.slice(1, -1) ?? ''})`
  const command = ['nat', zones, ...words.slice(4)]
  const before = known.translations.length
  if (!zonesOf(zones) || !readTwiceNat(command, place, known)) return undefined
  const own = known.translations.slice(before)
  const service = words.indexOf('service')
  // Of an object's translation: the ports themselves. Of others: objects, by name.
  if (service > 0 && /^(?:tcp|udp|sctp)$/.test(words[service + 1] ?? ''))
    for (const one of own) one.service = `${words[service + 1] ?? ''}/${portOf(words[service + 3] ?? '')}`
  const configured = known.commands.get(keyOfNat(command))
  // The line to change is that of the configuration.
  if (configured) known.translations.length = before
  return {
    translations: configured ?? own,
    source: pairAt(words, 6),
    destination: pairAt(words, words.indexOf('destination') + 2),
    outer: words[3]?.slice(1, -1) ?? '',
  }
}

/** A `nat` command, kept by its words for what may be shown of it. */
export function readConfiguredNat(
  command: readonly string[],
  place: Place,
  known: CiscoConfiguration,
): boolean {
  const before = known.translations.length
  if (!readTwiceNat(command, place, known)) return false
  known.commands.set(keyOfNat(command), known.translations.slice(before))
  return true
}

/** A translation by its words without its place among others and what is said of it. */
function keyOfNat(command: readonly string[]): string {
  const said = command.indexOf('description')
  const words = said < 0 ? command : command.slice(0, said)
  const zones = words[1] === 'source' ? '(any,any)' : words[1]
  return [zones, ...words.slice(words.indexOf('source'))].join(' ')
}

/** `translate_hits = 5, untranslate_hits = 7`, `Source - Origin: 10.0.0.0/8, Translated: 192.0.2.1/32`; false = neither. */
export function readBelowNat(shown: ShownNat, text: string, known: CiscoConfiguration): boolean {
  const hits = /^\s*translate_hits = (\d{1,15}), (?:un|n)translated?_hits = (\d{1,15})/.exec(text)
  if (hits) {
    for (const one of shown.translations) one.hits = Number(hits[1]) + Number(hits[2])
    return true
  }
  const found =
    /^\s*(Source|Destination) - Origin: ([^T]{1,2000}), Translated(?: \(PAT\))?: (.{1,2000})/.exec(text)
  if (!found) return /^\s*Service - /.test(text)
  const names = found[1] === 'Source' ? shown.source : shown.destination
  for (const [at, name] of names.entries()) {
    const addresses = namesOf(found[at + 2] ?? '')
    if (name === 'interface') addInterface(shown.outer, addresses, known)
    else if (addresses.length > 0 && !nameOfLiteral(name)) known.shownAs.set(name, addresses)
  }
  return true
}

/** The display writes the address of an interface with the length of its network. */
function addInterface(zone: string, [address]: readonly Named[], known: CiscoConfiguration): void {
  const own = address?.matched.split('/')[0]
  if (own !== undefined && !known.interfaces.has(zone)) known.interfaces.set(zone, own)
}

function namesOf(text: string): readonly Named[] {
  return text.split(/[,\s]+/).flatMap((word) => nameOfLiteral(word) ?? [])
}

/** The two names from `at` on; `pat-pool` stands before the second one. */
function pairAt(words: readonly string[], at: number): readonly [string, string] {
  const second = words[at + 1] === 'pat-pool' ? at + 2 : at + 1
  return at < 5 ? ['', ''] : [words[at] ?? '', words[second] ?? '']
}
