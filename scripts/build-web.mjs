// Builds the web part with Vite into .build/web-<hash>/ and points .build/web-current at it.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, root, sourcesBelow } from './build.mjs'

// Whoever builds it, the tests included (NODE_ENV=test): React's own development build is many times slower.
process.env.NODE_ENV = 'production'
const store = join(root, '.build')
const shared = ['contract', 'algebra', 'model', 'lib']
  .map((name) => join(root, 'src', name))
  .filter(existsSync)
const files = [join(root, 'web'), ...shared].flatMap((folder) => sourcesBelow(folder))
const name = `web-${hashOf([...files, join(root, 'package-lock.json'), join(root, 'docs/words.md'), join(root, 'scripts/build-web.mjs')].filter(existsSync))}`
const folder = join(store, name)
if (!existsSync(join(folder, 'index.html'))) {
  mkdirSync(store, { recursive: true })
  const beside = join(store, `${name}.tmp-${process.pid}`)
  const { build } = await import('vite')
  await build({
    configFile: join(root, 'web/vite.config.ts'),
    root: join(root, 'web'),
    logLevel: 'warn',
    build: { outDir: beside, emptyOutDir: true },
  })
  rmSync(folder, { recursive: true, force: true })
  renameSync(beside, folder)
}
const pointer = join(store, `web-current.${process.pid}`)
writeFileSync(pointer, name)
renameSync(pointer, join(store, 'web-current'))
// A server may still answer from an older build; those go a day later.
const dayMilliseconds = 86_400_000
for (const other of readdirSync(store)) {
  if (!/^web-[0-9a-f]{16}$/.test(other) || other === name) continue
  if (Date.now() - statSync(join(store, other)).mtimeMs > dayMilliseconds)
    rmSync(join(store, other), { recursive: true, force: true })
}
