import { formatIpv4 } from '../../src/lib/ip.ts'
import { between, pick, type Random, randomOf } from '../../src/sample/random.ts'

/** A machine of the synthetic estate. */
export interface Host {
  /** Short name, lower case: `shop-app-017`. */
  readonly name: string
  /** `shop-app-017.corner.example`. */
  readonly fqdn: string
  readonly address: string
  readonly address6: string
  /** Lower case with colons; of every fourth one the maker is not VMware, as after a conversion. */
  readonly mac: string
}

/** A network of the synthetic estate. */
export interface Network {
  readonly name: string
  /** `10.64.7.0/24`. */
  readonly cidr: string
  /** `10.64.7`. */
  readonly prefix: string
}

/** What the dialects write about: the same for every dialect, a function of the seed. */
export interface SyntheticEstate {
  readonly hosts: readonly Host[]
  readonly networks: readonly Network[]
  readonly domain: string
  readonly random: Random
}

/** An estate of `count` machines in networks of 100; no two addresses are equal. */
export function syntheticEstate(seed: number, count = 400): SyntheticEstate {
  const networks = Array.from({ length: Math.ceil(count / 100) }, (_, at) => ({
    name: `net-${at}`,
    prefix: `10.64.${at}`,
    cidr: `10.64.${at}.0/24`,
  }))
  const hosts = Array.from({ length: count }, (_, at) => {
    const name = `shop-${['app', 'db', 'web', 'job'][at % 4]}-${String(at).padStart(4, '0')}`
    const tail = (at % 256).toString(16).padStart(2, '0')
    const middle = (at >> 8).toString(16).padStart(2, '0')
    return {
      name,
      mac: `${at % 4 === 3 ? '3c:ec:ef' : '00:50:56'}:a1:${middle}:${tail}`,
      fqdn: `${name}.corner.example`,
      address: formatIpv4(0x0a_40_00_00 + Math.floor(at / 100) * 256 + 10 + (at % 100)),
      address6: `2001:db8:40:${Math.floor(at / 100).toString(16)}::${(at % 100).toString(16)}0a`,
    }
  })
  return { hosts, networks, domain: 'corner.example', random: randomOf(seed) }
}

/** One of the machines. */
export function someHost(estate: SyntheticEstate): Host {
  return pick(estate.random, estate.hosts)
}

/** One of the networks. */
export function someNetwork(estate: SyntheticEstate): Network {
  return pick(estate.random, estate.networks)
}

/** A range within one network: `10.64.3.20-10.64.3.29`, with its two ends. */
export function someRange(estate: SyntheticEstate): {
  readonly low: string
  readonly high: string
  readonly text: string
} {
  const { prefix } = someNetwork(estate)
  const from = between(estate.random, 10, 90)
  const low = `${prefix}.${from}`
  const high = `${prefix}.${from + between(estate.random, 2, 12)}`
  return { low, high, text: `${low}-${high}` }
}
