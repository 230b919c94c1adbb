import { panosXmlReader } from '../../../src/adapters/firewall/panos/index.ts'
import { between } from '../../../src/sample/random.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet } from '../sheet.ts'

/** A firewall's configuration as XML: objects, nested groups, rules and both ways of translation. */
export const panosXmlDialect: Dialect = {
  reader: panosXmlReader,
  write(estate, size) {
    const sheet = new Sheet()
    sheet.line('<?xml version="1.0"?>')
    sheet.line('<config version="10.2.0" urldb="paloaltonetworks">')
    sheet.line('  <devices>')
    sheet.line('    <entry name="localhost.localdomain">')
    sheet.line('      <deviceconfig><system><hostname>fw-recall</hostname></system></deviceconfig>')
    sheet.line('      <vsys>')
    sheet.line('        <entry name="vsys1">')
    const used = new Set<string>()
    const defined = new Map<string, number>()
    const groups = objects(sheet, estate, size, used, defined)
    sheet.line('          <rulebase>')
    security(sheet, estate, groups, used)
    translations(sheet, estate, size / 5, used)
    routing(sheet, estate, size / 10, used)
    sheet.line('          </rulebase>')
    for (const closing of ['        </entry>', '      </vsys>', '    </entry>', '  </devices>', '</config>'])
      sheet.line(closing)
    for (const { name, address } of estate.hosts)
      if (!used.has(name)) sheet.fact('config-literal', 'literal', address, defined.get(name))
    return [sheet.written('fw-recall.xml')]
  },
}

/** Objects and groups; answers what each outer group covers. */
function objects(
  sheet: Sheet,
  estate: SyntheticEstate,
  size: number,
  used: Set<string>,
  defined: Map<string, number>,
): readonly (readonly string[])[] {
  const groups: string[][] = []
  sheet.line('          <address>')
  for (const { name, address } of estate.hosts) {
    sheet.line(`            <entry name="${name}">`)
    defined.set(name, sheet.line(`              <ip-netmask>${address}</ip-netmask>`))
    sheet.line('            </entry>')
  }
  const ranges = Array.from({ length: size }, () => someRange(estate).text)
  for (const [at, range] of ranges.entries()) {
    sheet.line(`            <entry name="range-${at}">`)
    sheet.line(`              <ip-range>${range}</ip-range>`)
    sheet.line('            </entry>')
  }
  sheet.line('          </address>')
  sheet.line('          <address-group>')
  for (const [at, range] of ranges.entries()) {
    const host = someHost(estate)
    const { cidr } = someNetwork(estate)
    used.add(host.name)
    groups.push([host.address, range, cidr])
    group(sheet, `pair-${at}`, [host.name, `range-${at}`])
    group(sheet, `outer-${at}`, [`pair-${at}`, cidr])
  }
  sheet.line('          </address-group>')
  return groups
}

function group(sheet: Sheet, name: string, members: readonly string[]): void {
  sheet.line(`            <entry name="${name}">`)
  sheet.line('              <static>')
  for (const member of members) sheet.line(`                <member>${member}</member>`)
  sheet.line('              </static>')
  sheet.line('            </entry>')
}

function security(
  sheet: Sheet,
  estate: SyntheticEstate,
  groups: readonly (readonly string[])[],
  used: Set<string>,
): void {
  sheet.line('            <security>')
  sheet.line('              <rules>')
  for (const [at, covered] of groups.entries()) {
    const host = someHost(estate)
    used.add(host.name)
    sheet.line(`                <entry name="rule-${at}">`)
    sheet.line('                  <source>')
    sheet.line(`                    <member>outer-${at}</member>`)
    for (const covers of covered) sheet.fact('firewall-rule', 'source', covers)
    sheet.line('                  </source>')
    sheet.line('                  <destination>')
    sheet.line(`                    <member>${host.name}</member>`)
    sheet.fact('firewall-rule', 'destination', host.address)
    sheet.line(`                    <member>${host.address6}</member>`)
    sheet.fact('firewall-rule', 'destination', host.address6)
    sheet.line('                  </destination>')
    sheet.line('                  <service><member>service-https</member></service>')
    sheet.line('                  <action>allow</action>')
    sheet.line('                </entry>')
  }
  sheet.line('              </rules>')
  sheet.line('            </security>')
}

function translations(sheet: Sheet, estate: SyntheticEstate, size: number, used: Set<string>): void {
  sheet.line('            <nat>')
  sheet.line('              <rules>')
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    const outside = `203.0.113.${between(estate.random, 1, 254)}`
    used.add(host.name)
    sheet.line(`                <entry name="nat-${at}">`)
    if (at % 2 === 0) {
      sheet.line('                  <source><member>any</member></source>')
      sheet.line(`                  <destination><member>${outside}</member></destination>`)
      sheet.fact('nat-rule', 'destination', outside)
      sheet.line('                  <destination-translation>')
      sheet.line(`                    <translated-address>${host.name}</translated-address>`)
      sheet.fact('nat-rule', 'translated', host.address)
      sheet.line('                  </destination-translation>')
    } else {
      sheet.line(`                  <source><member>${host.name}</member></source>`)
      sheet.fact('nat-rule', 'source', host.address)
      sheet.line('                  <source-translation>')
      sheet.line(
        `                    <static-ip><translated-address>${outside}</translated-address></static-ip>`,
      )
      sheet.fact('nat-rule', 'translated', outside)
      sheet.line('                  </source-translation>')
    }
    sheet.line('                </entry>')
  }
  sheet.line('              </rules>')
  sheet.line('            </nat>')
}

/** Policy-based forwarding: sides like any rule's, and a next hop. */
function routing(sheet: Sheet, estate: SyntheticEstate, size: number, used: Set<string>): void {
  sheet.line('            <pbf>')
  sheet.line('              <rules>')
  for (let at = 0; at < size; at++) {
    const [host, next] = [someHost(estate), someHost(estate)]
    used.add(host.name)
    sheet.line(`                <entry name="way-${at}">`)
    sheet.line(`                  <source><member>${host.name}</member></source>`)
    sheet.fact('firewall-rule', 'source', host.address)
    sheet.line(
      `                  <action><forward><nexthop><ip-address>${next.address}</ip-address></nexthop></forward></action>`,
    )
    sheet.fact('config-literal', 'literal', next.address)
    sheet.line('                </entry>')
  }
  sheet.line('              </rules>')
  sheet.line('            </pbf>')
}
