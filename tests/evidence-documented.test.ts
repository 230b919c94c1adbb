import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evidenceReaders } from '../src/main/evidence-readers.ts'
import { dialects } from './recall/dialects/index.ts'

test('docs/evidence.md names every reader, and no reader that is not there', () => {
  const text = readFileSync(join(import.meta.dirname, '../docs/evidence.md'), 'utf8')
  const rows = text.split('\n').filter((line) => line.startsWith('| `'))
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, kind]) => kind),
  )
  expect(named.sort()).toEqual(evidenceReaders.map(({ kind }) => kind).sort())
})

test('every reader is tried on files with a known answer', () => {
  const written = new Set(dialects.map(({ reader }) => reader.kind))
  const without = evidenceReaders.map(({ kind }) => kind).filter((kind) => !written.has(kind))
  expect(without).toEqual([])
})
