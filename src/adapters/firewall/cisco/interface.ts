import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { CiscoConfiguration, Place } from './schema.ts'

/** An interface whose lines are being read. */
export interface InterfaceBlock {
  readonly kind: 'interface'
  readonly names: string[]
  vrf: string
  address: string | undefined
}

/** Reads a line below the head of an interface. */
export function readInterfaceLine(
  block: InterfaceBlock,
  place: Place,
  words: readonly string[],
  known: CiscoConfiguration,
  tally: Tally,
): void {
  tally.known()
  const [head, second = '', third = ''] = words
  if (head === 'nameif') block.names.push(second)
  else if (head === 'vrf') block.vrf = second === 'forwarding' || second === 'member' ? third : second
  else if (head === 'ip' && second === 'vrf') block.vrf = words[3] ?? ''
  else if (/^ip(?:v[46])?$/.test(head ?? '') && (second === 'access-group' || second === 'traffic-filter')) {
    const bound = known.bound.get(third)
    if (bound) bound.add(block.vrf)
    else known.bound.set(third, new Set([block.vrf]))
    return
  } else if (
    (head === 'ip' || head === 'ipv4') &&
    second === 'address' &&
    words[words.length - 1] !== 'secondary'
  )
    block.address ??= third
  if (block.address !== undefined) for (const name of block.names) known.interfaces.set(name, block.address)
  known.settings.push(block.vrf === '' ? place : { ...place, vrf: block.vrf })
}
