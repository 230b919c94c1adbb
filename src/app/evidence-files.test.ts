import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findEvidenceFiles } from './evidence-files.ts'

test('folders of tools are passed over and counted by name, wherever they lie', () => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-evidence-files-'))
  try {
    for (const path of ['.git', 'shop/.git/objects', 'shop/web/node_modules/x', 'shop/conf']) {
      mkdirSync(join(folder, path), { recursive: true })
      writeFileSync(join(folder, path, 'a.txt'), '10.0.0.1')
    }
    symlinkSync(folder, join(folder, 'again'))
    const { files, skipped, passedOver } = findEvidenceFiles([folder])
    expect(files.map(({ name }) => name)).toEqual(['shop/conf/a.txt'])
    expect(skipped).toEqual([{ file: 'again', why: 'symbolic links are not followed' }])
    expect(passedOver).toEqual([
      { folder: '.git', folders: 2, why: 'the history of a checkout, not what is in use' },
      { folder: 'node_modules', folders: 1, why: 'installed packages of others' },
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test.skipIf(process.getuid?.() === 0)(
  'a folder that this user may not open is skipped, the others are read',
  () => {
    const root = mkdtempSync(join(tmpdir(), 'causeway-closed-'))
    const closed = join(root, 'closed')
    try {
      mkdirSync(closed)
      writeFileSync(join(root, 'open.cfg'), 'x')
      chmodSync(closed, 0)
      const { files, skipped } = findEvidenceFiles([root])
      expect([files.map(({ name }) => name), skipped]).toEqual([
        ['open.cfg'],
        [{ file: 'closed', why: 'this user may not read it (EACCES)' }],
      ])
    } finally {
      chmodSync(closed, 0o700)
      rmSync(root, { recursive: true, force: true })
    }
  },
)
