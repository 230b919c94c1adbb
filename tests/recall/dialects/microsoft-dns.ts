import { microsoftDnsReader } from '../../../src/adapters/dns/microsoft/index.ts'
import { between } from '../../../src/sample/random.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, type SyntheticEstate } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** Zones of Windows DNS: files of `dnscmd /ZoneExport`, and what PowerShell exports as a table. */
export const microsoftDnsDialect: Dialect = {
  reader: microsoftDnsReader,
  write: (estate, size) => [
    forward(estate, size),
    reverse(estate),
    table(estate, size),
    wideTable(estate),
    records(estate),
    screen(estate, size),
  ],
}

function head(sheet: Sheet, zone: string, domain: string): void {
  for (const text of [
    ';',
    `;  Database file ${zone}.dns for ${zone} zone.`,
    ';      Zone version:  4821',
    ';',
    '',
  ])
    sheet.line(text)
  sheet.line(`@                       IN  SOA dc01.${domain}. hostmaster.${domain}. (`)
  for (const text of ['4821         ; serial number', '900          ; refresh', '600          ; retry'])
    sheet.line(`                        \t\t${text}`)
  sheet.line('                        \t\t86400        ; expire')
  sheet.line('                        \t\t3600       ) ; default TTL')
  for (const text of ['', ';', ';  Zone NS records', ';', '']) sheet.line(text)
  sheet.line(`@                       NS\tdc01.${domain}.`)
  sheet.fact('dns-record', 'target', zone)
  for (const text of ['', ';', ';  Zone records', ';', '']) sheet.line(text)
}

function forward(estate: SyntheticEstate, size: number): Written {
  const { domain, random } = estate
  const sheet = new Sheet()
  const target = (covers: string): void => sheet.fact('dns-record', 'target', covers)
  head(sheet, domain, domain)
  for (const [at, host] of estate.hosts.entries()) {
    const mark = at % 2 === 0 ? `[AGE:${3_722_000 + at}]\t1200\t` : ''
    sheet.line(`${host.name.toUpperCase().padEnd(23)} ${mark}A\t${host.address}`)
    target(host.address)
    sheet.line(`                        ${mark}AAAA\t${host.address6}`)
    target(host.address6)
  }
  for (let at = 0; at < size; at++) {
    const { name, fqdn } = someHost(estate)
    if (at % 3 === 0) sheet.line(`alias-${at}                CNAME\t${name}`)
    else if (at % 3 === 1) sheet.line(`alias-${at} [AGE:3722914] MX\t10\t${fqdn}.`)
    else sheet.line(`alias-${at} 600 SRV\t0 100 ${between(random, 100, 9000)}\t${fqdn}.`)
    target(`alias-${at}.${domain}`)
  }
  for (const text of ['', ';', `;  Delegated sub-zone:  yard.${domain}.`, ';']) sheet.line(text)
  sheet.line(`yard                    NS\tdc02.yard.${domain}.`)
  target(`yard.${domain}`)
  sheet.line(';  End delegation')
  return sheet.written(`${domain}.dns`, '\r\n')
}

function reverse({ hosts, domain }: SyntheticEstate): Written {
  const sheet = new Sheet()
  head(sheet, '64.10.in-addr.arpa', domain)
  for (const { address, fqdn } of hosts) {
    const [, , third = '', fourth = ''] = address.split('.')
    sheet.line(`${`${fourth}.${third}`.padEnd(23)} [AGE:3722914]\t1200\tPTR\t${fqdn}.`)
    sheet.fact('dns-record', 'target', address)
  }
  return sheet.written('reverse-export.txt', '\r\n')
}

