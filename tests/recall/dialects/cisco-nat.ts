import { someHost, someNetwork, someRange, type SyntheticEstate } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** What an ASA shows of its translations, in a file of its own: only the display says what their names come to. */
export function writtenNat(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('fw-recall# show nat detail')
  sheet.line('Manual NAT Policies (Section 1)')
  for (let at = 1; at <= size / 10; at++) {
    const [network, host, range] = [someNetwork(estate), someHost(estate), someRange(estate)]
    sheet.line(
      `${at} (inside) to (outside) source static own-${at} own-${at}  destination static far-${at} near-${at}`,
    )
    const first = sheet.at
    sheet.fact('nat-rule', 'source', network.cidr)
    sheet.fact('nat-rule', 'destination', '198.51.100.8')
    sheet.fact('nat-rule', 'translated', host.address)
    sheet.line(`    translate_hits = ${at}, untranslate_hits = 0`)
    sheet.line(`    Source - Origin: ${network.cidr}, Translated: ${network.cidr}`)
    sheet.line(`    Destination - Origin: 198.51.100.8/32, Translated: ${host.address}/32`)
    sheet.line(`${first} (inside) to (outside) source dynamic many-${at} pat-pool pool-${at} round-robin`)
    sheet.fact('nat-rule', 'source', network.cidr)
    sheet.fact('nat-rule', 'source', host.address)
    sheet.fact('nat-rule', 'translated', range.text)
    sheet.line('    translate_hits = 0, untranslate_hits = 0')
    sheet.line(
      `    Source - Origin: ${network.cidr}, ${host.address}/32, Translated (PAT): ${range.low}-${range.high}`,
    )
  }
  sheet.line('Auto NAT Policies (Section 2)')
  for (let at = 1; at <= size / 10; at++) {
    const { address, name } = someHost(estate)
    sheet.line(`${at} (dmz) to (outside) source static ${name}-${at} 203.0.113.80  service tcp 8443 https`)
    sheet.fact('nat-rule', 'destination', '203.0.113.80')
    sheet.fact('nat-rule', 'translated', address)
    sheet.line(`    translate_hits = 0, untranslate_hits = ${at}`)
    sheet.line(`    Source - Origin: ${address}/32, Translated: 203.0.113.80/32`)
    sheet.line('    Service - Protocol: tcp Real: 8443 Mapped: https')
    sheet.line(`${at} (dmz) to (outside) source dynamic rest-${at} interface`)
    sheet.fact('nat-rule', 'source', address)
    sheet.fact('nat-rule', 'translated', '203.0.113.2')
    sheet.line(`    translate_hits = ${at}, untranslate_hits = 0`)
    sheet.line(`    Source - Origin: ${address}/32, Translated: 203.0.113.2/29`)
  }
  return sheet.written('nat-recall.txt')
}
