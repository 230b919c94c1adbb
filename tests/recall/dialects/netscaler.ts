import { netScalerReader } from '../../../src/adapters/balancer/netscaler/index.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, someRange } from '../estate.ts'
import { Sheet } from '../sheet.ts'

/** `ns.conf`: servers, services and groups with their virtual servers, access lists, translations and monitors. */
export const netScalerDialect: Dialect = {
  reader: netScalerReader,
  write(estate, size) {
    const sheet = new Sheet()
    sheet.line('#NS13.1 Build 48.47')
    sheet.line('set ns hostName corner-adc')
    const gateway = someHost(estate).address
    sheet.line(`add route 10.200.0.0 255.255.0.0 ${gateway}`)
    sheet.fact('config-literal', 'literal', '10.200.0.0/16')
    sheet.fact('config-literal', 'literal', gateway)
    for (let at = 0; at < size; at++) {
      const host = someHost(estate)
      const other = someHost(estate)
      const front = `203.0.${113 + Math.floor(at / 250)}.${(at % 250) + 1}`
      sheet.line(`add server web-${at} ${at % 5 === 0 ? host.address6 : host.address}`)
      sheet.fact('balancer-member', 'member', at % 5 === 0 ? host.address6 : host.address)
      sheet.line(`add serviceGroup sg-${at} HTTP -maxClient 0 -maxReq 0 -cip DISABLED -usip NO`)
      sheet.line(`bind serviceGroup sg-${at} web-${at} 8080`)
      sheet.line(`add service svc-${at} ${other.address} TCP 5432 -gslb NONE -comment "was web-${at}"`)
      sheet.fact('balancer-member', 'member', other.address)
      sheet.line(`add lb vserver lb-${at} SSL ${front} 443 -persistenceType NONE -cltTimeout 180`)
      sheet.fact('balancer-virtual', 'vip', front)
      sheet.line(`bind lb vserver lb-${at} sg-${at}`)
      sheet.line(`bind lb vserver lb-${at} svc-${at}`)
      rest(sheet, at, someRange(estate).text, someNetwork(estate).prefix, host.address)
    }
    return [sheet.written('ns.conf')]
  },
}

function rest(sheet: Sheet, at: number, range: string, prefix: string, address: string): void {
  switch (at % 6) {
    case 0:
      sheet.line(
        `add ns acl acl-${at} ALLOW -srcIP = ${range} -destIP = ${address} -destPort = 443 -protocol TCP`,
      )
      sheet.fact('firewall-rule', 'source', range)
      sheet.fact('firewall-rule', 'destination', address)
      break
    case 1:
      sheet.line(`add inat in-${at} 198.51.100.${(at % 250) + 1} ${address} -tcpproxy DISABLED`)
      sheet.fact('nat-rule', 'destination', `198.51.100.${(at % 250) + 1}`)
      sheet.fact('nat-rule', 'translated', address)
      break
    case 2:
      sheet.line(`set rnat ${prefix}.0 255.255.255.0 -natIP ${address}`)
      sheet.fact('nat-rule', 'source', `${prefix}.0/24`)
      sheet.fact('nat-rule', 'translated', address)
      break
    case 4:
      sheet.line(`add dns addRec shop-${at}.corner.example ${address} -TTL 3600`)
      sheet.fact('dns-record', 'target', address)
      break
    case 5:
      sheet.line(
        `add gslb service gs-${at} web-${at} HTTP 80 -publicIP ${address} -publicPort 80 -siteName east`,
      )
      sheet.fact('dns-record', 'target', address)
      sheet.line(`add gslb vserver gv-${at} HTTP -backupLBMethod ROUNDROBIN`)
      sheet.line(`bind gslb vserver gv-${at} -serviceName gs-${at}`)
      sheet.line(`bind gslb vserver gv-${at} -domainName pay-${at}.corner.example -TTL 5`)
      break
    default:
      sheet.line(`add lb monitor mon-${at} TCP -destIP ${address} -destPort 443 -LRTM DISABLED`)
      sheet.fact('config-literal', 'literal', address)
  }
}
