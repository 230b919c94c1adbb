import { expect, test } from 'vitest'
import { soakScale, soakSeed } from './scale.ts'
import { type Trial, trialTable, tryOut } from '../fakes/vsphere/trials.ts'

// Reads a vCenter that is disturbed at random moments, 500 times in all. CAUSEWAY_SOAK scales the number of reads: a tenth
// is always the same one, the whole draws new ones. CAUSEWAY_SOAK_SEED repeats a run: the seed of a read is this one plus
// its number.
const reads = Math.max(20, Math.round(500 * soakScale))
const seed = soakSeed

test('vCenter: hundreds of faults at random moments lose nothing silently, and leave no session behind', async () => {
  const trials: Trial[] = []
  for (let at = 0; at < reads; at++) trials.push(await tryOut(seed + at))
  console.log(`seed ${seed}: ${trialTable(trials)}`)
  expect(trials.filter(({ complaints, sessions }) => complaints.length > 0 || sessions > 0)).toEqual([])
}, 1_800_000)
