import { junosReader } from '../../../src/adapters/firewall/junos/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** An SRX in both forms: braces as `show configuration` prints it, and lines of `set`. */
export const junosDialect: Dialect = {
  reader: junosReader,
  write: (estate, size) => [braces(estate, Math.ceil(size / 2)), lines(estate, Math.ceil(size / 2))],
}

interface Policy {
  readonly name: string
  readonly source: string
  readonly destination: string
  readonly sourceCovers: readonly string[]
  readonly destinationCovers: readonly string[]
}

function braces(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  const policies: Policy[] = []
  sheet.line('system {')
  sheet.line('    host-name corner-srx-1;')
  const server = someHost(estate).address
  sheet.line(`    ntp { server ${server}; } /* was ${someHost(estate).address} */`)
  sheet.fact('config-literal', 'literal', server)
  sheet.line('}')
  sheet.line('security {')
  sheet.line('    address-book { global {')
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    const range = someRange(estate)
    const { cidr } = someNetwork(estate)
    sheet.line(`        address host-${at} ${host.address}/32;`)
    sheet.line(`        address host6-${at} ${host.address6}/128;`)
    sheet.line(`        address net-${at} ${cidr};`)
    sheet.line(`        address range-${at} { range-address ${range.low} { to ${range.high}; } }`)
    sheet.line(`        address-set inner-${at} { address range-${at}; address host6-${at}; }`)
    sheet.line(`        address-set outer-${at} { address-set inner-${at}; }`)
    if (at % 5 === 0) {
      const spare = someHost(estate).address
      sheet.line(`        address spare-${at} ${spare}/32;`)
      sheet.fact('config-literal', 'literal', spare)
    }
    policies.push({
      name: `shop-${at}`,
      source: `host-${at} net-${at}`,
      destination: `outer-${at}`,
      sourceCovers: [host.address, cidr],
      destinationCovers: [range.text, host.address6],
    })
  }
  sheet.line('    } }')
  sheet.line('    policies { from-zone world to-zone shop {')
  for (const policy of policies) {
    sheet.line(`        policy ${policy.name} {`)
    sheet.line('            match {')
    sheet.line(`                source-address [ ${policy.source} ];`)
    for (const covers of policy.sourceCovers) sheet.fact('firewall-rule', 'source', covers)
    sheet.line(`                destination-address ${policy.destination};`)
    for (const covers of policy.destinationCovers) sheet.fact('firewall-rule', 'destination', covers)
    sheet.line('                application junos-https;')
    sheet.line('            }')
    sheet.line('            then { permit; }')
    sheet.line('        }')
  }
  sheet.line('    } }')
  sheet.line('}')
  filters(sheet, estate, Math.ceil(size / 4))
  return sheet.written('corner-srx-1.conf')
}

/** Filters stand before the prefix lists that they name; servers are blocks of their own. */
function filters(sheet: Sheet, estate: SyntheticEstate, size: number): void {
  const lists = Array.from({ length: size }, () => [someNetwork(estate).cidr, someHost(estate).address])
  sheet.line('firewall { family inet { filter shop {')
  for (const [at, list] of lists.entries()) {
    const machine = someHost(estate).address
    sheet.line(`    term allow-${at} {`)
    sheet.line(`        from { source-prefix-list { list-${at}; } protocol [ tcp udp ];`)
    for (const covers of list) sheet.fact('firewall-rule', 'source', covers)
    sheet.line(`            destination-address { ${machine}/32; }`)
    sheet.fact('firewall-rule', 'destination', machine)
    sheet.line('        } then accept;')
    sheet.line('    }')
  }
  sheet.line('} } }')
  sheet.line('policy-options {')
  for (const [at, list] of lists.entries()) {
    sheet.line(`    prefix-list list-${at} {`)
    for (const covers of list) {
      sheet.line(`        ${covers};`)
      sheet.fact('config-literal', 'literal', covers)
    }
    sheet.line('    }')
  }
  sheet.line('}')
  sheet.line('system { radius-server {')
  for (let at = 0; at < size; at++) {
    const server = someHost(estate).address
    sheet.line(`    ${server} {`)
    sheet.fact('config-literal', 'literal', server)
    sheet.line('        port 1812;')
    sheet.line('    }')
  }
  sheet.line('} }')
}

function lines(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('set system host-name corner-srx-2')
  sheet.line('set applications application shop protocol tcp')
  sheet.line('set applications application shop destination-port 8443')
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    const other = someHost(estate)
    const { cidr } = someNetwork(estate)
    const policy = `set security policies from-zone world to-zone shop policy shop-${at}`
    sheet.line(`set security zones security-zone shop address-book address host-${at} ${host.address}/32`)
    sheet.line(`set security zones security-zone shop address-book address-set set-${at} address host-${at}`)
    sheet.line(`set security zones security-zone world address-book address net-${at} ${cidr}`)
    sheet.line(`${policy} match source-address net-${at}`)
    sheet.fact('firewall-rule', 'source', cidr)
    sheet.line(`${policy} match destination-address set-${at}`)
    sheet.fact('firewall-rule', 'destination', host.address)
    sheet.line(`${policy} match application shop`)
    sheet.line(`${policy} then permit`)
    if (at % 4 === 0) {
      const front = `203.0.113.${(at % 250) + 1}`
      const rule = `set security nat static rule-set fixed rule fixed-${at}`
      sheet.line(`${rule} match destination-address ${front}/32`)
      sheet.fact('nat-rule', 'destination', front)
      sheet.line(`${rule} then static-nat prefix ${other.address}/32`)
      sheet.fact('nat-rule', 'translated', other.address)
    } else if (at % 4 === 1) {
      const term = `set firewall family inet filter guard term term-${at}`
      sheet.line(`${term} from source-address ${other.address}/32`)
      sheet.fact('firewall-rule', 'source', other.address)
      sheet.line(`${term} from protocol tcp`)
      sheet.line(`${term} from destination-port 22`)
      sheet.line(`${term} then accept`)
    }
  }
  return sheet.written('corner-srx-2.set')
}
