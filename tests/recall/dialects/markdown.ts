import { markdownReader } from '../../../src/adapters/document/markdown/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet } from '../sheet.ts'

/** A scope document: prose, lists and tables, with release numbers and dates that are no addresses. */
export const markdownDialect: Dialect = {
  reader: markdownReader,
  write(estate, size) {
    const sheet = new Sheet()
    const fact = (covers: string) => sheet.fact('document-literal', 'literal', covers)
    sheet.line('# Scope of the payment environment')
    sheet.line('')
    sheet.line('Version 10.64.0.10 of the template, approved 2026.11.02; see chapter 4.2.1.7.')
    for (let at = 0; at < size; at++) {
      const host = someHost(estate)
      switch (at % 4) {
        case 0:
          sheet.line(`- the gateway ${host.address} (card ${host.mac}) takes cards`)
          fact(host.address)
          fact(host.mac)
          break
        case 1:
          sheet.line(`| ${host.fqdn} | ${host.address6} | in scope |`)
          fact(host.fqdn)
          fact(host.address6)
          break
        case 2: {
          const network = someNetwork(estate)
          sheet.line(`All of \`${network.cidr}\` is in scope.`)
          fact(network.cidr)
          break
        }
        default: {
          const range = someRange(estate)
          sheet.line(`Terminals stand in ${range.text}.`)
          fact(range.text)
        }
      }
    }
    return [sheet.written('scope.md')]
  },
}
