/** What a column of a CMDB export says. */
export type CmdbField =
  | 'name'
  | 'address'
  | 'fqdn'
  | 'team'
  | 'person'
  | 'application'
  | 'class'
  | 'status'
  | 'mac'
  | 'criticality'
  | 'environment'
  | 'description'

/** Names under which exports write each field: ServiceNow's, and those that people give; letters and digits only. */
export const aliases: Readonly<Record<CmdbField, readonly string[]>> = {
  name: 'name ciname ci configurationitem hostname host displayname server servername asset assetname vm vmname subject'.split(
    ' ',
  ),
  address: 'ipaddress ip address ipv4 ipaddr primaryip managementip addresses cidr subnet'.split(' '),
  fqdn: 'fqdn dnsname dns fullname'.split(' '),
  team: 'supportgroup team owninggroup ownergroup managedbygroup assignmentgroup supportteam ownerteam group usupportgroup'.split(
    ' ',
  ),
  person:
    'assignedto ownedby owner managedby supportedby contact technicalowner businessowner responsible person'.split(
      ' ',
    ),
  application: 'uapplication application app applicationname businessservice service usedfor product'.split(
    ' ',
  ),
  class: 'sysclassname class type category citype'.split(' '),
  status: 'installstatus operationalstatus status state lifecycle'.split(' '),
  mac: 'macaddress mac'.split(' '),
  criticality: 'ucriticality criticality busycriticality businesscriticality priority'.split(' '),
  environment: 'environment env usedforenvironment uenvironment'.split(' '),
  description: 'description shortdescription comments notes unotes comment remark'.split(' '),
}

/** Whether a word is the name of a field. */
export function isField(field: string): field is CmdbField {
  return field in aliases
}

/** Which column says what; a field may stand in several. */
export type Columns = Partial<Record<CmdbField, number[]>>

/** Columns of a list that says who owns what, and nothing else about it. */
export const ownerListFields: ReadonlySet<CmdbField> = new Set<CmdbField>([
  'name',
  'address',
  'fqdn',
  'team',
  'person',
  'application',
  'description',
])

/** One row of a CMDB export. */
export interface CmdbRow {
  readonly line: number
  readonly name: string
  readonly addresses: readonly string[]
  readonly fqdn: string
  readonly team: string
  readonly person: string
  readonly application: string
  /** Class of the item: `cmdb_ci_linux_server`, `Application`; empty when the export has none. */
  readonly kind: string
}
