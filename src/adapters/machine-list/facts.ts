import type { Formats } from '../../formats/cells/whole-column.ts'
import { parseList, parseMac, parseTruth, parseUuid } from '../../formats/cells/values.ts'
import { formatAddress, parseAddress } from '../../lib/ip.ts'
import type { Place } from '../../model/evidence-place.ts'
import type { Disk } from '../../model/hardware.ts'
import type { Nic } from '../../model/nic.ts'
import { type StewardshipField, stewardshipFacts, stewardshipFields } from '../../model/stewardship.ts'
import type { Tag, VmFacts } from '../../model/vm.ts'
import { type ColumnUse, type ListField, unitBytes } from './schema.ts'

/** One filled cell with the meaning of its column. */
export interface RowCells {
  readonly header: string
  readonly use: ColumnUse
  readonly text: string
  readonly place: Place
}

/** Facts while the cells of a row add to them. */
type Draft = { -readonly [K in keyof VmFacts]: VmFacts[K] }

/** Values that could not be understood, one note per column. */
export interface ColumnNotes {
  add(cell: RowCells): void
  sentences(): readonly string[]
}

/** An empty collection. */
export function columnNotes(): ColumnNotes {
  const notes = new Map<string, { count: number; first: RowCells }>()
  return {
    add(cell) {
      const note = notes.get(cell.header)
      if (note) note.count += 1
      else notes.set(cell.header, { count: 1, first: cell })
    },
    sentences: () =>
      [...notes].map(
        ([header, { count, first }]) =>
          `column ${header}: ${count} ${count === 1 ? 'value' : 'values'} not understood, the first is ${JSON.stringify(first.text.slice(0, 60))} in line ${first.place.line}`,
      ),
  }
}

/** How a row names its machine. */
export interface Naming {
  readonly name: string
  readonly identities: readonly string[]
  readonly facts: Pick<VmFacts, 'instanceUuid' | 'smbiosUuid' | 'moref' | 'vcenter' | 'guestHostName'>
}

/**
 * Identities of a row. Beside what makes it a machine of its own it carries `overlay:` keys: a machine that another
 * source knows better is completed, not doubled.
 */
export function namingOf(cells: readonly RowCells[]): Naming | undefined {
  const text = (field: ListField) => cells.find(({ use }) => use.field === field)?.text
  const uuid = (field: ListField) => parseUuid(text(field) ?? '')
  const facts: { -readonly [K in keyof Naming['facts']]: Naming['facts'][K] } = {}
  const identities: string[] = []
  const instance = uuid('instanceUuid')
  if (instance !== undefined) identities.push(`instance:${(facts.instanceUuid = instance)}`)
  const [vcenter, moref] = [uuid('vcenter'), text('moref')]
  if (vcenter !== undefined) facts.vcenter = vcenter
  if (moref !== undefined && /^vm-\d{1,12}$/.test(moref)) facts.moref = moref
  if (facts.vcenter !== undefined && facts.moref !== undefined)
    identities.push(`vc:${facts.vcenter}/${facts.moref}`)
  const unsure = uuid('uuid')
  // VMware writes the SMBIOS UUID into the serial number: `VMware-42 21 aa bb …`.
  const smbios = uuid('smbiosUuid') ?? parseUuid(/^VMware-(.{32,60})$/i.exec(text('serial') ?? '')?.[1] ?? '')
  if (smbios !== undefined) identities.push(`smbios:${(facts.smbiosUuid = smbios)}`)
  else if (unsure !== undefined && instance === undefined)
    identities.push(`smbios:${(facts.smbiosUuid = unsure)}`, `uuid:${unsure}`)
  const dns = text('dnsName')?.toLowerCase().replace(/\.$/, '')
  if (dns !== undefined) facts.guestHostName = dns
  const [address] = addressesIn(text('address') ?? '')
  const name = text('name') ?? dns ?? address
  const known = instance ?? smbios ?? unsure
  if (name === undefined && known === undefined) return undefined
  if (known !== undefined) identities.push(`overlay:uuid:${known}`)
  if (name !== undefined) identities.push(`overlay:name:${name.toLowerCase()}`)
  if (dns !== undefined) identities.push(`overlay:dns:${dns}`)
  if (address !== undefined) identities.push(`overlay:address:${address}`)
  const shown = (name ?? known ?? '').slice(0, 1000)
  identities.push(`name:/${shown}`)
  return { name: shown, identities, facts }
}

