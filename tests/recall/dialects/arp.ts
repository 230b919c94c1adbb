import { arpReader } from '../../../src/adapters/ipam/arp/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** ARP and MAC tables of a switch, of Linux and of Windows. */
export const arpDialect: Dialect = {
  reader: arpReader,
  write: (estate, size) => [
    catalyst(estate, size),
    neighbours(estate, size),
    windows(estate, size),
    huawei(estate, size),
    paloAlto(estate, size),
  ],
}

/** Six groups of a card of its own for each row. */
const groups = (at: number): readonly string[] =>
  [0x00, 0x50, 0x56, at >> 16, at >> 8, at].map((part) => (part & 255).toString(16).padStart(2, '0'))
const dotted = (at: number): string =>
  groups(at)
    .join('')
    .replace(/(.{4})(.{4})/, '$1.$2.')

function catalyst(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('yard-sw-01#show ip arp')
  sheet.line('Protocol  Address          Age (min)  Hardware Addr   Type   Interface')
  for (let at = 0; at < size; at++) {
    const { address } = someHost(estate)
    sheet.line(
      `Internet  ${address.padEnd(15)} ${String(at % 240).padStart(9)}   ${dotted(at)}  ARPA   Vlan${at % 90}`,
    )
    sheet.fact('ipam-entry', 'literal', address)
  }
  sheet.line('yard-sw-01#show mac address-table')
  sheet.line('          Mac Address Table')
  sheet.line('-------------------------------------------')
  sheet.line('')
  sheet.line('Vlan    Mac Address       Type        Ports')
  sheet.line('----    -----------       --------    -----')
  for (let at = 0; at < size; at++) {
    sheet.line(` ${String(at % 90).padStart(3)}    ${dotted(at)}    DYNAMIC     Gi1/0/${at % 48}`)
    sheet.fact('ipam-entry', 'literal', groups(at).join(':'))
  }
  sheet.line(`Total Mac Addresses for this criterion: ${size}`)
  return sheet.written('yard-sw-01.txt', '\r\n')
}

function neighbours(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (let at = 0; at < size; at++) {
    const { address, address6 } = someHost(estate)
    const own = at % 3 === 0 ? address6 : address
    sheet.line(`${own} dev eth${at % 4} lladdr ${groups(at).join(':')} ${at % 2 ? 'STALE' : 'REACHABLE'}`)
    sheet.fact('ipam-entry', 'literal', own)
  }
  sheet.line('10.64.99.9 dev eth0 FAILED')
  return sheet.written('neigh.txt')
}

function windows(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('')
  sheet.line('Interface: 10.65.0.9 --- 0x4')
  sheet.fact('ipam-entry', 'literal', '10.65.0.9')
  sheet.line('  Internet Address      Physical Address      Type')
  for (let at = 0; at < size; at++) {
    const { address } = someHost(estate)
    sheet.line(`  ${address.padEnd(22)}${groups(at).join('-')}     dynamic`)
    sheet.fact('ipam-entry', 'literal', address)
  }
  return sheet.written('arp-a.txt', '\r\n')
}

/** Cards with dashes between their fours; a row goes on below itself. */
function huawei(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('IP ADDRESS      MAC ADDRESS     EXPIRE(M) TYPE        INTERFACE   VPN-INSTANCE')
  sheet.line('                                          VLAN/CEVLAN PVC')
  sheet.line('-'.repeat(80))
  for (let at = 0; at < size; at++) {
    const { address } = someHost(estate)
    const card = dotted(at).replaceAll('.', '-')
    sheet.line(
      `${address.padEnd(16)}${card}  ${String(at % 20).padEnd(10)}D-0         Eth-Trunk${at % 9}  yard`,
    )
    sheet.fact('ipam-entry', 'literal', address)
    sheet.line(`${' '.repeat(42)}${at % 90}/-`)
  }
  sheet.line(`Total:${size}         Dynamic:${size}       Static:0    Interface:0`)
  return sheet.written('yard-router.txt')
}

function paloAlto(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('maximum of entries supported :      32000')
  sheet.line('default timeout:                    1800 seconds')
  sheet.line('status: s - static, c - complete, e - expiring, i - incomplete')
  sheet.line('interface         ip address      hw address        port              status   ttl')
  sheet.line('-'.repeat(80))
  for (let at = 0; at < size; at++) {
    const { address } = someHost(estate)
    sheet.line(
      `ae1.${at % 90}`.padEnd(18) +
        `${address.padEnd(16)}${groups(at).join(':')} ae1`.padEnd(52) +
        'c      627',
    )
    sheet.fact('ipam-entry', 'literal', address)
  }
  return sheet.written('yard-wall.txt')
}
