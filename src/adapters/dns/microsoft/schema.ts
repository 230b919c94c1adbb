/** The comment that a zone file of Windows begins with: `;  Database file corner.example.dns for corner.example zone.` */
export const databaseFile =
  /^;[ \t]{1,8}Database file (\S{1,255}) for (?:(?:Default|\S{1,64}) zone scope in zone )?(\S{1,255})(?: zone)?\.?\s*$/im

/** Records that machines registered themselves carry the hour of the last time. */
export const ageMark = /^[^\s;]{0,255}[ \t]+\[(?:AGE|Aging):\d{1,20}\]/m

/** What `dnscmd /ZonePrint` begins with, and `dnscmd /EnumRecords`. */
export const printedZone = /^;[ \t]{1,8}Zone:[ \t]{1,8}(\S{1,255})\s*$/m
export const printedRecords = /^Returned records:\s*$/m
/** Lines that are no records around them. */
export const printedAround =
  /^(?:Returned records:|Command completed successfully\.|DNS Server \S{1,255}.{0,80}:?)\s*$/

/** What a column of a table of records says. */
export interface Columns {
  readonly host: number
  /** Spelled out (`A`, `Host (A)`) before the number of the type. */
  readonly type: readonly number[]
  /** Data, in the order in which the first that says something is taken. */
  readonly data: readonly number[]
  readonly port: number
  readonly ttl: number
  readonly zone: number
  readonly distinguishedName: number
}

/** Names of columns, letters and digits only: those of PowerShell's record, of its data, and of the console's list. */
export const columnNames = {
  host: ['hostname', 'name', 'recordname'],
  type: ['recordtype', 'type'],
  data: (
    'recorddata data value ipv4address ipv6address ipaddress hostnamealias ptrdomainname nameserver mailexchange ' +
    'domainname descriptivetext'
  ).split(' '),
  port: ['port'],
  ttl: ['timetolive', 'ttl'],
  zone: ['zonename', 'zone'],
  distinguishedName: ['distinguishedname'],
} as const

/** Numbers of the record types, as the column `Type` has them. */
export const typeNumbers: Readonly<Record<string, string>> = {
  '1': 'A',
  '2': 'NS',
  '5': 'CNAME',
  '6': 'SOA',
  '12': 'PTR',
  '15': 'MX',
  '16': 'TXT',
  '28': 'AAAA',
  '33': 'SRV',
  '35': 'NAPTR',
  '39': 'DNAME',
}

/** What a cell says when the export wrote the object's class in place of what it holds. */
export const classOnly =
  /^(?:Microsoft\.Management\.Infrastructure\.)?(?:CimInstance\b|DnsServerResourceRecord)|^System\.Object/i

/** What is told of rows without data: the command that exports them with it. */
export const rightCommand =
  'RecordData holds only its class; export again: Get-DnsServerResourceRecord -ZoneName <zone> | Select-Object ' +
  "HostName,RecordType,Timestamp,TimeToLive,@{n='Data';e={$d=$_.RecordData; (@($d.IPv4Address,$d.IPv6Address," +
  '$d.HostNameAlias,$d.PtrDomainName,$d.NameServer,$d.Preference,$d.MailExchange,$d.Priority,$d.Weight,$d.Port,' +
  "$d.DomainName,$d.DescriptiveText) -ne $null) -join ' '}} | Export-Csv <zone>.csv -NoTypeInformation"
