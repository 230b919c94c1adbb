import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { csvHeader } from './head.ts'

const folder = mkdtempSync(join(tmpdir(), 'csv-head-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function headerOf(bytes: string | Uint8Array): Promise<readonly string[]> {
  const path = join(folder, 'a.csv')
  writeFileSync(path, bytes)
  return csvHeader(path)
}

test('the header of a file that is longer than what is looked at, cut within quotes or not', async () => {
  const row = `"${'x'.repeat(700)}";"y"\r\n`
  for (const cut of [0, 1, 2, 3, 350])
    expect(await headerOf(`"VM";"Owner"\r\n${'z'.repeat(cut)}${row.repeat(200)}`)).toEqual(['VM', 'Owner'])
  expect(await headerOf(Buffer.from(`\ufeff"VM"\t"Owner"\r\n${row.repeat(200)}`, 'utf16le'))).toEqual([
    'VM',
    'Owner',
  ])
})

test('line breaks within a header, blank lines, a hint before it, no line end, nothing', async () => {
  expect(await headerOf('"VM\nname",b\n1,2\n')).toEqual(['VM\nname', 'b'])
  expect(await headerOf('sep=;\nVM;b\n')).toEqual(['VM', 'b'])
  expect(await headerOf('#TYPE A.B\r\n"VM","b"\r\n')).toEqual(['VM', 'b'])
  expect(await headerOf(Buffer.from('\ufeff#TYPE A.B\r\n"VM","b"\r\n1,2\r\n', 'utf16le'))).toEqual([
    'VM',
    'b',
  ])
  expect(await headerOf('\n\nVM,b')).toEqual(['VM', 'b'])
  expect(await headerOf('VM,b\r1,2\r')).toEqual(['VM', 'b'])
  expect(await headerOf('')).toEqual([])
  expect(await headerOf(Buffer.alloc(3000))).toEqual([])
})
