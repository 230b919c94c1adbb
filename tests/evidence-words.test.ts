import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AppContext } from '../src/app/context.ts'
import { runCli } from '../src/cli/run.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { newContext } from './context.ts'

/** What a command prints in a plain terminal. */
async function printed(context: AppContext, ...words: readonly string[]): Promise<string> {
  let text = ''
  const { signal } = silentProgress()
  const write = (part: string) => (text += part)
  await runCli(['node', 'causeway', ...words], {
    terminal: { columns: 100, colours: false, links: false, live: false, out: write, err: write },
    version: '0.0.0',
    signal,
    stop: { gentle: signal, hard: signal },
    open: () => Promise.resolve({ context, close: () => Promise.resolve() }),
    serve: () => Promise.reject(new Error('not served in this test')),
    suggestMap: () => Promise.reject(new Error('not asked in this test')),
    preflight: () => Promise.reject(new Error('not asked in this test')),
  })
  return text
}

test('many files left out for one reason are one line; a file is shown by the end of its name', async () => {
  const { context, close } = await newContext('words')
  const folder = mkdtempSync(join(tmpdir(), 'causeway-words-'))
  try {
    mkdirSync(join(folder, 'net'))
    for (let at = 1; at <= 7; at++) writeFileSync(join(folder, `empty-${at}.txt`), '')
    writeFileSync(join(folder, 'flows.csv'), 'src,dst,dport,proto,bytes\n10.7.0.1,10.7.0.2,1521,tcp,99\n')
    writeFileSync(join(folder, 'net/app.properties'), 'db=10.7.0.2\nspare=10.7.0.2,10.7.0.3\n')
    const added = await printed(context, 'evidence', 'add', folder)
    expect(added).toContain(
      'skipped  7 files: empty, for example empty-1.txt, empty-2.txt, empty-3.txt; --json names each\n',
    )
    expect(added).toMatch(/2 files: .* masked, 7 files skipped, in /)
    expect(await printed(context, 'evidence', 'show', 'flows.csv')).toContain(
      'No line of it names an address. See `causeway flows` for its 1 flow.',
    )
    const shown = await printed(context, 'evidence', 'show', 'app.properties')
    expect(shown).toContain('net/app.properties')
    expect(shown).toContain('spare=10.7.0.2,10.7.0.3')
    expect(await printed(context, 'evidence', 'remove', 'app.properties', '--dry-run')).toContain(
      'net/app.properties would go with 3 references',
    )
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
})
