import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rvtoolsReader } from '../../src/adapters/rvtools/index.ts'
import { evidenceReaders } from '../../src/main/evidence-readers.ts'
import { buildEstate } from '../../src/app/build-estate.ts'
import type { AppContext } from '../../src/app/context.ts'
import { discover } from '../../src/app/discover.ts'
import {
  addEvidence,
  addEvidenceFile,
  listEvidenceFiles,
  removeEvidenceFile,
} from '../../src/app/evidence.ts'
import { buildTraceIndex } from '../../src/app/trace-index.ts'
import { traceAll, traceVm } from '../../src/app/trace.ts'
import { type TraceResult, traceResult } from '../../src/contract/trace.ts'
import { newContext } from '../context.ts'

const harbour = join(import.meta.dirname, '../estates/harbour')

let context: AppContext
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await newContext('trace')
  close = () => opened.close()
  const inline: AppContext = {
    ...opened.context,
    adapters: { ...opened.context.adapters, sources: [rvtoolsReader], evidence: evidenceReaders },
    workers: {
      async run<Output>(task: string): Promise<Output> {
        const result: unknown =
          task === 'build-estate' ? await buildEstate(inline) : await buildTraceIndex(inline)
        return result as Output
      },
    },
  }
  context = inline
  // Evidence first: nothing may depend on the estate being known when a file is read.
  await addEvidence(context, [join(harbour, 'evidence')])
  await discover(context, [{ kind: 'file', path: join(harbour, 'rvtools.xlsx'), name: 'rvtools.xlsx' }])
})

afterAll(() => close())

interface Expected {
  readonly owner: string
  readonly teams: readonly string[]
  readonly references: readonly Record<string, unknown>[]
  readonly flows: TraceResult['flows']
}

function sortedLines(lines: readonly object[]): readonly string[] {
  return lines.map((line) => JSON.stringify(line)).sort()
}

test('erp-db-01 is named where the file written by hand says, and nowhere else', async () => {
  const expected: Expected = JSON.parse(readFileSync(join(harbour, 'erp-db-01.expected.json'), 'utf8'))
  const traced = traceResult.parse(await traceVm(context, 'erp-db-01'))
  const references = traced.references.map(
    ({ kind, device, file, line, text, matched, strength, role, owner }) => ({
      kind,
      device,
      file,
      line,
      text,
      matched,
      strength,
      role,
      owner,
    }),
  )
  const flow = ({
    peer,
    peerVm,
    port,
    protocol,
    firstSeen,
    lastSeen,
  }: TraceResult['flows']['in'][number]) => ({
    peer,
    peerVm,
    port,
    protocol,
    firstSeen,
    lastSeen,
  })
  expect(sortedLines(references)).toEqual(sortedLines(expected.references))
  expect({ in: traced.flows.in.map(flow), out: traced.flows.out.map(flow) }).toEqual(expected.flows)
  expect({ owner: traced.owner, teams: traced.teams }).toEqual({
    owner: expected.owner,
    teams: expected.teams,
  })
})

test('whoever has only an address finds its VM; an address that no VM has is nobody’s', async () => {
  expect((await traceVm(context, '10.20.30.41')).vm).toBe('erp-db-01')
  await expect(traceVm(context, '10.99.7.14')).rejects.toThrow('No VM is called 10.99.7.14')
})

test('what each mode asks for is said of each artefact, and adds up; what all share is told from real peers', async () => {
  const { references, modes, flows } = await traceVm(context, 'erp-db-01')
  const asking = (mode: 'keep-ip' | 're-ip') => references.filter(({ asksIn }) => asksIn?.includes(mode))
  expect(asking('keep-ip').map(({ name }) => name)).toEqual(['be_erp_listener'])
  // Beside artefacts, keep-ip asks for two changes of the network and re-ip for one of the guest.
  expect([modes['keep-ip'].artefacts - 2, modes['re-ip'].artefacts - 1]).toEqual([1, asking('re-ip').length])
  const shared = flows.out.filter((flow) => flow.shared === true).map(({ peerVm }) => peerVm)
  expect(shared).toEqual(['dns-01', 'dns-02', 'ntp-01', 'smtp-01', 'log-01'])
})

test('a short name in a document is found although the document was read before the estate', async () => {
  const { references } = await traceVm(context, 'tally-2008')
  const named = references
    .filter(({ matched }) => matched === 'tally-2008')
    .map(({ file, line }) => `${file}:${line}`)
  expect(named).toEqual(['config/terminal-automation/cranes.ini:12', 'documents/berth-network.md:4'])
})

test('one trace and all traces say the same', async () => {
  for await (const one of traceAll(context)) {
    if (one.vm === 'erp-db-01') expect(one).toEqual(await traceVm(context, 'erp-db-01'))
    else traceResult.parse(one)
  }
})

test('the same folder again changes nothing; a file taken out takes its references with it', async () => {
  const again = await addEvidence(context, [join(harbour, 'evidence')])
  expect(again.files.filter(({ changed }) => changed)).toEqual([])
  const before = await listEvidenceFiles(context)
  expect(before.files).toHaveLength(again.files.length)
  await removeEvidenceFile(context, 'documents/pci-scope.md')
  const { references } = await traceVm(context, 'erp-db-01')
  expect(references.filter(({ file }) => file === 'documents/pci-scope.md')).toEqual([])
})

test('a file handed over is read like one on disk, and its name is no path of this machine', async () => {
  const bytes = readFileSync(join(harbour, 'evidence/firewall/gw-dock-01.iptables'))
  const added = await addEvidenceFile(context, '../../etc/gw-copy.iptables', bytes)
  expect(added.files.map(({ file, kind, changed }) => ({ file, kind, changed }))).toEqual([
    { file: 'etc/gw-copy.iptables', kind: 'iptables', changed: true },
  ])
  await expect(addEvidenceFile(context, 'empty', new Uint8Array())).rejects.toMatchObject({
    code: 'evidence-unread',
  })
  await expect(addEvidence(context, [harbour], { kind: 'crystal-ball' })).rejects.toMatchObject({
    code: 'evidence-kind-unknown',
  })
})
