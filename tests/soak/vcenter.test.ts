import { expect, test } from 'vitest'
import { type Trial, trialTable, tryOut } from '../fakes/vsphere/trials.ts'

// Reads a vCenter that is disturbed at random moments, 500 times in all. CAUSEWAY_SOAK scales the number of reads,
// CAUSEWAY_SOAK_SEED repeats a run: the seed of a read is this one plus its number.
const reads = Math.max(20, Math.round(500 * Number(process.env['CAUSEWAY_SOAK'] ?? '0.1')))
const seed = Number(process.env['CAUSEWAY_SOAK_SEED'] ?? Date.now() % 1_000_000)

test('vCenter: hundreds of faults at random moments lose nothing silently, and leave no session behind', async () => {
  const trials: Trial[] = []
  for (let at = 0; at < reads; at++) trials.push(await tryOut(seed + at))
  console.log(`seed ${seed}: ${trialTable(trials)}`)
  expect(trials.filter(({ complaints, sessions }) => complaints.length > 0 || sessions > 0)).toEqual([])
}, 1_800_000)
