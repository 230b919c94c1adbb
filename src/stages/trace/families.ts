/** Kinds of evidence that answer the same question. */
interface Family {
  readonly kinds: readonly string[]
  /** What is not known while no file of the family was read; none is said of what few estates have. */
  readonly absent?: string
}

/** Kinds of evidence that say who talks to whom. */
export const flowKinds = ['flows-csv', 'nfdump', 'vrni', 'azure-migrate', 'conntrack', 'sockets']

/** Every kind of evidence in its family. */
export const families: readonly Family[] = [
  { kinds: ['nsx'], absent: 'no NSX export: distributed firewall rules and groups are not known' },
  // Holds what is managed with it, not all that NSX has.
  { kinds: ['terraform'] },
  {
    kinds: [
      'check-point',
      'panos',
      'panos-xml',
      'cisco-asa',
      'cisco-ios',
      'fortigate',
      'junos',
      'iptables',
      'nftables',
    ],
    absent: 'no firewall configuration: rules that name it are not known',
  },
  {
    kinds: ['bind', 'microsoft-dns', 'infoblox'],
    absent: 'no DNS zone: records and aliases are not known',
  },
  { kinds: ['named-conf'] },
  {
    kinds: ['f5', 'haproxy', 'netscaler', 'avi', 'nginx'],
    absent: 'no load balancer configuration: pools are not known',
  },
  {
    kinds: ['prometheus', 'nagios', 'icinga2', 'zabbix'],
    absent: 'no monitoring configuration: targets are not known',
  },
  { kinds: ['backup-jobs'] },
  // Says who may ask a machine, not what is asked of it.
  { kinds: ['snmpd'] },
  { kinds: flowKinds, absent: 'no flow evidence: who talks to it is not known' },
  {
    kinds: ['config-tree', 'hosts'],
    absent: 'no configuration tree: literals in applications are not known',
  },
  { kinds: ['markdown', 'docx', 'pdf', 'xlsx'] },
  { kinds: ['cmdb'], absent: 'no CMDB export: owners are only known where an artefact names one' },
  {
    kinds: ['dhcp'],
    absent: 'no DHCP leases or reservations: whether its address is reserved is not known',
  },
  { kinds: ['arp'] },
  {
    kinds: ['netbox', 'phpipam'],
    absent: 'no IPAM export: the free addresses of a target subnet are not known',
  },
]
