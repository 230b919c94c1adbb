import { lookup as resolve, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { problem } from '../../../model/problems/index.ts'

/** Addresses at which no vCenter is, and at which a cloud tells secrets to whoever asks from within. */
const barred = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  // Link-local, the metadata service of most clouds among them.
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['224.0.0.0', 3],
] as const)
  barred.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128],
  // Link-local addresses of IPv4 as NAT64 writes them.
  ['64:ff9b::a9fe:0', 112],
] as const)
  barred.addSubnet(net, bits, 'ipv6')

/** Throws `vcenter-url` for an address that is never connected to; a name is judged when it is resolved. */
export function checkAddress(host: string, shown: string): void {
  const family = isIP(host)
  if (family === 0 || !barred.check(host, family === 6 ? 'ipv6' : 'ipv4')) return
  const why = `${host === shown ? 'it' : host} is a link-local, multicast or metadata address, where no vCenter is`
  throw problem('vcenter-url', { host: shown, why })
}

/** DNS for connections: judged at each of them, so that a name cannot lead elsewhere once it was checked. */
export const checkedLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? []
    if (error || first === undefined) return callback(error, '', 0)
    try {
      for (const { address } of found) checkAddress(address, hostname)
    } catch (refused) {
      return callback(refused instanceof Error ? refused : new Error(String(refused)), '', 0)
    }
    if (options.all === true) callback(null, found)
    else callback(null, first.address, first.family)
  })
}
