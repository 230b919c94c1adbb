import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addEvidence } from '../src/app/evidence.ts'
import { showEvidenceLines } from '../src/app/evidence-lines.ts'
import { evidenceLines, evidenceLinesQuery } from '../src/contract/evidence-lines.ts'
import { writeXlsx } from '../src/formats/xlsx/write.ts'
import { newFolder } from './causeway.ts'
import { newContext } from './context.ts'

test('rows of one number on two sheets of a workbook are two rows, on every page', async () => {
  const { context, close } = await newContext('sheets')
  const file = join(newFolder('handbook'), 'handbook.xlsx')
  const sheet = (name: string, net: string) => ({
    name,
    rows: Array.from({ length: 150 }, (_, at) => [`${name} ${at + 1}`, `10.${net}.0.${at + 1}`]),
  })
  writeFileSync(file, writeXlsx([sheet('Quays', '20'), sheet('Cranes', '30')]))
  await addEvidence(context, [file])
  const show = async (query: Readonly<Record<string, unknown>>) =>
    evidenceLines.parse(
      await showEvidenceLines(context, evidenceLinesQuery.parse({ file: 'handbook.xlsx', ...query })),
    )
  const told = ({ shown }: Awaited<ReturnType<typeof show>>) =>
    shown.map(({ part, line, text, names }) =>
      [part, line, text, names.map(({ matched }) => matched)].flat(2),
    )

  const first = await show({})
  expect([first.lines, first.from, first.shown.length]).toEqual([300, 0, 200])
  expect(told(first).slice(149, 151)).toEqual([
    ['Cranes', 150, 'Cranes 150\t10.30.0.150', '10.30.0.150'],
    ['Quays', 1, 'Quays 1\t10.20.0.1', '10.20.0.1'],
  ])
  const second = await show({ from: 200 })
  expect([second.from, second.shown.length]).toEqual([200, 100])
  expect(new Set([...told(first), ...told(second)].map((row) => `${row[0]} ${row[1]}`)).size).toBe(300)

  const page = async (query: Readonly<Record<string, unknown>>) => (await show(query)).from
  expect([
    await page({ line: 120 }),
    await page({ line: 120, part: 'Cranes' }),
    await page({ line: 120, part: 'Quays' }),
    await page({ line: 400, part: 'Quays' }),
    await page({ line: 120, part: 'Ships' }),
    await page({ from: 5000 }),
  ]).toEqual([0, 0, 200, 200, 0, 200])
  await close()
}, 120_000)
