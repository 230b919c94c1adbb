import type { Tally } from '../../../algebra/evidence/collect.ts'
import { isBlank, type Line, wordsOf } from '../../../lib/lines.ts'
import { nameOfLiteral } from '../shared/naming.ts'
import { type Definition, openDefinition, readDefinitionLine } from './definitions.ts'
import { conduits } from './conduit.ts'
import { type InterfaceBlock, readInterfaceLine } from './interface.ts'
import { ListReader } from './lists.ts'
import type { CiscoConfiguration, Dialect, Entry, Place, Setting } from './schema.ts'
import { openShownNat, readBelowNat, readConfiguredNat, type ShownNat } from './shown-nat.ts'
import { settingHeads, vrfBelow, vrfOf } from './settings.ts'
import { endOfAbsolute } from './time-range.ts'
import { readIosNat, readObjectNat, readOldStatic } from './translations.ts'

/** What the lines below a head belong to. */
type Block =
  | { readonly kind: 'definition'; readonly definition: Definition }
  | { readonly kind: 'list'; readonly name: string; readonly standard: boolean; readonly form: string }
  | { readonly kind: 'time'; readonly name: string }
  | InterfaceBlock
  | { readonly kind: 'nat'; readonly shown: ShownNat }
  | {
      readonly kind: 'settings'
      readonly vrf?: string
      within?: { readonly vrf: string; readonly indent: number }
    }
  | { readonly kind: 'unknown'; readonly head: string }

const bannerLines = 300

/** A configuration as read, and its entries, which are read once, after all else. */
export interface CiscoRead {
  readonly known: CiscoConfiguration
  readonly entries: () => Iterable<Entry>
}

/** Reads a running configuration, or the access lists with their counters. */
export function readCisco(lines: Iterable<Line>, dialect: Dialect, tally: Tally): CiscoRead {
  const known: CiscoConfiguration = {
    dialect,
    hostName: undefined,
    devices: 0,
    inexact: new Set(),
    aliases: new Map(),
    names: new Map(),
    scattered: 0,
    defining: [],
    services: new Map(),
    owners: new Map(),
    ends: new Map(),
    interfaces: new Map(),
    bound: new Map(),
    translations: [],
    commands: new Map(),
    shownAs: new Map(),
    settings: [],
  }
  const lists = new ListReader(known, tally)
  let block: Block = { kind: 'settings' }
  let banner: { readonly sign: string; left: number } | undefined
  for (const line of lines) {
    if (banner) {
      if (line.text.includes(banner.sign) || --banner.left <= 0) banner = undefined
      continue
    }
    // Most lines of a large file are these, and are taken apart later.
    if (isOfList(line.text)) {
      lists.count(line)
      continue
    }
    const words = wordsOf(line.text)
    const first = words[0]?.charAt(0) ?? ''
    if (first === '' || first === '!' || first === ':' || first === '#') continue
    if (words[0] === 'conduit') {
      lists.count(line, conduits)
      continue
    }
    const indented = line.text.charCodeAt(0) <= 32
    if (indented || !isHead(words, block)) {
      readBelow(block, line, words, known, lists, tally)
      continue
    }
    const opened = open(line, words, known, tally)
    if (opened) block = opened
    if (words[0] === 'banner' && dialect === 'ios') {
      const text = line.text.trim()
      const rest = text.slice(text.indexOf(words[1] ?? '') + (words[1]?.length ?? 0)).trimStart()
      const sign = rest.startsWith('^') ? rest.slice(0, 2) : rest.slice(0, 1)
      // EOS names no sign.
      if (sign === '') banner = { sign: 'EOF', left: bannerLines }
      else if (!rest.slice(sign.length).includes(sign)) banner = { sign, left: bannerLines }
    }
  }
  return { known, entries: () => lists.read(lines) }
}

const listWord = 'access-list'

/** Whether a line names an access list. By hand: it is asked of every line. */
function isOfList(text: string): boolean {
  let at = 0
  while (isBlank(text.charCodeAt(at))) at++
  // What a mark of UTF-8 within a file leaves is a blank as well.
  if (text.charCodeAt(at) > 127) return /^\s*access-list\s/.test(text)
  return text.startsWith(listWord, at) && isBlank(text.charCodeAt(at + listWord.length))
}

const linesOfDefinitions: ReadonlySet<string> = new Set(
  'host subnet range fqdn network-object group-object port-object service-object protocol-object icmp-object description'.split(
    ' ',
  ),
)

/** A line that is not indented is a head, unless its blanks were lost: then a line of a definition looks like itself. */
function isHead(words: readonly string[], block: Block): boolean {
  const word = words[0] ?? ''
  if (block.kind === 'definition') return !linesOfDefinitions.has(word)
  if (block.kind === 'list') return !/^(?:permit|deny|remark|\d+)$/.test(word)
  return block.kind !== 'time' || (word !== 'absolute' && word !== 'periodic')
}