function addressesIn(text: string): readonly string[] {
  return parseList(text.replaceAll(/[\s[\]"']+/g, ',')).flatMap((one) => {
    const key = parseAddress(one.split('/', 1)[0] ?? '')
    return key === undefined ? [] : [formatAddress(key)]
  })
}

const powers: readonly (readonly [RegExp, VmFacts['power']])[] = [
  [/^(?:powered ?)?on$|^running$|^started$|^up$/i, 'on'],
  [/^(?:powered ?)?off$|^stopped$|^halted$|^down$|^terminated$/i, 'off'],
  [/^suspend(?:ed)?$|^paused$/i, 'suspended'],
]

/** What the cells of a row say of its machine. */
export function factsOf(
  cells: readonly RowCells[],
  naming: Naming,
  formats: Formats,
  notes: ColumnNotes,
): VmFacts {
  const facts: Draft = { name: naming.name, ...naming.facts }
  const disks: Disk[] = []
  const nic: { -readonly [K in keyof Nic]: Nic[K] } = { label: 'Network adapter 1' }
  const attributes: Record<string, string> = {}
  const tags: Tag[] = []
  for (const cell of cells) {
    const { use, text, header } = cell
    const steward = stewardshipFields.find((field) => field === use.field)
    let understood = true
    if (steward !== undefined) understood = takeSteward(facts, steward, text, header)
    else if (use.field === 'attribute') {
      if (header !== '__proto__') attributes[header] = text
    } else if (use.field === 'tag') for (const name of parseList(text)) tags.push({ category: header, name })
    else if (use.field === 'disk') understood = takeDisk(disks, cell, formats)
    else if (use.field === 'mac') understood = takeMac(nic, text)
    else if (use.field === 'network') nic.network = text
    else if (use.field === 'address') understood = takeAddresses(facts, nic, text)
    else understood = takeFact(facts, cell, formats)
    if (!understood) notes.add(cell)
  }
  const datastore = cells.find(({ use }) => use.field === 'datastore')?.text
  if (disks.length > 0)
    facts.disks = disks.map((disk) => (datastore === undefined ? disk : { ...disk, datastore }))
  if (nic.mac !== undefined || nic.network !== undefined) facts.nics = [nic]
  if (Object.keys(attributes).length > 0) facts.attributes = attributes
  if (tags.length > 0) facts.tags = tags
  const version = cells.find(({ use }) => use.field === 'osVersion')?.text
  if (facts.guestFullName !== undefined && version !== undefined && !facts.guestFullName.includes(version))
    facts.guestFullName = `${facts.guestFullName} ${version}`
  return facts
}

function takeSteward(facts: Draft, field: StewardshipField, text: string, header: string): boolean {
  const said = stewardshipFacts(field, text, header)
  if (said !== undefined) Object.assign(facts, { ...said, ...facts })
  return said !== undefined
}

function takeMac(nic: { mac?: string }, text: string): boolean {
  const mac = parseMac(parseList(text)[0] ?? '')
  if (mac !== undefined) nic.mac = mac
  return mac !== undefined
}

function takeDisk(disks: Disk[], cell: RowCells, formats: Formats): boolean {
  const bytes = bytesOf(cell, formats)
  // Lists of so many columns hold zeros for disks that a machine does not have.
  if (bytes !== undefined && bytes > 0)
    disks.push({ label: `Hard disk ${disks.length + 1}`, capacityBytes: bytes })
  return bytes !== undefined
}

function takeAddresses(facts: Draft, nic: { addresses?: readonly string[] }, text: string): boolean {
  const addresses = addressesIn(text)
  if (addresses[0] === undefined) return false
  facts.primaryAddress ??= addresses[0]
  facts.guestAddresses = addresses.slice(1)
  nic.addresses = addresses
  return true
}

/** A size in bytes; a value may carry its own unit. */
function bytesOf({ text, use, header }: RowCells, formats: Formats): number | undefined {
  const own = /^(.{1,40}?)\s*(bytes|[kmgt]i?b)$/i.exec(text)
  // Nobody writes fractions of a MiB, and everybody those of a GiB.
  const whole = !(use.unit === 'GiB' || use.unit === 'TiB')
  const value = formats.number(`column ${header}`, own?.[1] ?? text, whole)
  if (value === undefined || value < 0) return undefined
  const unit = own?.[2]?.toLowerCase().replace(/^([kmgt])b$/, '$1ib')
  const named = (['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const).find((one) => one.toLowerCase() === unit)
  return Math.round(value * unitBytes(named ?? use.unit ?? 'MiB'))
}

function takeFact(facts: Draft, cell: RowCells, formats: Formats): boolean {
  const { use, text, header } = cell
  const whole = () => {
    const value = formats.number(`column ${header}`, text, true)
    return value === undefined ? undefined : Math.round(value)
  }
  const mib = () => {
    const bytes = bytesOf(cell, formats)
    return bytes === undefined ? undefined : Math.round(bytes / 1_048_576)
  }
  switch (use.field) {
    case 'cpus':
      return put(facts, 'cpus', whole())
    case 'coresPerSocket':
      return put(facts, 'coresPerSocket', whole())
    case 'hardwareVersion':
      return put(facts, 'hardwareVersion', Number(/(\d{1,3})$/.exec(text)?.[1] ?? 0) || undefined)
    case 'memory':
      return put(facts, 'memoryMib', mib())
    case 'diskTotal':
      return put(facts, 'provisionedMib', mib())
    case 'used':
      return put(facts, 'usedMib', mib())
    case 'template':
      return put(facts, 'template', parseTruth(text))
    case 'power':
      return put(facts, 'power', powers.find(([form]) => form.test(text))?.[1])
    case 'firmware':
      return put(
        facts,
        'firmware',
        /efi/i.test(text) ? 'efi' : /bios|legacy/i.test(text) ? 'bios' : undefined,
      )
    case 'created':
      return put(facts, 'createdAt', formats.date(`column ${header}`, text, false))
    case 'os':
      return put(facts, 'guestFullName', text)
    case 'hypervisorHost':
      return put(facts, 'host', text)
    case 'cluster':
    case 'datacenter':
    case 'annotation':
      return put(facts, use.field, text)
    case 'folder':
      return put(facts, 'folder', text.replace(/^\/+/, ''))
    default:
      // Names and classes were looked at before; versions, architectures and datastores belong to another fact.
      return true
  }
}

function put<K extends keyof VmFacts>(facts: Draft, field: K, value: Draft[K] | undefined): boolean {
  if (value === undefined) return false
  facts[field] ??= value
  return true
}
