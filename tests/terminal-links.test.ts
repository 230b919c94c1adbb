import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { discover } from '../src/app/discover.ts'
import { addEvidence } from '../src/app/evidence.ts'
import { runCli } from '../src/cli/run.ts'
import { silentProgress } from '../src/lib/progress.ts'
import { newContext } from './context.ts'

const harbour = join(import.meta.dirname, 'estates/harbour')

/** What `trace erp-db-01` prints in a terminal that shows links. */
async function traced(context: Awaited<ReturnType<typeof newContext>>['context']): Promise<string> {
  let printed = ''
  const { signal } = silentProgress()
  await runCli(['node', 'causeway', 'trace', 'erp-db-01'], {
    terminal: {
      columns: 100,
      colours: true,
      links: true,
      live: false,
      out: (text) => (printed += text),
      err() {},
    },
    version: '0.0.0',
    signal,
    stop: { gentle: signal, hard: signal },
    open: () => Promise.resolve({ context, close: () => Promise.resolve() }),
    serve: () => Promise.reject(new Error('not served in this test')),
    suggestMap: () => Promise.reject(new Error('not asked in this test')),
    preflight: () => Promise.reject(new Error('not asked in this test')),
  })
  return printed
}

test('a line of evidence is a link to the file while the file stands where it was read', async () => {
  const { context, close } = await newContext('links')
  const folder = mkdtempSync(join(tmpdir(), 'causeway-links-'))
  try {
    await discover(context, [{ kind: 'file', path: join(harbour, 'rvtools.xlsx'), name: 'rvtools.xlsx' }])
    const path = join(folder, 'hosts of the port.md')
    writeFileSync(path, '# Port\n\nThe database is 10.20.30.41.\n')
    await addEvidence(context, [path])
    expect(await traced(context)).toContain(`\u001b]8;;${pathToFileURL(path).href}#3\u001b\\`)
    rmSync(path)
    const without = await traced(context)
    expect(without).toContain('hosts of the port.md:3')
    expect(without).not.toContain('\u001b]8;;')
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
})
