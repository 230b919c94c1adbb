import type { NetworkFacts } from '../../../model/infrastructure.ts'
import type { ShapingLimits, Teaming } from '../../../model/network-policy.ts'
import type { Cursor } from '../cursor.ts'
import { parseList } from '../../../formats/cells/values.ts'
import { type Draft, fill, put } from './draft.ts'

/** Teaming and shaping of a port group, from dvPort or vPort. */
export function takePolicies(facts: Draft<NetworkFacts>, row: Cursor): void {
  fill(facts, 'teaming', teamingOf(row))
  if (row.tab === 'dvPort') {
    const inwards = limitsOf(row, 'In Traffic Shaping', 'In Avg', 'In Peak', 'In Burst')
    const outwards = limitsOf(row, 'Out Traffic Shaping', 'Out Avg', 'Out Peak', 'Out Burst')
    if (inwards !== undefined || outwards !== undefined)
      fill(facts, 'shaping', { ...(inwards ? { in: inwards } : {}), ...(outwards ? { out: outwards } : {}) })
    return
  }
  // A standard port group limits what its VMs send, and nothing else.
  const outwards = limitsOf(row, 'Traffic Shaping', 'Width', 'Peak', 'Burst')
  if (outwards !== undefined) fill(facts, 'shaping', { out: outwards })
}

function teamingOf(row: Cursor): Teaming | undefined {
  const teaming: Draft<Teaming> = {}
  put(teaming, 'policy', row.text('Policy'))
  put(teaming, 'active', listOf(row, 'Active Uplink'))
  put(teaming, 'standby', listOf(row, 'Standby Uplink'))
  put(teaming, 'notifySwitches', row.truth('Notify Switch'))
  // With a rolling order a repaired uplink waits: the opposite of failback.
  const rolling = row.truth('Rolling Order')
  put(teaming, 'failback', rolling === undefined ? undefined : !rolling)
  put(teaming, 'beacon', row.truth('Check Beacon'))
  return Object.keys(teaming).length === 0 ? undefined : teaming
}

function listOf(row: Cursor, column: string): readonly string[] | undefined {
  const said = row.text(column)
  return said === undefined ? undefined : parseList(said)
}

/** Undefined unless the limit is switched on. */
function limitsOf(
  row: Cursor,
  enabled: string,
  average: string,
  peak: string,
  burst: string,
): ShapingLimits | undefined {
  if (row.truth(enabled) !== true) return undefined
  const limits: Draft<ShapingLimits> = {}
  put(limits, 'averageKbps', row.whole(average))
  put(limits, 'peakKbps', row.whole(peak))
  put(limits, 'burstKb', row.whole(burst))
  return limits
}
