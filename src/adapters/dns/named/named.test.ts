import { expect, test } from 'vitest'
import { recording, textFile, toldReading } from '../../../../tests/evidence-recordings.ts'
import { namedConfReader } from './index.ts'

test('who may ask, where questions go on to, and what is no address: comments, versions, keys, exceptions', () => {
  const file = recording(import.meta.dirname, 'named.conf')
  expect(namedConfReader.recognises(file)).toBeGreaterThan(0.9)
  expect(toldReading(namedConfReader, file)).toEqual({
    references: [
      '4 config-literal literal exact 192.0.2.53 name=listen-on owner=Yard Name Services (file-head)',
      '4 config-literal literal exact 127.0.0.1 name=listen-on owner=Yard Name Services (file-head)',
      '5 config-literal literal exact 2001:db8::53 name=listen-on-v6 owner=Yard Name Services (file-head)',
      '6 config-literal literal exact 198.51.100.1 name=forwarders owner=Yard Name Services (file-head)',
      '6 config-literal literal exact 198.51.100.2 name=forwarders owner=Yard Name Services (file-head)',
      '9 config-literal literal exact 192.0.2.53 name=transfer-source owner=Yard Name Services (file-head)',
      '14 config-literal source subnet 10/8 name=acl yard covers=10.0.0.0/8 owner=Yard Name Services (file-head)',
      '14 config-literal source subnet 172.16.8.0/22 name=acl yard owner=Yard Name Services (file-head)',
      '14 config-literal source exact 192.0.2.77 name=acl yard owner=Yard Name Services (file-head)',
      '21 config-literal literal exact 127.0.0.1 name=controls inet owner=Yard Name Services (file-head)',
      '21 config-literal source exact 127.0.0.1 name=controls inet owner=Yard Name Services (file-head)',
      '21 config-literal source exact 192.0.2.9 name=controls inet owner=Yard Name Services (file-head)',
      '30 config-literal literal exact 192.0.2.54 name=view inside zone yard.example also-notify owner=Yard Name Services (file-head)',
      '32 config-literal source exact 192.0.2.11 name=view inside zone 2.0.192.in-addr.arpa allow-update owner=Yard Name Services (file-head)',
      '36 config-literal literal exact 203.0.113.53 name=view outside zone yard.example masters owner=Yard Name Services (file-head)',
      '38 config-literal literal exact 203.0.113.53 name=server owner=Yard Name Services (file-head)',
    ],
    understood: '32 of 33',
    unknown: ['1 frobnicate (line 11)', '1 negated match (line 7)'],
    masked: 1,
  })
})

test('which file is which zone, in which view', () => {
  const reading = namedConfReader.read(recording(import.meta.dirname, 'named.conf'))
  expect(reading.told).toEqual([
    { path: 'inside/yard.zone', origin: 'yard.example', view: 'inside' },
    { path: 'inside/reverse.zone', origin: '2.0.192.in-addr.arpa', view: 'inside' },
    { path: '/etc/named/inside-more.conf', view: 'inside' },
    { path: 'outside/yard.zone', origin: 'yard.example', view: 'outside' },
  ])
})

test('a file that another one includes in a view is of that view', () => {
  const told = [{ path: 'inside-more.conf', view: 'inside' }]
  const context = { hostNames: new Set<string>(), domains: new Set<string>(), told }
  const text = 'zone "dock.example" {\n  type master;\n  file "dock.zone";\n};\n'
  const reading = namedConfReader.read(textFile('inside-more.conf', text), context)
  expect(reading.told).toEqual([{ path: 'dock.zone', origin: 'dock.example', view: 'inside' }])
})

test.each([
  [
    'a file that only includes others',
    'etc/bind/named.conf',
    '// see\ninclude "/etc/bind/named.conf.options";\n',
  ],
  ['lists kept apart', 'lists.conf', 'acl trusted {\n  192.0.2.4; # till\n  !192.0.2.9;\n};\n'],
  ['zones on one line each', 'zones.own', 'zone "10.in-addr.arpa" { type master; file "db.empty"; };\n'],
])('recognises %s', (_, name, text) => {
  expect(namedConfReader.recognises(textFile(name, text))).toBeGreaterThanOrEqual(0.8)
})

test('an access list of another program is none of BIND', () => {
  const text = 'acl purge {\n  "localhost";\n  "192.0.2.0"/24;\n}\n'
  expect(namedConfReader.recognises(textFile('default.vcl', text))).toBe(0)
})

test('lists of primaries, catalogues, and settings that look like addresses', () => {
  const text = [
    'options { fetches-per-zone 100; BlackHole { 192.0.2.66; }; catalog-zones {',
    '  zone "cat.example" default-primaries { 192.0.2.1; } in-memory no; }; };',
    'remote-servers "up" port 5353 { 192.0.2.2 key k; };',
    'zone "yard.example" { type secondary; primaries port 5353 { 192.0.2.3; }; };',
    'dns64 64:ff9b::/96 { suffix ::; };',
    'server 192.0.2.4 { bogus no; };',
  ].join('\n')
  const reading = namedConfReader.read(textFile('named.conf', text))
  expect([...reading.references].map(({ matched, role, name }) => `${matched} ${role} ${name}`)).toEqual([
    '192.0.2.66 source blackhole',
    '192.0.2.1 literal catalog-zones zone cat.example',
    '192.0.2.2 literal remote-servers up',
    '192.0.2.3 literal zone yard.example primaries',
    '64:ff9b::/96 literal dns64',
    '192.0.2.4 literal server',
  ])
  expect(reading.unknown).toEqual([])
})
