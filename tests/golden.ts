import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect } from 'vitest'

/** Compares text with a golden file; `UPDATE_GOLDEN=1` writes it, and the difference is then reviewed like code. */
export function expectGolden(file: string, text: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : `(no file ${file}: run with UPDATE_GOLDEN=1)`).toBe(
    text,
  )
}
