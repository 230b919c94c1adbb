import { expect, test } from 'vitest'
import { type Trial, trialTable, tryOut } from './trials.ts'

/** The gate tries fifty more in its tenth of the soak, with other seeds. */
const count = 20
const first = Number(process.env['CAUSEWAY_SEED'] ?? 1) * 1000
const mostMilliseconds = 50_000

test('vCenter: faults at random moments give the full estate or an honest partial one, and no session stays', async () => {
  const trials: Trial[] = []
  const started = performance.now()
  // On a machine that is busy with other things there are fewer, so that the gate stays a gate.
  for (let at = 0; at < count && performance.now() - started < mostMilliseconds; at++) {
    trials.push(await tryOut(first + at))
  }
  const wrong = trials.filter(({ complaints, sessions }) => complaints.length > 0 || sessions > 0)
  expect(wrong, trialTable(trials)).toEqual([])
  // The troubles are many enough to mean something, and not so many that nothing is ever read.
  expect(trials.filter(({ end }) => end === 'full').length).toBeGreaterThan(trials.length / 3)
  expect(trials.some(({ trouble }) => trouble.has('restart'))).toBe(true)
}, 120_000)
