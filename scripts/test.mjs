// Runs the tiers of tests and ends with one plain line that sums them all.
//   npm test            house rules, tiers 1-3 and 5 on the embedded database
//   npm run test:all    and the peers, the screens, the scale tier and a tenth of the soak
//   npm run test:soak   the whole soak
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { root } from './build.mjs'

const flag = process.argv[2]
const total = { passed: 0, failed: 0, skipped: 0 }

function run(command, args, env = {}) {
  const started = Date.now()
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return { ok: status === 0, seconds: ((Date.now() - started) / 1000).toFixed(1) }
}

/** A check that passes or fails as a whole counts as one test. */
function house(name, args) {
  const { ok, seconds } = run(process.execPath, [`node_modules/${args[0]}`, ...args.slice(1)])
  total[ok ? 'passed' : 'failed'] += 1
  console.log(`${ok ? 'ok    ' : 'FAILED'} house: ${name} (${seconds} s)`)
}

/** A Vitest run whose tests are summed from its report; a run that did not report counts as one failure. */
function tier(name, config, env = {}, node = process.execPath, more = []) {
  const report = `${root}/.build/report-${name}.json`
  mkdirSync(`${root}/.build`, { recursive: true })
  rmSync(report, { force: true })
  const { ok, seconds } = run(
    node,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...more,
    ],
    env,
  )
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined
  const passed = result?.numPassedTests ?? 0
  const failed = Math.max(result?.numFailedTests ?? 0, ok && passed > 0 ? 0 : 1)
  const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0)
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  for (const file of result?.testResults ?? []) {
    for (const test of file.assertionResults)
      if (test.status === 'pending' || test.status === 'skipped') console.log(`skipped: ${test.fullName}`)
  }
  console.log(
    `${ok && failed === 0 ? 'ok    ' : 'FAILED'} tier ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)`,
  )
}

/** A whole tier that cannot run here: skipped, counted and named, or a failure where peers are required. */
function absent(what) {
  const required = process.env.CAUSEWAY_PEERS === 'required'
  total[required ? 'failed' : 'skipped'] += 1
  console.log(`${required ? 'FAILED' : 'skipped:'} ${what}`)
}

if (flag !== '--soak' && flag !== '--rest') {
  house('types', ['typescript/bin/tsc', '-p', '.'])
  house('types of the web', ['typescript/bin/tsc', '-p', 'web'])
  house('lint', ['oxlint/bin/oxlint', 'src', 'web', 'tests', 'bench', 'scripts'])
  house('format', ['@biomejs/biome/bin/biome', 'format', '.'])
  house('unused files and exports', ['knip/bin/knip.js'])
  tier('unit', 'vitest.config.ts')
}
if (flag === '--all' || flag === '--rest') {
  const newer = process.env.CAUSEWAY_NEWER_NODE
  if (newer) tier('unit-newer-node', 'vitest.config.ts', {}, newer, ['--exclude', 'tests/stories/**'])
  else absent('a newer Node (CAUSEWAY_NEWER_NODE names none)')
  tier('peers', 'tests/tiers/peers.config.ts')
  tier('screens', 'tests/tiers/screens.config.ts')
  tier('scale', 'tests/tiers/scale.config.ts')
  tier('soak', 'tests/tiers/soak.config.ts', { CAUSEWAY_SOAK: process.env.CAUSEWAY_SOAK ?? '0.1' })
}
if (flag === '--soak') {
  tier('soak', 'tests/tiers/soak.config.ts', { CAUSEWAY_SOAK: '1' })
  tier('soak-runs', 'vitest.config.ts', { CAUSEWAY_STORE_KILLS: '150' }, process.execPath, [
    'tests/store/processes',
  ])
  tier('soak-mutations', 'vitest.config.ts', { CAUSEWAY_MUTATIONS: '10000' }, process.execPath, [
    'tests/recall/mutations',
  ])
  // Properties with cases that nobody has seen; the seed of a failure stands in its message.
  const seed = String(Math.floor(Math.random() * 2 ** 31))
  tier('soak-properties', 'vitest.config.ts', { CAUSEWAY_SEED: seed }, process.execPath, ['src/'])
}

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
