import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bindReader } from '../../src/adapters/dns/bind/index.ts'
import { formatAddress, parseAddress } from '../../src/lib/ip.ts'
import { bindDialect } from '../recall/dialects/bind.ts'
import { syntheticEstate } from '../recall/estate.ts'

const required = process.env['CAUSEWAY_PEERS'] === 'required'

/** Debian puts it below /usr/bin or /usr/sbin; it knows `-v`, and `--version` is a mistake to it. */
const compilezone = ['named-compilezone', '/usr/sbin/named-compilezone'].find(
  (place) => spawnSync(place, ['-v'], { stdio: 'ignore' }).status === 0,
)

/** What people write by hand and what RFC 1035 lets stand unsaid. */
const byHand = `$TTL 2d3h
@ 1H SOA ns noc\\.team ( 1 ; serial
    2h 15m
    2w ) 300
  NS ns
  A 10.64.0.9
ns 30 IN A 10.64.0.2
   AAAA 2001:DB8:0:0::2
WEB IN 1h30m CNAME ns ; "not a text"
mail MX 10 web
     MX 20 mail.elsewhere.example.
$ORIGIN lab.hand.example.
$GENERATE 4-12/4 node-\${0,2,d} 60 A 10.64.9.$
$GENERATE 1-3 $ CNAME node-\${+3,2,d}
@ A 10.64.9.1
_ldap._tcp SRV 0 0 389 ns.hand.example.
two A 10.64.9.2
    A 10.64.9.3
$TTL 60
( three
  A
  10.64.9.4 )
`
// BIND knows no ALIAS and LUA, and the records of a policy are read for what they answer, not for what they are.
const notOfBind = new Set(['views/inside/db.yard.example', 'policy.zone'])
const zones = [
  ...bindDialect
    .write(syntheticEstate(23), 50)
    .filter(({ name }) => !notOfBind.has(name))
    .map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes) })),
  { name: 'hand.example.zone', bytes: Buffer.from(byHand) },
]

describe('BIND itself as the judge of what is written and read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-dns-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.skipIf(!required && compilezone === undefined).each(zones)(
    'named-compilezone finds in $name the records that are read',
    ({ name, bytes }) => {
      const written = join(folder, name)
      writeFileSync(written, bytes)
      const origin = name.replace(/\.zone$/, '')
      const canonical = join(folder, `${name}.canonical`)
      // Names that lead outside the zone are nobody's business here, and no question is to go out to the network.
      const words = ['-i', 'local', '-k', 'ignore', '-n', 'ignore', '-o', canonical, origin, written]
      const said = spawnSync(compilezone ?? 'named-compilezone', words, { encoding: 'utf8' })
      expect(`${said.error ?? ''}${said.status === 0 ? '' : said.stdout + said.stderr}`).toBe('')
      const judged = canonicalRecords(readFileSync(canonical, 'utf8'))
      expect(judged.length).toBeGreaterThan(10)
      expect(recordsRead(name, bytes)).toEqual(judged)
    },
  )
})

const pointing: ReadonlyMap<string, number> = new Map([
  ['CNAME', 0],
  ['DNAME', 0],
  ['NS', 0],
  ['PTR', 0],
  ['MX', 1],
  ['SRV', 3],
])

/** `owner ttl type what-it-leads-to`, one record a line, absolute names: the form that BIND compiles to. */
function canonicalRecords(text: string): readonly string[] {
  const found: string[] = []
  for (const line of text.split('\n')) {
    const [owner = '', ttl = '', , type = '', ...data] = line.split(/\s+/)
    const place = pointing.get(type)
    if (type === 'A' || type === 'AAAA') found.push(`${plain(owner)} ${ttl} ${type} ${address(data[0])}`)
    else if (place !== undefined) found.push(`${plain(owner)} ${ttl} ${type} ${plain(data[place] ?? '')}`)
  }
  return found.sort()
}

function recordsRead(name: string, bytes: Uint8Array): readonly string[] {
  const found: string[] = []
  for (const reference of bindReader.read({ name, bytes }).references) {
    const [owner = '', type = ''] = (reference.name ?? '').split(' ')
    if (type !== 'A' && type !== 'AAAA' && !pointing.has(type)) continue
    const leads = reference.leadsTo ?? address(reference.matched)
    found.push(`${plain(owner)} ${reference.ttlSeconds} ${type} ${leads}`)
  }
  return found.sort()
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

function address(text = ''): string {
  const key = parseAddress(text)
  return key === undefined ? text : formatAddress(key)
}
