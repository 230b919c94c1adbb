import { checkPointReader } from '../../../src/adapters/firewall/checkpoint/index.ts'
import type { Dialect } from '../dialect.ts'
import { type SyntheticEstate, someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet } from '../sheet.ts'

const any = '97aeb369-9aea-11d5-bd16-0090272ccb30'
const accept = '6c488338-8eec-4103-ad21-cd461ac2c472'
const original = '85c0f50f-6d8a-4528-88ab-5fb11d8fe16c'

/** Answers of the management API: an access layer with its dictionary, then the translations, in one file. */
export const checkPointDialect: Dialect = {
  reader: checkPointReader,
  write(estate, size) {
    const sheet = new Sheet()
    accessRules(sheet, estate, size)
    translations(sheet, estate, Math.ceil(size / 10))
    gateways(sheet, estate, Math.ceil(size / 10))
    return [sheet.written('rulebases.json')]
  },
}

/** Objects of a dictionary, each of them once. */
class Dictionary {
  readonly #prefix: string
  readonly #objects: string[] = [
    `{ "uid": "${any}", "name": "Any", "type": "CpmiAnyObject" }`,
    `{ "uid": "${accept}", "name": "Accept", "type": "RulebaseAction" }`,
    `{ "uid": "${original}", "name": "Original", "type": "Global" }`,
  ]

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  /** Adds an object and gives its uid. */
  add(name: string, type: string, rest: string): string {
    const uid = `${String(this.#objects.length).padStart(8, '0')}-${this.#prefix}-4bbb-8ccc-0123456789ab`
    this.#objects.push(`{ "uid": "${uid}", "name": "${name}", "type": "${type}", ${rest} }`)
    return uid
  }

  write(sheet: Sheet): void {
    sheet.line('  "objects-dictionary" : [')
    for (const [at, text] of this.#objects.entries())
      sheet.line(`    ${text}${at === this.#objects.length - 1 ? '' : ','}`)
    sheet.line('  ]')
  }
}

function accessRules(sheet: Sheet, estate: SyntheticEstate, size: number): void {
  const book = new Dictionary('acce')
  const service = book.add('shop', 'service-tcp', '"port": "8443"')
  sheet.line('{')
  sheet.line('  "uid" : "11111111-77aa-4bbb-8ccc-0123456789ab",')
  sheet.line('  "name" : "Corner Network",')
  sheet.line('  "rulebase" : [ { "type" : "access-section", "name" : "Shop", "rulebase" : [')
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    const inner = someHost(estate)
    const range = someRange(estate)
    const { cidr, prefix } = someNetwork(estate)
    const machine = book.add(
      `${host.name}-${at}`,
      'host',
      `"ipv4-address": "${host.address}", "ipv6-address": "${host.address6}"`,
    )
    const network = book.add(`net-${at}`, 'network', `"subnet4": "${prefix}.0", "mask-length4": 24`)
    const members = [
      book.add(`inner-${at}`, 'host', `"ipv4-address": "${inner.address}"`),
      book.add(
        `range-${at}`,
        'address-range',
        `"ipv4-address-first": "${range.low}", "ipv4-address-last": "${range.high}"`,
      ),
    ]
    const deep = book.add(`deep-${at}`, 'group', `"members": [ "${members[0]}" ]`)
    const group = book.add(`group-${at}`, 'group', `"members": [ "${deep}", "${members[1]}" ]`)
    sheet.line(
      `    ${at === 0 ? '' : ','}{ "uid" : "r-${at}", "type" : "access-rule", "rule-number" : ${at + 1}, "name" : "shop ${at}",`,
    )
    sheet.line(`      "source" : [ "${machine}", "${network}" ], "source-negate" : false,`)
    for (const covers of [host.address, host.address6, cidr]) sheet.fact('firewall-rule', 'source', covers)
    sheet.line(`      "destination" : [ "${group}" ],`)
    for (const covers of [inner.address, range.text]) sheet.fact('firewall-rule', 'destination', covers)
    sheet.line(
      `      "service" : [ "${service}" ], "vpn" : [ "${any}" ], "content" : [ "${any}" ], "time" : [ "${any}" ],`,
    )
    sheet.line(
      `      "action" : "${accept}", "enabled" : ${at % 9 !== 0}, "comments" : "since ${host.address}", "install-on" : [] }`,
    )
  }
  sheet.line('  ] } ],')
  book.write(sheet)
  sheet.line('}')
}

