/** Parts of an export that are known; addresses in all but hosts are kept as literals. */
export const knownParts: ReadonlySet<string> = new Set(
  (
    'version date groups host_groups template_groups hosts templates triggers graphs images maps media_types mediatypes ' +
    'valuemaps value_maps screens dependencies dashboards'
  ).split(' '),
)

/** Fields whose texts are names, numbers of objects or pictures, and no addresses. */
export const silentFields: ReadonlySet<string> = new Set(
  'uuid version date snmp_oid oid encodedImage type interface_ref community hostid interfaceid templateid'.split(
    ' ',
  ),
)

/** Fields that name an object: an address in them is told, a name there is none of DNS. */
export const nameFields: ReadonlySet<string> = new Set(['host', 'name', 'template', 'group'])

/** Fields of a host that stand for its interface in exports of version 1. */
export const ownInterface: ReadonlySet<string> = new Set(['ip', 'dns', 'port', 'useip'])

/** Kinds of interfaces with their usual ports, as exports and as the API name them; an agent is the usual kind. */
export const kinds: Readonly<Record<string, readonly [protocol: string, port: string]>> = {
  ZABBIX: ['tcp', '10050'],
  AGENT: ['tcp', '10050'],
  SNMP: ['udp', '161'],
  IPMI: ['udp', '623'],
  JMX: ['tcp', '12345'],
  '1': ['tcp', '10050'],
  '2': ['udp', '161'],
  '3': ['udp', '623'],
  '4': ['tcp', '12345'],
}
