import { expect, test } from 'vitest'
import { ciscoAsaReader, ciscoIosReader } from '../src/adapters/firewall/cisco/index.ts'
import type { EvidenceReader } from '../src/ports/evidence-reader.ts'
import { textFile } from './evidence-recordings.ts'

/** Rules that a reader says are shadowed: by their names, with `same` when the earlier rule does the same. */
function shadowed(reader: EvidenceReader, text: string): readonly string[] {
  const found = new Set<string>()
  for (const { name, shadowedBy, redundant } of reader.read(textFile('rules.txt', text)).references)
    if (shadowedBy !== undefined) found.add(`${name} < ${shadowedBy}${redundant === true ? ' (same)' : ''}`)
  return [...found]
}

test('Cisco ASA: groups, services and the order of one list decide; users, times and source ports hide nobody', () => {
  const text = `ASA Version 9.16(4)
hostname fw-edge
object network shop-web
 host 192.0.2.11
object-group network shop
 network-object object shop-web
 network-object 192.0.2.64 255.255.255.240
object-group service web tcp
 port-object eq https
 port-object range 8000 8099
object service from-high
 service tcp source range 1024 65535 destination eq 443
access-list OUT extended permit tcp any object-group shop object-group web
access-list OUT extended permit tcp host 198.51.100.7 object shop-web eq 8080
access-list OUT extended deny tcp 198.51.100.0 255.255.255.0 192.0.2.64 255.255.255.248 eq www
access-list OUT extended deny tcp 198.51.100.0 255.255.255.0 192.0.2.64 255.255.255.248 eq https
access-list OUT extended permit udp any host 192.0.2.20 eq domain time-range office
access-list OUT extended permit udp host 198.51.100.7 host 192.0.2.20 eq domain
access-list OUT extended permit tcp any eq 1024 host 192.0.2.21
access-list OUT extended permit tcp any host 192.0.2.21 eq 22
access-list OUT extended permit object from-high any host 192.0.2.22
access-list OUT extended permit tcp any host 192.0.2.22 eq 443
access-list OUT extended permit icmp any host 192.0.2.23 echo
access-list OUT extended permit icmp any host 192.0.2.23 echo-reply
access-list OUT extended permit ip any4 host 192.0.2.24
access-list OUT extended permit ip any host 192.0.2.24
access-list IN extended permit tcp host 198.51.100.7 object shop-web eq 8080
access-list OUT extended deny ip any any
access-list OUT extended permit ip object missing any
access-list OUT extended permit ip host 198.51.100.9 any inactive
access-list OUT extended permit ip host 198.51.100.9 any
`
  expect(shadowed(ciscoAsaReader, text)).toEqual([
    'OUT line 2 < OUT line 1 (same)',
    'OUT line 4 < OUT line 1',
    'OUT line 18 < OUT line 15',
  ])
})

test('Cisco ASA: what is shown with counters is not hidden by the list as it is written, nor an entry by its own parts', () => {
  const text = `ASA Version 9.16(4)
object-group network shop
 network-object host 192.0.2.11
 network-object host 192.0.2.12
access-list OUT extended permit tcp any object-group shop eq https
access-list OUT; 2 elements; name hash: 0x1
access-list OUT line 1 extended permit tcp any object-group shop eq 443 0xabc
  access-list OUT line 1 extended permit tcp any host 192.0.2.11 eq https (hitcnt=5) 0x1
  access-list OUT line 1 extended permit tcp any host 192.0.2.12 eq https (hitcnt=0) 0x2
`
  expect(shadowed(ciscoAsaReader, text)).toEqual([])
})

test('Cisco IOS: wildcards, numbered lists and lists of both families', () => {
  const text = `version 15.2
hostname core-1
ip access-list extended USERS
 10 permit tcp 10.0.0.0 0.0.255.255 any established
 20 deny ip 10.0.4.0 0.0.0.255 any log
 30 permit tcp host 10.0.4.9 host 192.0.2.11 eq 443
 40 permit tcp host 10.0.5.9 host 192.0.2.11 eq 443
 50 permit ip any any
ipv6 access-list USERS
 permit tcp 2001:db8::/64 any eq 443
access-list 10 permit 10.1.0.0 0.0.255.255
access-list 10 permit 10.1.2.3
hostname core-2
access-list 10 permit 10.1.2.4
`
  expect(shadowed(ciscoIosReader, text)).toEqual(['USERS 30 < USERS 20', '10 line 2 < 10 line 1 (same)'])
})
