import { harbourMachines } from '../estate.ts'

/** An address record of the forward zone. */
interface Named {
  readonly name: string
  readonly address: string
}

const first = 'erp-db-01'

/** Names of services and of things that are gone, beside the machines' own. */
const extras: readonly string[] = [
  record('booking', 60, 'A', '10.20.90.5'),
  record('booking', 60, 'AAAA', '2001:db8:90::5'),
  record('erp', 300, 'A', '10.20.60.20'),
  record('cargo-web', 300, 'A', '10.20.50.11'),
  record('cargo-web', 300, 'A', '10.20.50.12'),
  record('fin-sql', 300, 'A', '10.20.30.63'),
  record('wiki', 3600, 'CNAME', 'git-01'),
  record('mail', 86_400, 'CNAME', 'smtp-01'),
  record('partner', 300, 'CNAME', 'gateway.partner.example.'),
  '; nobody dares to remove these',
  record('fax-01', 86_400, 'A', '10.20.60.99'),
  record('mq-old', 86_400, 'A', '10.20.50.39'),
  record('intranet', 86_400, 'A', '10.20.40.99'),
  record(
    '_443._tcp.booking',
    3600,
    'TLSA',
    '3 1 1 8d02536c887482bc34ff54e41d2ba659bf85b341a0a20afadb5813dcfbcf286d',
  ),
  record('@', 3600, 'CAA', '0 issue "ca.harbour.example"'),
  record('ca-01', 3600, 'SSHFP', '4 2 2f1a8c7de1a05c7be1b7a0c1f5b0c0d5a2b3c4d5e6f708192a3b4c5d6e7f8091'),
  '$ORIGIN dock.harbour.example.',
  record('crane-1', 600, 'CNAME', 'crane-ctl-01.harbour.example.'),
  record('crane-2', 600, 'CNAME', 'crane-ctl-02.harbour.example.'),
  record('plc-1', 600, 'A', '10.20.15.51'),
  record('plc-2', 600, 'A', '10.20.15.52'),
]

/** The zone `harbour.example` as dns-01 serves it. */
export function forwardZone(): string {
  const named = machinesByAddress()
  const own = named.filter(({ name }) => name === first)
  const others = named.filter(({ name }) => name !== first)
  return lines([
    '; harbour.example, as dns-01 serves it',
    '; owner: Network Services',
    '$ORIGIN harbour.example.',
    '$TTL 3600',
    ...authority,
    record('@', undefined, 'MX', '10 smtp-01'),
    record('@', undefined, 'TXT', '"v=spf1 ip4:198.51.100.25 -all"'),
    record('@', undefined, 'TXT', '"registrar-token=CANARY-token-9f3c28"'),
    record('_kerberos._tcp', undefined, 'SRV', '0 100 88 ad-dc-01'),
    '$GENERATE 101-108 desk-$ A 10.20.80.$',
    '; the ERP database',
    ...own.map(addressRecord),
    record('erp-db', 300, 'CNAME', first),
    '; machines',
    ...others.map(addressRecord),
    '; services',
    ...extras,
  ])
}

/** The zone `20.10.in-addr.arpa`. */
export function reverseZone(): string {
  const named = machinesByAddress().filter(({ address }) => address.startsWith('10.20.'))
  const own = named.filter(({ name }) => name === first)
  const others = named.filter(({ name }) => name !== first)
  return lines([
    '; reverse zone of 10.20.0.0/16',
    '; owner: Network Services',
    '$ORIGIN 20.10.in-addr.arpa.',
    '$TTL 86400',
    ...authority.map((line) => line.replace(/\b(dns-0[12]|network-services)(?= |$)/g, '$1.harbour.example.')),
    '; the ERP database',
    ...own.map(pointer),
    '; machines',
    ...others.map(pointer),
    '; left over from the renumbering of 2019',
    record('141.30', undefined, 'PTR', 'erp-db-02.harbour.example.'),
    record('99.60', undefined, 'PTR', 'fax-01.harbour.example.'),
  ])
}

const authority: readonly string[] = [
  '@                IN SOA dns-01 network-services (',
  '                     2026111201 ; serial',
  '                     7200       ; refresh',
  '                     900        ; retry',
  '                     1209600    ; expire',
  '                     300 )      ; negative answers',
  '@                IN NS     dns-01',
  '@                IN NS     dns-02',
]

/** Desktops come by $GENERATE, sandboxes have no names; what is off keeps none, but for the stale ones above. */
function machinesByAddress(): readonly Named[] {
  return harbourMachines()
    .filter((machine) => /^[a-z][a-z0-9-]*$/.test(machine.name) && !/^vdi-\d/.test(machine.name))
    .filter((machine) => machine.folder !== 'Sandbox/<b>do not delete</b>')
    .flatMap((machine) =>
      machine.nics
        .filter((nic) => nic.network !== 'QS-HEARTBEAT-100')
        .flatMap((nic) => nic.addresses.slice(0, 1))
        .map((address) => ({ name: machine.name, address })),
    )
}

function addressRecord({ name, address }: Named): string {
  return record(name, 3600, 'A', address)
}

function pointer({ name, address }: Named): string {
  const [, , third, fourth] = address.split('.')
  return record(`${fourth}.${third}`, undefined, 'PTR', `${name}.harbour.example.`)
}

function record(name: string, ttl: number | undefined, type: string, data: string): string {
  const time = ttl === undefined ? '' : String(ttl).padEnd(6)
  return `${name.padEnd(16)} ${time}IN ${type.padEnd(6)} ${data}`
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`
}
