import { configTreeReader } from '../../../src/adapters/config-tree/index.ts'
import { between } from '../../../src/sample/random.ts'
import type { Dialect } from '../dialect.ts'
import { someHost, someNetwork, someRange, type SyntheticEstate } from '../estate.ts'
import { Sheet, type Written } from '../sheet.ts'

/** Lines that look like addresses and hosts and are none. */
const traps = [
  'app.version=10.64.3.20',
  'build.number = "10.64.0.12"',
  'snmp.oid=1.3.6.1.4.1.8072.3.2.10',
  'release.date=2026.11.02.1 netmask=255.255.255.0',
  'jar=/opt/lib/shop-10.64.1.20.jar',
  'agent=Mozilla/5.0 Chrome/120.0.0.0',
  'mac=3c:ec:ef:20:15:31 wwn=20:00:00:25:b5:20:11:22 duid=00:01:00:01:2c:50:00:50:56:aa:00:01',
  'bridge=8000.3cecef.2015 serial=3c-ec-ef-20-15-31 port=3cec.ef20.1531 at=10:11:12:13',
  'bind=0.0.0.0 loopback=127.0.0.1',
  'octets=10.64.3.256 zeros=010.064.003.020',
  'image: shop:10.64.1.20',
  '<bindingRedirect oldVersion="0.0.0.0-10.64.0.12" newVersion="10.64.0.12"/>',
  'pattern=1\\.3\\.6\\.1\\.4 upgrade to 8.0.2.100',
  'class=com.shop.corner.Order file=corner.example.properties',
]

function literal(sheet: Sheet, covers: string): void {
  sheet.fact('config-literal', 'literal', covers)
}

function properties(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    sheet.line(`db.${at}.url=jdbc:postgresql://shop:CANARY-${at}@${host.fqdn}:5432/shop`)
    literal(sheet, host.fqdn)
    const range = someRange(estate)
    const network = someNetwork(estate)
    sheet.line(`peers.${at}=${host.address},${range.text};${network.cidr} [${host.address6}]:443`)
    for (const covers of [host.address, range.text, network.cidr, host.address6]) literal(sheet, covers)
    sheet.line(traps[between(estate.random, 0, traps.length - 1)] ?? '')
    sheet.line(`till.${at}.host=${host.name} password = CANARY-${at}`)
    literal(sheet, host.name)
  }
  return sheet.written('shop/application.properties', '\r\n')
}

function tnsnames(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    sheet.line(`SHOP${at} =`)
    sheet.line('  (DESCRIPTION =')
    sheet.line(
      `    (ADDRESS = (PROTOCOL = TCP)(HOST = ${at % 2 === 0 ? host.address : host.name})(PORT = 1521))`,
    )
    literal(sheet, at % 2 === 0 ? host.address : host.name)
    sheet.line(`    (CONNECT_DATA = (SERVICE_NAME = SHOP${at})))`)
  }
  return sheet.written('oracle/tnsnames.ora')
}

function access(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  sheet.line('# TYPE  DATABASE  USER  ADDRESS  METHOD')
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    const { prefix, cidr } = someNetwork(estate)
    sheet.line(`host    shop      shop  ${host.address}/32  scram-sha-256`)
    literal(sheet, host.address)
    sheet.line(`host    shop      shop  ${prefix}.0  255.255.255.0  md5`)
    literal(sheet, cidr)
  }
  return sheet.written('db/pg_hba.conf')
}

function grants(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (let at = 0; at < size; at++) {
    const { prefix, cidr } = someNetwork(estate)
    const host = someHost(estate)
    sheet.line(`GRANT SELECT ON shop.* TO 'shop'@'${prefix}.%' IDENTIFIED BY 'CANARY-${at}';`)
    literal(sheet, cidr)
    sheet.line(`GRANT ALL ON shop.* TO 'admin'@'${host.address}';`)
    literal(sheet, host.address)
    sheet.line("GRANT USAGE ON shop.* TO 'web'@'10.%';")
    literal(sheet, '10.0.0.0/8')
  }
  return sheet.written('db/grants.sql')
}

function ssh(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    sheet.line(`${host.name},${host.address} ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExample${at}`)
    literal(sheet, host.name)
    literal(sheet, host.address)
    sheet.line('|1|b2xkIGhhc2hlZCBuYW1l|aGFzaGVkIGhvc3QgbmFtZQ= ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC')
  }
  return sheet.written('home/.ssh/known_hosts')
}

