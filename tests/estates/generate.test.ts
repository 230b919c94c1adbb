import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { writeRecording } from '../../src/adapters/vsphere/recording/write.ts'
import { entryBytes, memorySource, readZip } from '../../src/formats/zip/read.ts'
import { harbourMachines } from '../../src/sample/harbour/estate.ts'
import { harbourFlows } from '../../src/sample/harbour/evidence/flows.ts'
import { harbourFiles } from '../../src/sample/harbour/files.ts'
import { networks, teams } from '../../src/sample/harbour/places.ts'
import { harbourWorkbook } from '../../src/sample/harbour/rvtools/workbook.ts'
import { harbourRecording } from '../../src/sample/harbour/vcenter/index.ts'
import expected from './harbour/erp-db-01.expected.json' with { type: 'json' }

const harbour = fileURLToPath(new URL('./harbour/', import.meta.url))
const largestEstateBytes = 3 * 2 ** 20

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
}

function textOf(name: string): string {
  return readFileSync(join(harbour, name), 'utf8')
}

test('the generated text files of Harbour are what the definition gives, byte for byte', () => {
  for (const { path, bytes } of harbourFiles()) {
    if (path.endsWith('.xlsx')) continue
    const checkedIn = readFileSync(join(harbour, path))
    expect({ path, same: checkedIn.equals(bytes) }).toEqual({ path, same: true })
  }
})

test('the workbook of Harbour is the same twice, and part by part the one that is checked in', async () => {
  const made = harbourWorkbook()
  expect(Buffer.from(made).equals(harbourWorkbook())).toBe(true)
  // Part by part, because another Node may deflate the same bytes to others.
  expect(await partsOf(made)).toEqual(await partsOf(readFileSync(join(harbour, 'rvtools.xlsx'))))
})

async function partsOf(bytes: Uint8Array): Promise<readonly (readonly [name: string, sha256: string])[]> {
  const zip = await readZip(memorySource(bytes))
  const parts: [string, string][] = []
  for (const entry of zip.entries.values()) {
    const content = await entryBytes(zip, entry, 2 ** 26)
    parts.push([entry.name, createHash('sha256').update(content).digest('hex')])
  }
  return parts
}

test('the recorded answers of the vCenter are what the definition gives, byte for byte', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'harbour-'))
  try {
    await writeRecording(harbourRecording(), folder)
    const names = filesBelow(join(harbour, 'vcenter'))
    expect(filesBelow(folder)).toEqual(names)
    for (const name of names) {
      const same = readFileSync(join(folder, name)).equals(readFileSync(join(harbour, 'vcenter', name)))
      expect({ name, same }).toEqual({ name, same: true })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('what was written by hand of erp-db-01 stands in the evidence, line by line', () => {
  for (const reference of expected.references) {
    const line = textOf(`evidence/${reference.file}`).split(/\r?\n/)[reference.line - 1]
    expect({ file: reference.file, line: reference.line, text: line }).toEqual({
      file: reference.file,
      line: reference.line,
      text: reference.text,
    })
  }
  expect([...new Set(expected.references.map(({ owner }) => owner))].sort()).toEqual(expected.teams)
  expect(teams.map(({ name }) => name)).toEqual(expect.arrayContaining(expected.teams))
})

test('the address of erp-db-01 stands in no evidence that the hand-written page leaves out', () => {
  const lines = filesBelow(join(harbour, 'evidence'))
    .filter((name) => !name.startsWith('flows/'))
    .flatMap((name) =>
      textOf(`evidence/${name}`)
        .split(/\r?\n/)
        .flatMap((line, at) => (/(?<![\d.])10\.20\.30\.41(?![\d])/.test(line) ? [`${name}:${at + 1}`] : [])),
    )
  const exact = expected.references.filter(({ strength, matched, text }) => strength === 'exact' && text.includes(matched))
  expect(lines).toEqual(exact.map(({ file, line }) => `${file}:${line}`).sort())
})

test('the flows of erp-db-01 are those that were written by hand', () => {
  const [address] = expected.addresses
  const nameOf = new Map(harbourMachines().flatMap((machine) => machine.nics.flatMap((nic) => nic.addresses.map((one) => [one, machine.name]))))
  const seen = (direction: 'in' | 'out') =>
    harbourFlows()
      .filter((flow) => (direction === 'in' ? flow.server : flow.client) === address)
      .map((flow) => {
        const peer = direction === 'in' ? flow.client : flow.server
        const peerVm = nameOf.get(peer)
        return {
          peer,
          ...(peerVm === undefined ? {} : { peerVm }),
          port: flow.port,
          protocol: flow.protocol,
          firstSeen: flow.first,
          lastSeen: flow.last,
        }
      })
  expect(seen('in')).toEqual(expected.flows.in)
  expect(seen('out')).toEqual(expected.flows.out)
})

test('Harbour has a few thousand distinct flows, some of them from addresses that belong to no machine', () => {
  const flows = harbourFlows()
  const addresses = new Set(harbourMachines().flatMap((machine) => machine.nics.flatMap((nic) => nic.addresses)))
  expect(flows.length).toBeGreaterThan(2000)
  expect(flows.length).toBeLessThan(9000)
  expect(new Set(flows.map((flow) => `${flow.client} ${flow.server} ${flow.port} ${flow.protocol}`)).size).toBe(flows.length)
  expect(flows.filter((flow) => !addresses.has(flow.client)).length).toBeGreaterThan(400)
  for (const flow of flows) {
    if (flow.first > flow.last || flow.first < '2026-10-14T' || flow.last > '2026-11-13T') throw new Error(JSON.stringify(flow))
  }
})

test('every planted canary is listed and every listed one is planted', () => {
  const listed = textOf('canaries.txt').trim().split('\n')
  expect(new Set(listed).size).toBe(listed.length)
  const planted = new Set<string>()
  for (const name of filesBelow(harbour)) {
    if (name === 'canaries.txt' || name.endsWith('.xlsx') || name.startsWith('ova')) continue
    for (const [canary] of textOf(name).matchAll(/CANARY-[a-z]+-9f3c\d+/g)) planted.add(canary)
  }
  expect([...planted].sort()).toEqual([...listed].sort())
})

test('each address of a machine lies in the subnet of its network', () => {
  const wrong = harbourMachines().flatMap((machine) =>
    machine.nics.flatMap((nic) => {
      const subnet = networks.find(({ name }) => name === nic.network)?.subnet
      if (subnet === undefined) return nic.addresses
      const [base = '', length = '24'] = subnet.split('/')
      const third = Number(base.split('.')[2])
      const span = 2 ** (24 - Number(length))
      return nic.addresses.filter((address) => {
        const parts = address.split('.').map(Number)
        return !address.includes(':') && !(parts[0] === 10 && parts[1] === 20 && (parts[2] ?? -1) >= third && (parts[2] ?? -1) < third + span)
      })
    }),
  )
  expect(wrong).toEqual([])
})

test('Harbour stays small enough to be shipped', () => {
  const bytes = filesBelow(harbour).reduce((sum, name) => sum + statSync(join(harbour, name)).size, 0)
  expect(bytes).toBeLessThan(largestEstateBytes)
})
