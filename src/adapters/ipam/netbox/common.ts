import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { addressName, type IpamEntry, type IpamName, type IpamOwner, spanName } from '../shared/entry.ts'
import type { NetBoxField, NetBoxRecord } from './schema.ts'

const none: readonly never[] = []

/** The addresses, or prefixes, that a field names. */
export function namesOf(record: NetBoxRecord, field: NetBoxField): readonly IpamName[] {
  const values = record.values(field)
  if (values.length === 0) return none
  const found: IpamName[] = []
  for (const { text, line } of values) {
    for (const one of /[,;\s]/.test(text) ? text.split(/[,;\s]+/, 1000) : [text]) {
      const name = field === 'prefixes' ? spanName(one, line) : addressName(one, line)
      if (name) found.push(name)
    }
  }
  return found
}

/** An entry in the making: what every one says of itself. */
export type Draft = { -readonly [Field in keyof IpamEntry]: IpamEntry[Field] }

/** Objects that name addresses whose VRF stands with the addresses. */
const borrowers: ReadonlySet<string> = new Set(['machine', 'service', 'redundancy'])

/** What every entry says of itself. The caller adds the rest: an entry is copied for nobody. */
export function commonOf(record: NetBoxRecord, role = '', tenant = ''): Draft {
  const status = record.text('status').toLowerCase()
  const unusual = status === 'active' ? '' : status
  const vrf = record.text('vrf')
  const description = record.values('description')
  const comments = record.values('comments')
  const others = record.others()
  const spoken = description.length > 0 || comments.length > 0 || others.length > 0
  return {
    line: record.line,
    names: none,
    name: undefined,
    host: undefined,
    vrf: vrf === '' || /^global$/i.test(vrf) ? undefined : vrf.slice(0, 200),
    borrowsVrf: borrowers.has(record.kind),
    state: filled((unusual === '' || role === '' ? unusual + role : `${unusual}, ${role}`).slice(0, 200)),
    disabled: status === 'deprecated',
    service: undefined,
    owner: ownerOf(record, description[0]?.text, comments[0]?.text, tenant),
    owns: none,
    prose: spoken ? [...description, ...comments, ...others] : none,
  }
}

function ownerOf(
  record: NetBoxRecord,
  description: string | undefined,
  comments: string | undefined,
  tenantOfVlan: string,
): IpamOwner | undefined {
  const person = filled(record.text('contact'))
  const tag = record.text('owner')
  if (tag !== '') return { team: tag, person, basis: 'tag' }
  const said = description === undefined ? undefined : ownerInText(description)
  if (said !== undefined) return { team: said, person, basis: 'description' }
  const commented = comments === undefined ? undefined : ownerInText(comments.replaceAll('\n', ';'))
  if (commented !== undefined) return { team: commented, person, basis: 'comment' }
  const tenant = record.text('tenant') || tenantOfVlan
  if (tenant !== '') return { team: tenant, person, basis: 'label' }
  return person === undefined ? undefined : { person, basis: 'contact' }
}

/** Where a prefix or VLAN is, as one text. */
export function placeOf(vlan: string, group: string, site: string): string {
  return [vlan, group === '' ? '' : `group ${group}`, site === '' ? '' : `site ${site}`]
    .filter((part) => part !== '')
    .join(', ')
    .slice(0, 300)
}

/** The text, or nothing when it is empty. */
export function filled(text: string): string | undefined {
  return text === '' ? undefined : text
}
