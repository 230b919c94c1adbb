import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evidenceReaders } from '../src/main/evidence-readers.ts'
import { textFile } from './evidence-recordings.ts'
import type { EvidenceFile, EvidenceReader } from '../src/ports/evidence-reader.ts'
import { processorMs } from './process-time.ts'

const evidence = join(import.meta.dirname, 'estates/harbour/evidence')
const names = { hostNames: new Set(['erp-db-01', 'tally-2008']), domains: new Set(['harbour.example']) }

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]))
}

const files: readonly EvidenceFile[] = filesBelow(evidence).map((path) => ({
  name: relative(evidence, path).replaceAll('\\', '/'),
  bytes: readFileSync(path),
}))

function readerOf(file: EvidenceFile): EvidenceReader | undefined {
  return [...evidenceReaders].sort((a, b) => b.recognises(file) - a.recognises(file))[0]
}

function wholly(reader: EvidenceReader, file: EvidenceFile): string {
  const reading = reader.read(file, names)
  const parts = [
    [...reading.references],
    [...reading.flows],
    [...reading.owners],
    reading.unknown,
    reading.device,
  ]
  return JSON.stringify(parts)
}

test('every canary of the sample is in a file, and none survives any reader that takes the file', () => {
  const canaries = readFileSync(join(evidence, '../canaries.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  const raw = files.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).join('\n')
  expect(canaries.filter((canary) => raw.includes(canary)).length).toBeGreaterThan(20)
  const told = files.map((file) => {
    const takers = evidenceReaders.filter((reader) => reader.recognises(file) > 0)
    return takers.map((reader) => wholly(reader, file)).join('\n')
  })
  expect(canaries.filter((canary) => told.some((text) => text.includes(canary)))).toEqual([])
})

test('each file of the sample is recognised as what it is', () => {
  const kinds = Object.fromEntries(files.map((file) => [file.name, readerOf(file)?.kind]))
  expect(kinds).toMatchObject({
    'firewall/fw-core-01.set': 'panos',
    'firewall/gw-dock-01.iptables': 'iptables',
    'dns/harbour.example.zone': 'bind',
    'dns/20.10.in-addr.arpa.zone': 'bind',
    'balancer/lb-int-01/haproxy.cfg': 'haproxy',
    'monitoring/prometheus/prometheus.yml': 'prometheus',
    'monitoring/prometheus/targets/cargo.json': 'prometheus',
    'monitoring/nagios/hosts.cfg': 'nagios',
    'flows/core-30-days.csv': 'flows-csv',
    'flows/dock-30-days.csv': 'flows-csv',
    'cmdb/cmdb_ci.csv': 'cmdb',
    'documents/pci-scope.md': 'markdown',
    'config/cargo-tracking/conf/legacy-batch.properties': 'config-tree',
  })
})

test('a damaged file never fails: what cannot be read is counted', () => {
  const small = files.filter(({ bytes }) => bytes.length < 6000)
  fc.assert(
    fc.property(
      fc.constantFrom(...small),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
      fc.nat(),
      (file, changes, cut) => {
        const bytes = Uint8Array.from(file.bytes)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        const damaged = { name: file.name, bytes: bytes.subarray(0, bytes.length - (cut % 50)) }
        const reader = readerOf(file)
        if (!reader) throw new Error(`nobody reads ${file.name}`)
        const reading = reader.read(damaged, names)
        expect([...reading.references].every(({ text }) => text.length <= 400 && !text.includes('\0'))).toBe(
          true,
        )
        for (const _ of reading.flows) continue
        expect(reading.understood).toBeLessThanOrEqual(reading.statements)
      },
    ),
    { numRuns: 40 },
  )
})

const long = 120_000
const hostile: Readonly<Record<string, string>> = {
  'one line of addresses': '10.20.30.41 '.repeat(long / 12),
  'one line of dots and digits': '1.2.'.repeat(long / 4),
  'one line of colons': 'a:'.repeat(long / 2),
  'one line without a blank': 'x'.repeat(long),
  'one line of names': 'erp-db-01.'.repeat(long / 10),
  'blank lines': '\n'.repeat(long),
  'carriage returns': '\r'.repeat(long),
  'lines of one blank': ' \n'.repeat(long / 2),
  'closing braces': '}'.repeat(long),
  'closing brackets, one a line': ']\n'.repeat(long / 2),
  nulls: '\0\n'.repeat(1000),
  'deep brackets': '['.repeat(50_000),
  'deep maps': `${'{"targets":'.repeat(5000)}1`,
  'deep yaml': Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  'open quotes': '"'.repeat(10_001),
  'open parentheses': `$ORIGIN x.example.\n@ IN SOA a b (\n${'(\n'.repeat(5000)}`,
  'yaml bomb': `scrape_configs: &a [x]\n${Array.from({ length: 30 }, (_, n) => `k${n}: [*a,*a,*a,*a]`).join('\n')}`,
}

test.each(Object.keys(hostile))('%s: every reader answers within seconds and does not throw', (name) => {
  const file = textFile('hostile.md', hostile[name] ?? '')
  const started = processorMs()
  for (const reader of evidenceReaders) {
    reader.recognises(file)
    wholly(reader, file)
  }
  expect(processorMs() - started).toBeLessThan(20_000)
})
