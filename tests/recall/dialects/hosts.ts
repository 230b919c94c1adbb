import { hostsReader } from '../../../src/adapters/dns/hosts/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, type SyntheticEstate } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** Hosts files: that of a Linux machine, and that of a Windows machine under a name that says nothing. */
export const hostsDialect: Dialect = {
  reader: hostsReader,
  write: (estate, size) => [linux(estate, size), windows(estate, size)],
}

function entry(sheet: Sheet, text: string, address: string): void {
  sheet.line(text)
  sheet.fact('config-literal', 'literal', address)
}

function linux(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('# owner: Shop Platform')
  sheet.line('127.0.0.1   localhost localhost4')
  sheet.line('::1         localhost localhost6 # itself')
  sheet.line('127.0.1.1   this-machine')
  sheet.line('')
  for (let at = 0; at < size; at++) {
    const { address, address6, fqdn, name } = someHost(estate)
    if (at % 4 === 0) entry(sheet, `${address6}\t${fqdn}`, address6)
    else if (at % 4 === 1) entry(sheet, `  ${address} ${name}# ${fqdn}`, address)
    else entry(sheet, `${address}\t${fqdn}\t${name} alias-${at}`, address)
    if (at % 9 === 0) sheet.line(`#${address} old-${name}`)
  }
  return sheet.written('shop-app-0001/etc/hosts')
}

function windows(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('# localhost name resolution is handled within DNS itself.')
  sheet.line('#\t127.0.0.1       localhost')
  for (let at = 0; at < size; at++) {
    const { address, name, fqdn } = someHost(estate)
    entry(sheet, `${address.padEnd(20)}${name.toUpperCase()}   ${fqdn}.   #PRE`, address)
  }
  return sheet.written('saved/names-of-desk-7.txt', '\r\n')
}