function translations(sheet: Sheet, estate: SyntheticEstate, size: number): void {
  const book = new Dictionary('0a70')
  sheet.line('{ "rulebase" : [')
  for (let at = 0; at < size; at++) {
    const inside = someHost(estate).address
    const front = `203.0.113.${(at % 250) + 1}`
    const outer = book.add(`front-${at}`, 'host', `"ipv4-address": "${front}"`)
    const inner = book.add(`back-${at}`, 'host', `"ipv4-address": "${inside}"`)
    sheet.line(
      `    ${at === 0 ? '' : ','}{ "uid" : "n-${at}", "type" : "nat-rule", "rule-number" : ${at + 1}, "method" : "static",`,
    )
    sheet.line(`      "original-source" : "${any}", "translated-source" : "${original}",`)
    sheet.line(`      "original-destination" : "${outer}",`)
    sheet.fact('nat-rule', 'destination', front)
    sheet.line(`      "translated-destination" : "${inner}",`)
    sheet.fact('nat-rule', 'translated', inside)
    sheet.line(
      `      "original-service" : "${any}", "translated-service" : "${original}", "enabled" : true }`,
    )
  }
  const inside = someHost(estate).address
  const own = book.add(
    'automatic',
    'host',
    `"ipv4-address": "${inside}", "nat-settings": { "auto-rule": true, "ipv4-address": "203.0.113.251", "method": "static" }`,
  )
  sheet.line('    ,{ "uid" : "n-auto", "type" : "nat-rule", "auto-generated" : true, "method" : "static",')
  sheet.line(`      "original-source" : "${any}", "translated-source" : "${original}",`)
  sheet.line(`      "original-destination" : "${own}",`)
  sheet.fact('nat-rule', 'destination', '203.0.113.251')
  sheet.line(`      "translated-destination" : "${own}", "original-service" : "${any}" }`)
  sheet.fact('nat-rule', 'translated', inside)
  sheet.line('  ],')
  book.write(sheet)
  sheet.line('}')
}

/** An answer of objects alone: a gateway with its cards, a machine that the gateway gives another address. */
function gateways(sheet: Sheet, estate: SyntheticEstate, size: number): void {
  sheet.line('{ "objects" : [')
  for (let at = 0; at < size; at++) {
    const [own, card, machine] = [someHost(estate), someHost(estate), someHost(estate)]
    sheet.line(
      `    ${at === 0 ? '' : ','}{ "uid" : "g-${at}", "name" : "gate-${at}", "type" : "simple-gateway",`,
    )
    sheet.fact('config-literal', 'literal', own.address)
    sheet.line(`      "ipv4-address" : "${own.address}", "interfaces" : [ { "interface-name" : "eth1",`)
    sheet.line(`        "ipv4-address" : "${card.address}" } ] }`)
    if (own.address !== card.address) sheet.fact('config-literal', 'literal', card.address)
    const front = `203.0.113.${(at % 250) + 1}`
    sheet.line(`    ,{ "uid" : "m-${at}", "name" : "machine-${at}", "type" : "host",`)
    sheet.fact('config-literal', 'literal', machine.address)
    sheet.line(`      "ipv4-address" : "${machine.address}", "nat-settings" :`)
    sheet.line(`        { "auto-rule" : true, "ipv4-address" : "${front}", "method" : "static" } }`)
    sheet.fact('nat-rule', 'destination', front)
    sheet.fact('nat-rule', 'translated', machine.address)
  }
  sheet.line('  ] }')
}
