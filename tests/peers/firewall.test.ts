import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { formatSpan, parseSpan } from '../../src/lib/ip.ts'
import type { EvidenceReader } from '../../src/ports/evidence-reader.ts'
import { textFile } from '../evidence-recordings.ts'
import { iptablesDialect } from '../recall/dialects/iptables.ts'
import { nftablesDialect } from '../recall/dialects/nftables.ts'
import { syntheticEstate } from '../recall/estate.ts'
import type { Written } from '../recall/sheet.ts'

/** Rules are loaded in a network of their own, which needs root; with CAUSEWAY_PEERS=required its absence is a failure. */
function mayLoad(...command: readonly string[]): boolean {
  if (process.env['CAUSEWAY_PEERS'] === 'required') return true
  return spawnSync('unshare', ['--net', ...command], { stdio: 'ignore' }).status === 0
}

/** Runs a line of shell in an empty network; `$1` is the file. */
function inNetwork(line: string, file: string): string {
  return execFileSync('unshare', ['--net', 'sh', '-euc', line, 'sh', file], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
}

/** What each rule names, as merged spans: a set with `auto-merge` is listed with its overlaps put together. */
function namedBy(reader: EvidenceReader, name: string, text: string): readonly string[] {
  const spans = new Map<string, { low: bigint; high: bigint }[]>()
  for (const { kind, role, name: rule, strength, covers, matched } of reader.read(textFile(name, text))
    .references) {
    const span = strength === 'any' ? undefined : parseSpan(covers ?? matched)
    if (!span || kind === 'config-literal') continue
    const key = `${kind} ${rule} ${role}`
    const list = spans.get(key) ?? []
    list.push({ low: BigInt(`0x${span.low}`), high: BigInt(`0x${span.high}`) })
    spans.set(key, list)
  }
  return [...spans].map(([key, list]) => `${key}: ${merged(list).join(' ')}`).sort()
}

function merged(list: { low: bigint; high: bigint }[]): readonly string[] {
  const joined: { low: bigint; high: bigint }[] = []
  for (const span of list.sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0))) {
    const last = joined.at(-1)
    if (last && span.low <= last.high + 1n) last.high = span.high > last.high ? span.high : last.high
    else joined.push({ ...span })
  }
  const key = (value: bigint): string => value.toString(16).padStart(32, '0')
  return joined.map(({ low, high }) => formatSpan({ low: key(low), high: key(high) }))
}

const folder = mkdtempSync(join(tmpdir(), 'causeway-rules-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function saved({ name, bytes }: Pick<Written, 'name' | 'bytes'>): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

const textOf = ({ bytes }: Written): string => Buffer.from(bytes).toString('utf8')

describe.skipIf(!mayLoad('nft', 'list', 'ruleset'))('nft as the judge of rules', () => {
  const { reader } = nftablesDialect
  const [text, json] = nftablesDialect.write(syntheticEstate(11), 120)
  if (!text || !json) throw new Error('nftables is written as text and as JSON')

  test('it takes our text; what it lists, as text and as JSON, names the same', () => {
    const path = saved(text)
    const ours = namedBy(reader, text.name, textOf(text))
    expect(ours.length).toBeGreaterThan(100)
    inNetwork('nft -c -f "$1"', path)
    expect(namedBy(reader, 'list.nft', inNetwork('nft -f "$1"; nft list ruleset', path))).toEqual(ours)
    expect(namedBy(reader, 'list.json', inNetwork('nft -f "$1"; nft -j list ruleset', path))).toEqual(ours)
  })

  test('it takes our JSON; what it lists, as text and as JSON, names the same', () => {
    const path = saved(json)
    const ours = namedBy(reader, json.name, textOf(json))
    expect(ours.length).toBeGreaterThan(100)
    expect(namedBy(reader, 'list.nft', inNetwork('nft -j -f "$1"; nft list ruleset', path))).toEqual(ours)
    expect(namedBy(reader, 'list.json', inNetwork('nft -j -f "$1"; nft -j list ruleset', path))).toEqual(ours)
  })
})

describe.skipIf(!mayLoad('iptables-save'))('iptables as the judge of rules', () => {
  const { reader } = iptablesDialect
  const [rules, withSets] = iptablesDialect.write(syntheticEstate(11), 120)
  if (!rules || !withSets) throw new Error('iptables is written without and with sets')

  test('it takes our rules, and what it saves names the same', () => {
    const path = saved(rules)
    inNetwork('iptables-restore --test "$1"', path)
    const listed = inNetwork('iptables-restore "$1"; iptables-save -c', path)
    expect(namedBy(reader, 'saved', listed)).toEqual(namedBy(reader, rules.name, textOf(rules)))
  })

  test('ip6tables takes the IPv6 table of the file with sets, and what it saves names the same', () => {
    const text = textOf(withSets)
    const six = text.slice(text.lastIndexOf('*filter'))
    const path = saved({ name: 'six.rules', bytes: Buffer.from(six) })
    inNetwork('ip6tables-restore --test "$1"', path)
    const listed = inNetwork('ip6tables-restore "$1"; ip6tables-save', path)
    expect(namedBy(reader, 'saved', listed)).toEqual(namedBy(reader, 'six.rules', six))
  })
})
