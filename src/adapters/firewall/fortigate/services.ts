import type { Tables } from './schema.ts'

const deepest = 16
const mostServices = 200
const mostVisits = 2000

/** Services that every device has, where its configuration does not list them. */
const stock: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ALL: 'any',
    ALL_TCP: 'tcp',
    ALL_UDP: 'udp',
    ALL_ICMP: 'icmp',
    PING: 'icmp',
    HTTP: 'tcp/80',
    HTTPS: 'tcp/443',
    SSH: 'tcp/22',
    TELNET: 'tcp/23',
    FTP: 'tcp/21',
    SMTP: 'tcp/25',
    DNS: 'tcp/53,udp/53',
    NTP: 'tcp/123,udp/123',
    RDP: 'tcp/3389',
    SNMP: 'tcp/161-162,udp/161-162',
    SYSLOG: 'udp/514',
    LDAP: 'tcp/389',
    MYSQL: 'tcp/3306',
  }),
)

/** Services by name as one text: groups are opened, each service stands once. */
export function servicesOf(names: readonly string[], tables: readonly Tables[]): string {
  const found = new Set<string>()
  let visits = 0
  const visit = (name: string, depth: number): void => {
    if (found.size >= mostServices || ++visits > mostVisits) return
    for (const { services, serviceGroups } of tables) {
      const own = services.get(name)
      if (own && own.length > 0) {
        for (const one of own) found.add(one)
        return
      }
      const group = serviceGroups.get(name)
      if (group && depth < deepest) {
        for (const one of group) visit(one, depth + 1)
        return
      }
    }
    found.add(stock.get(name) ?? name)
  }
  for (const name of names) visit(name, 0)
  return [...found].join(',')
}
