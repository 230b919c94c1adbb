// Bundles the fake vCenter of the tests and runs it: npm run fake:vcenter -- --vms 10000 --faults all --seed 7
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './build.mjs'

const out = join(root, '.build', 'fake-vcenter.mjs')
await build({
  entryPoints: [join(root, 'tests/fakes/vsphere/main.ts')],
  outfile: out,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'error',
})
const child = spawn(process.execPath, [out, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name))
child.on('close', (code) => {
  process.exitCode = code ?? 1
})
