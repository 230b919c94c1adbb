/** A resource record as a zone file writes it, names made absolute and lower case without the final dot. */
export interface ZoneRecord {
  readonly line: number
  /** The line as it stands, masked. */
  readonly text: string
  /** Owner name, absolute. */
  readonly owner: string
  readonly ttlSeconds?: number
  readonly type: string
  /** Data fields as written. */
  readonly data: readonly string[]
  /** Origin in force, for relative names in the data. */
  readonly origin: string
}

/** A zone file as read. */
export interface Zone {
  readonly name?: string
  readonly records: readonly ZoneRecord[]
  /** Mail address or name of the zone's contact. */
  readonly contact?: string
}

/** Record types that name an address or another name. */
export const namingTypes: ReadonlySet<string> = new Set([
  'A',
  'AAAA',
  'CNAME',
  'DNAME',
  'PTR',
  'SRV',
  'MX',
  'NS',
  'TXT',
  'SPF',
])

/** Record types that are known and name nothing that can move. */
export const silentTypes: ReadonlySet<string> = new Set([
  'SOA',
  'CAA',
  'DNSKEY',
  'DS',
  'RRSIG',
  'NSEC',
  'NSEC3',
  'NSEC3PARAM',
  'SSHFP',
  'TLSA',
  'HINFO',
  'LOC',
  'RP',
])
