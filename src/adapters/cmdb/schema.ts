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
  name: 'name ciname ci configurationitem hostname host displayname server servername asset assetname devicename vm vmname subject'.split(
    ' ',
  ),
  address: 'ipaddress ip address ipv4 ipaddr primaryip managementip addresses cidr subnet'.split(' '),
  fqdn: 'fqdn dnsname dns fullname'.split(' '),
  team: 'supportgroup team owninggroup ownergroup managedbygroup assignmentgroup supportteam ownerteam group groupincharge groupinchargeofthehardware'.split(
    ' ',
  ),
  person:
    'assignedto ownedby owner managedby supportedby contact technicalowner businessowner applicationowner serviceowner systemowner responsible person technicianincharge technicianinchargeofthehardware'.split(
      ' ',
    ),
  application: 'application app applicationname businessservice service usedfor product'.split(' '),
  class: 'sysclassname class type category citype'.split(' '),
  status: 'installstatus operationalstatus status state lifecycle'.split(' '),
  mac: 'macaddress mac'.split(' '),
  criticality: 'criticality busycriticality businesscriticality priority'.split(' '),
  environment: 'environment env usedforenvironment'.split(' '),
  description: 'description shortdescription comments notes comment remark'.split(' '),
}

const fieldByName: ReadonlyMap<string, CmdbField> = new Map(
  Object.entries(aliases).flatMap(([field, names]) =>
    names.flatMap((name): [string, CmdbField][] => (isField(field) ? [[name, field]] : [])),
  ),
)

/**
 * The field that a column is: by its name, by that without what ServiceNow puts around it (`u_support_group.name`,
 * `cmdb_ci.ip_address`), and for addresses by its last words (`Guest IP`, `mgmtIpAddress`).
 */
export function fieldOf(column: string): CmdbField | undefined {
  const text = column.trim().slice(0, 120)
  const field = fieldByName.get(letters(text))
  if (field !== undefined) return field
  const parts = text.replace(/\.(?:name|user_name|display_value)$/i, '').split('.')
  const own = (parts.at(-1) ?? '').replace(/^u_/i, '')
  return fieldByName.get(letters(own)) ?? (addressWords.test(spaced(own)) ? 'address' : undefined)
}

const addressWords = /(?:^| )ip(?:s|v[46])?(?: ?addr(?:ess(?:es)?)?)?$/

function letters(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** Its words in lower case: `mgmtIpAddress` has three. */
function spaced(text: string): string {
  const words = text.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
  return words.replace(/[^a-z0-9]+/g, ' ').trim()
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
  /** Cells of other columns that name addresses, such as a description. */
  readonly remarks: readonly string[]
  readonly fqdn: string
  readonly team: string
  readonly person: string
  readonly application: string
  /** Class of the item: `cmdb_ci_linux_server`, `Application`; empty when the export has none. */
  readonly kind: string
}
