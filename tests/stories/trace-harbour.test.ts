import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rvtoolsReader } from '../../src/adapters/rvtools/index.ts'
import { evidenceReaders } from '../evidence-readers.ts'
import { buildEstate } from '../../src/app/build-estate.ts'
import type { AppContext } from '../../src/app/context.ts'
import { discover } from '../../src/app/discover.ts'
import { addEvidence } from '../../src/app/evidence.ts'
import { buildTraceIndex } from '../../src/app/trace-index.ts'
import { traceVm } from '../../src/app/trace.ts'
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
          task === 'build-estate' ? await buildEstate(inline.store) : await buildTraceIndex(inline)
        return result as Output
      },
    },
  }
  context = inline
  await discover(context, [{ kind: 'file', path: join(harbour, 'rvtools.xlsx'), name: 'rvtools.xlsx' }])
  await addEvidence(context, [join(harbour, 'evidence')])
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