/** As Windows PowerShell writes it: the type first, every cell quoted, UTF-16 with its mark. */
function table(estate: SyntheticEstate, size: number): Written {
  const { domain } = estate
  const sheet = new Sheet()
  const row = (cells: readonly string[], covers: string): void => {
    sheet.line(cells.map((cell) => (cell === '' ? '' : `"${cell}"`)).join(';'))
    sheet.fact('dns-record', 'target', covers)
  }
  sheet.line('#TYPE Selected.Microsoft.Management.Infrastructure.CimInstance')
  sheet.line(`# zone: ${domain}`)
  sheet.line('"HostName";"RecordType";"Timestamp";"TimeToLive";"RecordData"')
  row(['@', 'NS', '', '01:00:00', `dc01.${domain}.`], domain)
  for (let at = 0; at < size; at++) {
    const { name, fqdn, address, address6 } = someHost(estate)
    row([name, 'A', '11/20/2026 4:00:00 AM', '00:20:00', address], address)
    row([name, 'AAAA', '', '1.00:00:00', address6], address6)
    row([`alias-${at}`, 'CNAME', '', '01:00:00', `${fqdn}.`], `alias-${at}.${domain}`)
    row([`_shop-${at}._tcp`, 'SRV', '', '01:00:00', `[0][100][8443] ${fqdn}.`], `_shop-${at}._tcp.${domain}`)
  }
  const written = sheet.written('windows/records.csv', '\r\n')
  return { ...written, bytes: Buffer.from(`\ufeff${Buffer.from(written.bytes).toString('utf8')}`, 'utf16le') }
}

/** All properties of the records, with a column of its own for the data; the zone stands in the distinguished name. */
function wideTable({ hosts, domain }: SyntheticEstate): Written {
  const sheet = new Sheet()
  sheet.line(
    '"DistinguishedName","HostName","RecordClass","RecordData","RecordType","TimeToLive","Type","Data"',
  )
  for (const [at, { name, fqdn, address }] of hosts.entries()) {
    const pointer = at % 2 === 0
    const [, , third = '', fourth = ''] = address.split('.')
    const host = pointer ? `${fourth}.${third}` : name
    const zone = pointer ? '64.10.in-addr.arpa' : domain
    const cells = [
      `DC=${host},DC=${zone},cn=MicrosoftDNS,DC=DomainDnsZones,DC=corner,DC=example`,
      host,
      'IN',
      `DnsServerResourceRecord${pointer ? 'Ptr' : 'A'}`,
      pointer ? 'PTR' : 'A',
      '01:00:00',
      pointer ? '12' : '1',
      pointer ? `${fqdn}.` : address,
    ]
    sheet.line(cells.map((cell) => `"${cell}"`).join(','))
    sheet.fact('dns-record', 'target', address)
  }
  return sheet.written('windows/all-zones.csv', '\r\n')
}

/** What `dnscmd /EnumRecords` prints; the file is called after the zone. */
function records({ hosts, domain }: SyntheticEstate): Written {
  const sheet = new Sheet()
  sheet.line('Returned records:')
  for (const [at, { name, address }] of hosts.entries()) {
    sheet.line(`${name} ${at % 2 === 0 ? '[Aging:3591300] ' : ''}1200 A\t${address}`)
    sheet.fact('dns-record', 'target', address)
  }
  sheet.line('')
  sheet.line('Command completed successfully.')
  return sheet.written(`printed/${domain}.txt`, '\r\n')
}

/** The table that PowerShell prints on the screen: columns by their places. */
function screen(estate: SyntheticEstate, size: number): Written {
  const { domain } = estate
  const sheet = new Sheet()
  const row = (cells: readonly string[]): number =>
    sheet.line(cells.map((cell, at) => cell.padEnd([27, 11, 11, 21, 16, 0][at] ?? 0)).join(''))
  sheet.line('')
  row(['HostName', 'RecordType', 'Type', 'Timestamp', 'TimeToLive', 'RecordData'])
  row(['--------', '----------', '----', '---------', '----------', '----------'])
  for (let at = 0; at < size; at++) {
    const { name, fqdn, address } = someHost(estate)
    row([name, 'A', '1', '11/12/2026 5:00:00', '00:10:00', address])
    sheet.fact('dns-record', 'target', address)
    row([`_s${at}._tcp`, 'SRV', '33', '0', '00:10:00', `[0][100][3268][${fqdn}.]`])
    sheet.fact('dns-record', 'target', `_s${at}._tcp.${domain}`)
  }
  return sheet.written(`screen/${domain}.txt`, '\r\n')
}