function manifest(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (const line of ['apiVersion: v1', 'kind: ConfigMap', 'metadata:', '  name: shop', 'data:'])
    sheet.line(line)
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    const network = someNetwork(estate)
    sheet.line(`  settings-${at}.json: '{"upstream": "${host.address}:8443", "name": "${host.fqdn}"}'`)
    literal(sheet, host.address)
    literal(sheet, host.fqdn)
    sheet.line(`  web-${at}.xml: <allow cidr="${network.cidr}"/><version>10.64.${at % 200}.1</version>`)
    literal(sheet, network.cidr)
    sheet.line(`  image-${at}: image: registry/shop:10.64.1.${at % 200}`)
  }
  return sheet.written('deploy/shop.yaml')
}

/** Reservations, port security, boot files and licences: what names a machine by its card. */
function cards(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (let at = 0; at < size; at++) {
    const host = someHost(estate)
    const plain = host.mac.replaceAll(':', '')
    sheet.line(`reservation.${at}=${host.mac},${host.address}`)
    literal(sheet, host.mac)
    literal(sheet, host.address)
    sheet.line(`port.${at}.allowed = ${plain.replaceAll(/.{4}(?=.)/g, '$&.')}`)
    literal(sheet, host.mac)
    sheet.line(`boot.${at}=pxelinux.cfg/01-${host.mac.replaceAll(':', '-')} "${host.mac.toUpperCase()}"`)
    literal(sheet, host.mac)
    sheet.line(`licence.${at}.HOSTID=${host.mac.replaceAll(':', '-').toUpperCase()} 2026-11-02`)
    literal(sheet, host.mac)
    sheet.line(traps[between(estate.random, 0, traps.length - 1)] ?? '')
  }
  return sheet.written('network/cards.properties')
}

/** An inventory of Ansible: ranges of names and of addresses. */
function inventory(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (let at = 0; at < size; at++) {
    const first = between(estate.random, 0, estate.hosts.length - 9)
    const hosts = [0, 4, 8].flatMap((behind) => estate.hosts[first + behind] ?? [])
    const [low = '', , high = ''] = hosts.map(({ name }) => name.slice(-4))
    const tail = at % 2 === 0 ? `.${estate.domain}` : ''
    sheet.line(`${hosts[0]?.name.slice(0, -4)}[${low}:${high}:4]${tail} ansible_port=${2200 + (at % 9)}`)
    for (const { name, fqdn } of hosts) literal(sheet, tail === '' ? name : fqdn)
    const { prefix } = someNetwork(estate)
    const from = between(estate.random, 1, 90)
    sheet.line(`${prefix}.[${from}:${from + 9}]`)
    literal(sheet, `${prefix}.${from}-${prefix}.${from + 9}`)
  }
  return sheet.written('ansible/inventory.ini')
}

/** Who may ask: attributes of elements, keys of a mapping, patterns of a proxy. */
function allowed(estate: SyntheticEstate, size: number): Written {
  const sheet = new Sheet()
  for (let at = 0; at < size; at++) {
    const { prefix, cidr } = someNetwork(estate)
    const host = someHost(estate)
    sheet.line(`<add ipAddress="${prefix}.0" subnetMask="255.255.255.0" allowed="true"/>`)
    literal(sheet, cidr)
    sheet.line(`  network: ${prefix}.0`)
    literal(sheet, cidr)
    sheet.line('  netmask: 255.255.255.0')
    sheet.line(`~ ^${host.address.replaceAll('.', '\\.')}$ 1; ~ ^${prefix.replaceAll('.', '\\.')}\\. 1;`)
    literal(sheet, host.address)
    literal(sheet, cidr)
    sheet.line(traps[between(estate.random, 0, traps.length - 1)] ?? '')
  }
  return sheet.written('web/allowed.properties')
}

/** A checkout: properties, Oracle names, PostgreSQL access, grants, known hosts, a manifest, cards, an inventory, access
 * of a site; with traps between them. */
export const configTreeDialect: Dialect = {
  reader: configTreeReader,
  write: (estate, size) =>
    [properties, tnsnames, access, grants, ssh, manifest, cards, inventory, allowed].map((one) =>
      one(estate, Math.ceil(size / 4)),
    ),
}
