import { expect, test } from 'vitest'
import { type Trial, trialTable, tryOut } from './trials.ts'

const count = 50
const first = Number(process.env['CAUSEWAY_SEED'] ?? 1) * 1000

test('vCenter: faults at random moments give the full estate or an honest partial one, and no session stays', async () => {
  const trials: Trial[] = []
  for (let seed = first; seed < first + count; seed++) trials.push(await tryOut(seed))
  const wrong = trials.filter(({ complaints, sessions }) => complaints.length > 0 || sessions > 0)
  expect(wrong, trialTable(trials)).toEqual([])
  // The troubles are many enough to mean something, and not so many that nothing is ever read.
  expect(trials.filter(({ end }) => end === 'full').length).toBeGreaterThan(count / 3)
  expect(trials.some(({ trouble }) => trouble.has('restart'))).toBe(true)
}, 120_000)
