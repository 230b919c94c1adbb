import { formatIpv4, parseIpv4 } from '../../../lib/ip.ts'
import type { Named } from '../shared/naming.ts'
import { type CiscoConfiguration, definedAs } from './schema.ts'

/** Free bits before the last ones: one more doubles the parts. */
const mostScattered = 8
/** Such masks of one file: a hostile one must not fill the memory with parts. */
const mostMasks = 1000

/**
 * `10.1.0.5 0.0.255.0`: the same place in many subnets. A mask whose free bits are not the last ones comes to a group of
 * its parts, by its own words; undefined = it has too many of them, or is no mask.
 */
export function scatteredMember(
  base: string,
  mask: string,
  kept: boolean,
  known: CiscoConfiguration,
): string | undefined {
  const name = `${base} ${mask}`
  if (known.names.get(name)?.members) return name
  const address = parseIpv4(base)
  const bits = parseIpv4(mask)
  if (address === undefined || bits === undefined) return undefined
  const free = (kept ? ~bits : bits) >>> 0
  const parts = known.scattered < mostMasks ? partsOf(address, free) : undefined
  if (!parts) return undefined
  known.scattered++
  definedAs(known, name).members = parts
  return name
}

function partsOf(address: number, free: number): Named[] | undefined {
  // The free bits below the first kept one are one subnet.
  const last = 31 - Math.clz32(~free & (free + 1))
  const tail = 2 ** last - 1
  const scattered: number[] = []
  for (let bit = last; bit < 32; bit++) if (((free >>> bit) & 1) === 1) scattered.push(bit)
  if (scattered.length === 0 || scattered.length > mostScattered) return undefined
  const low = (address & ~free) >>> 0
  return Array.from({ length: 2 ** scattered.length }, (_, pick): Named => {
    let value = low
    scattered.forEach((bit, index) => {
      if (((pick >>> index) & 1) === 1) value += 2 ** bit
    })
    const first = formatIpv4(value)
    return tail === 0
      ? { matched: first, strength: 'exact' }
      : { matched: `${first}/${32 - last}`, strength: 'subnet' }
  })
}