/** Reads a head line; the block that it opens, or undefined for a line that stands alone. */
function open(
  line: Line,
  words: readonly string[],
  known: CiscoConfiguration,
  tally: Tally,
): Block | undefined {
  const definition = openDefinition(words, known)
  if (definition) {
    tally.known()
    return { kind: 'definition', definition }
  }
  const place = placeOf(line)
  const [head = '', second = '', third = '', fourth = ''] = words
  const done = (understood: boolean): Block => {
    if (understood) tally.known()
    else {
      known.settings.push(place)
      tally.unknown(head === 'ip' ? `ip ${second.slice(0, 40)}` : head.slice(0, 40), line)
    }
    return { kind: 'settings' }
  }
  if ((head === 'ip' || head === 'ipv4' || head === 'ipv6') && second === 'access-list') {
    const typed = third === 'extended' || third === 'standard' || third === 'role-based'
    tally.known()
    return { kind: 'list', name: typed ? fourth : third, standard: third === 'standard', form: head }
  }
  if (/^(?:Extended|Standard|IPv6|IP)$/.test(head) && words.some(isList)) {
    const name = words[words.findIndex(isList) + 1] ?? ''
    tally.known()
    return { kind: 'list', name, standard: head === 'Standard', form: `shown ${head}` }
  }
  if (head === 'ip' && second === 'nat') return done(readIosNat(words, place, known))
  if (head === 'nat') return done(readConfiguredNat(words, place, known))
  if (head === 'static' || head === 'global' || (head === 'alias' && second.startsWith('(')))
    return done(readOldStatic(words, place, known))
  const shown = openShownNat(words, place, known)
  if (shown) {
    tally.known()
    return { kind: 'nat', shown }
  }
  if (head === 'access-group' || ((head === 'Manual' || head === 'Auto') && second === 'NAT'))
    return done(true)
  if (head === 'name' && nameOfLiteral(second)) {
    known.aliases.set(third, second)
    // The one line to change where the other lines use the name.
    known.settings.push(place)
    return done(true)
  }
  if (head === 'time-range') {
    tally.known()
    return { kind: 'time', name: second }
  }
  if (head === 'hostname' || head === 'switchname') {
    known.devices++
    // What is shown belongs to the configuration of the same device.
    known.commands.clear()
    known.hostName ??= second.replace(/^"|"$/g, '')
    return done(true)
  }
  if (
    head === 'Building' ||
    head === 'Current' ||
    head === 'Using' ||
    head === 'Saved' ||
    head.startsWith('Cryptochecksum:')
  )
    return done(true)
  if (settingHeads.has(head)) {
    const named = vrfOf(words)
    // `ip address outside 10.0.0.1 255.0.0.0` is the form of PIX.
    if (head === 'ip' && second === 'address') known.interfaces.set(third, fourth)
    known.settings.push(named === undefined ? place : { ...place, vrf: named })
    tally.known()
    if (head === 'interface')
      return { kind: 'interface', names: [words.slice(1).join(' ')], vrf: '', address: undefined }
    return named === undefined ? { kind: 'settings' } : { kind: 'settings', vrf: named }
  }
  if (
    /^(?:RP\/[\w/]{1,40}:)?[a-z][\w.-]*(?:\/[\w.-]{1,60})?(?:\([\w-]{1,40}\))?[#>]$/i.test(head) ||
    /^[\w./:-]{1,80}[#>]\s*sh/i.test(line.text.slice(0, 120))
  )
    return done(true)
  done(false)
  return { kind: 'unknown', head }
}

function readBelow(
  block: Block,
  line: Line,
  words: readonly string[],
  known: CiscoConfiguration,
  lists: ListReader,
  tally: Tally,
): void {
  switch (block.kind) {
    case 'definition': {
      const { definition } = block
      const understood =
        words[0] === 'nat'
          ? readObjectNat(definition.name, words, placeOf(line), known)
          : readDefinitionLine(definition, words, line.text, known)
      if (understood) {
        const { defined } = definition
        if (defined && mayNameAddress(line.text))
          known.defining.push({ line: line.number, text: line.text, of: defined })
        tally.known()
      } else {
        known.settings.push(placeOf(line))
        tally.unknown(`${definition.kind} ${(words[0] ?? '').slice(0, 40)}`, line)
      }
      return
    }
    case 'list':
      return lists.count(line, block)
    case 'time': {
      const end = endOfAbsolute(words)
      if (end !== undefined) known.ends.set(block.name, end)
      return tally.known()
    }
    case 'interface':
      return readInterfaceLine(block, placeOf(line), words, known, tally)
    case 'settings':
      known.settings.push(placeWithin(block, placeOf(line), words))
      return tally.known()
    case 'nat':
      if (readBelowNat(block.shown, line.text, known)) return tally.known()
      known.settings.push(placeOf(line))
      return tally.unknown('show nat: line below', line)
    case 'unknown':
      known.settings.push(placeOf(line))
      tally.unknown(`${block.head.slice(0, 40)}: line below`, line)
  }
}

/** A line of a routing process with the VRF that it stands in. */
function placeWithin(
  block: Extract<Block, { kind: 'settings' }>,
  place: Place,
  words: readonly string[],
): Setting {
  const named = vrfBelow(words)
  if (named !== undefined || block.within) {
    const indent = place.text.search(/\S/)
    if (block.within && (indent <= block.within.indent || words[0] === 'exit-address-family'))
      delete block.within
    if (named !== undefined) block.within = { vrf: named, indent }
  }
  const vrf = block.within?.vrf ?? block.vrf
  return vrf === undefined ? place : { ...place, vrf }
}

/** `IP access list` of NX-OS, `IP Access List` of EOS. */
function isList(word: string): boolean {
  return word === 'list' || word === 'List'
}

function mayNameAddress(text: string): boolean {
  return text.includes('.') || text.includes(':')
}

function placeOf({ number, text }: Line): Place {
  return { line: number, text }
}
