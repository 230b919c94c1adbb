import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { outFolder } from './out-folder.ts'

test('a folder for results is made with its parents; where none can be, one sentence says so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-out-'))
  try {
    expect(outFolder(join(folder, 'a/b/c'))).toBe(join(folder, 'a/b/c'))
    expect(outFolder(join(folder, 'a/b/c'))).toBe(join(folder, 'a/b/c'))
    expect(existsSync(join(folder, 'a/b/c'))).toBe(true)
    writeFileSync(join(folder, 'file'), '')
    for (const path of [join(folder, 'file'), join(folder, 'file/below')]) {
      expect(() => outFolder(path)).toThrow(`${join(folder, 'file')} is a file`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test.skipIf(!existsSync('/proc/self'))(
  'a file system that takes no folders does not hold the command',
  () => {
    expect(() => outFolder('/proc/nope/below')).toThrow('/proc/nope cannot be made')
  },
)
