import { infobloxReader } from '../../../src/adapters/dns/infoblox/index.ts'
import type { Dialect } from '../dialect.ts'
import { type Host, type SyntheticEstate, someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** An export of all objects as Infoblox writes it: each type below its header, required columns with a star. */
export const infobloxDialect: Dialect = {
  reader: infobloxReader,
  write(estate, size) {
    const sheet = new Sheet()
    const target = (covers: string): void => sheet.fact('dns-record', 'target', covers)
    const entry = (covers: string): void => sheet.fact('ipam-entry', 'literal', covers)
    const each = (head: string, row: (host: Host, at: number) => void): void => {
      sheet.line(head)
      for (let at = 0; at < size; at++) row(someHost(estate), at)
    }
    sheet.line('header-authzone,fqdn*,zone_format*,comment,view')
    sheet.line(`authzone,${estate.domain},FORWARD,"Corner, all",default`)
    each(
      'HEADER-HostRecord,fqdn*,_new_fqdn,addresses,aliases,comment,configure_for_dns,ipv6_addresses,network_view,ttl,view,EA-Owner',
      ({ fqdn, address, address6 }, at) => {
        const alias = at % 2 === 0 ? `www-${at}.corner.example` : ''
        sheet.line(
          `hostrecord,${fqdn},,"${address},10.65.0.${at % 250}",${alias},"rack ""${at}"", row",TRUE,${address6},default,300,default,Shop`,
        )
        for (const covers of [address, `10.65.0.${at % 250}`, address6]) target(covers)
        if (alias !== '') target(alias)
      },
    )
    each('header-hostaddress,address*,_new_address,parent*,mac_address', ({ fqdn, address }) => {
      sheet.line(`hostaddress,${address},,${fqdn},00:50:56:00:00:01`)
      target(address)
    })
    each('header-arecord,address*,fqdn*,comment,ttl,view', ({ fqdn, address }) => {
      sheet.line(`arecord,${address},${fqdn},owner: Databases,3600,inside`)
      target(address)
    })
    each('header-aaaarecord,address*,fqdn*', ({ fqdn, address6 }) => {
      sheet.line(`aaaarecord,${address6},${fqdn}`)
      target(address6)
    })
    each('header-ptrrecord,dname*,fqdn,address', ({ fqdn, address }, at) => {
      const reverse = `${address.split('.').reverse().join('.')}.in-addr.arpa`
      sheet.line(`ptrrecord,${fqdn},${at % 2 === 0 ? `${reverse},` : `,${address}`}`)
      target(address)
    })
    each('header-cnamerecord,canonical_name*,fqdn*', ({ fqdn }, at) => {
      sheet.line(`cnamerecord,${fqdn},alias-${at}.corner.example`)
      target(`alias-${at}.corner.example`)
    })
    each('header-srvrecord,fqdn*,port*,priority*,target*,weight*', ({ fqdn }, at) => {
      sheet.line(`srvrecord,_pay-${at}._tcp.corner.example,8443,0,${fqdn},5`)
      target(`_pay-${at}._tcp.corner.example`)
    })
    each('header-mxrecord,fqdn*,mx*,priority*', ({ fqdn }, at) => {
      sheet.line(`mxrecord,box-${at}.corner.example,${fqdn},10`)
      target(`box-${at}.corner.example`)
    })
    each('header-txtrecord,fqdn*,text*', ({ address }, at) => {
      sheet.line(`txtrecord,txt-${at}.corner.example,"v=spf1 ip4:${address} -all"`)
      sheet.fact('dns-record', 'literal', address)
    })
    each('header-fixedaddress,ip_address*,mac_address,name', ({ name, address }) => {
      sheet.line(`fixedaddress,${address},00:50:56:00:00:02,${name}`)
      entry(address)
    })
    each('header-network,address*,netmask*,routers,network_view', () => {
      const { prefix, cidr } = someNetwork(estate)
      sheet.line(`network,${prefix}.0,255.255.255.0,${prefix}.1,tenants`)
      for (const covers of [cidr, `${prefix}.1`]) entry(covers)
    })
    each('header-dhcprange,start_address*,end_address*', () => {
      const { low, high, text } = someRange(estate)
      sheet.line(`dhcprange,${low},${high}`)
      entry(text)
    })
    return [sheet.written('infoblox-all.csv'), rare(estate, size)]
  },
}

/** Kinds of objects and columns that few have, parted by semicolons. */
function rare(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const each = (head: string, row: (at: number) => void): void => {
    sheet.line(head)
    for (let at = 0; at < size; at++) row(at)
  }
  const entry = (covers: string): void => sheet.fact('ipam-entry', 'literal', covers)
  const source = (covers: string): void => sheet.fact('ipam-entry', 'source', covers)
  each('header-authzone;fqdn*;zone_format*;allow_query;allow_transfer;external_secondaries', (at) => {
    const { cidr } = someNetwork(estate)
    const { fqdn, address, address6 } = someHost(estate)
    sheet.line(
      `authzone;z${at}.corner.example;FORWARD;${cidr}/Allow,office;${address}/Deny;${fqdn}/${address6}/False`,
    )
    source(cidr)
    source(address)
    entry(address6)
  })
  each('header-network;network*;OPTION-150;EA-Owner', () => {
    const { cidr } = someNetwork(estate)
    const { address } = someHost(estate)
    sheet.line(`network;${cidr};${address};Workplace`)
    entry(cidr)
    entry(address)
  })
  each('header-namedaclitem;parent*;address_or_key;permission', () => {
    const { cidr } = someNetwork(estate)
    sheet.line(`namedaclitem;office;${cidr};Allow`)
    source(cidr)
  })
  each('header-bulkhost;prefix*;start_address*;end_address*;zone', () => {
    const { low, high, text } = someRange(estate)
    sheet.line(`bulkhost;desk;${low};${high};${estate.domain}`)
    entry(text)
  })
  each('header-sharedarecord;address*;name*;parent*', (at) => {
    const { address } = someHost(estate)
    sheet.line(`sharedarecord;${address};portal-${at};group`)
    sheet.fact('dns-record', 'target', address)
  })
  each('header-responsepolicyipaddress;ip_address*;parent*', () => {
    const { cidr } = someNetwork(estate)
    sheet.line(`responsepolicyipaddress;${cidr};rpz`)
    entry(cidr)
  })
  return sheet.written('infoblox-rare.csv', '\r\n')
}
