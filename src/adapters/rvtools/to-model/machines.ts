import { stewardshipFacts } from '../../../model/stewardship.ts'
import type { Tag, VmFacts } from '../../../model/vm.ts'
import type { Cursor, ValueNotes } from '../cursor.ts'
import { parseList, parseUuid } from '../../../formats/cells/values.ts'
import { fill, put } from './draft.ts'
import {
  addMachine,
  findMachine,
  type Inventory,
  type Machine,
  type Vcenter,
  vcenterOf,
} from './inventory.ts'
import { commonFacts, identityOf, machineOf } from './machine-row.ts'
import { quotedPairs } from '../../../lib/quoted-pairs.ts'
import { poolPathOf } from './paths.ts'

const connectionStates = ['connected', 'disconnected', 'inaccessible', 'invalid', 'orphaned'] as const

/** vInfo: the machine itself. The same machine twice is counted as merged. */
export function takeInfo(inventory: Inventory, row: Cursor, notes: ValueNotes): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const identity = identityOf(vcenter, row)
  if (identity === undefined) return vcenter
  const found = findMachine(vcenter, identity)
  const again = found !== undefined && found !== 'several'
  const machine = again ? found : addMachine(vcenter, row.place(), identity)
  if (again) {
    vcenter.seen += 1
    vcenter.merged += 1
  }
  commonFacts(machine, row)
  const { facts } = machine
  fill(
    facts,
    'connectionState',
    connectionStates.find((state) => state === row.text('Connection state')?.toLowerCase()),
  )
  if (row.has('DNS Name')) fill(facts, 'guestHostName', row.text('DNS Name') ?? '')
  const guest = row.text('Guest state')?.toLowerCase()
  if (guest !== undefined && guest !== 'unknown') fill(facts, 'toolsRunning', guest === 'running')
  takeAddresses(facts, row)
  takeSettings(facts, row)
  machine.networks = Array.from({ length: 8 }, (_, at) => row.text(`Network #${at + 1}`)).filter(
    (name) => name !== undefined,
  )
  const types = parseList(row.text('Cluster rule(s)') ?? '')
  machine.rules = parseList(row.text('Cluster rule name(s)') ?? '').map((name, at) => ({
    name,
    type: types[at] ?? types[0] ?? '',
  }))
  put(machine, 'diskCount', row.whole('Disks'))
  put(machine, 'nicCount', row.whole('NICs'))
  takeExtras(machine, row, notes)
  return vcenter
}

function takeAddresses(facts: Machine['facts'], row: Cursor): void {
  if (!row.has('Primary IP Address')) return
  const [primary, ...others] = parseList(row.text('Primary IP Address') ?? '')
  fill(facts, 'primaryAddress', primary)
  // An empty list says that somebody asked; an absent one that nobody did.
  fill(facts, 'guestAddresses', others)
}

function takeSettings(facts: Machine['facts'], row: Cursor): void {
  fill(facts, 'consolidationNeeded', row.truth('Consolidation Needed'))
  fill(facts, 'poweredOnAt', row.date('PowerOn'))
  fill(facts, 'createdAt', row.date('Creation date'))
  fill(facts, 'cpus', row.whole('CPUs'))
  fill(facts, 'memoryMib', row.whole('Memory'))
  fill(facts, 'latencySensitivity', row.text('Latency Sensitivity')?.toLowerCase())
  fill(facts, 'diskUuidEnabled', row.truth('EnableUUID'))
  fill(facts, 'changeTracking', row.truth('CBT'))
  fill(facts, 'resourcePool', poolPathOf(row.text('Resource pool')))
  fill(facts, 'vApp', row.text('vApp'))
  const faultTolerance = row.text('FT State')?.toLowerCase()
  fill(facts, 'faultTolerance', faultTolerance === undefined ? undefined : faultTolerance !== 'notconfigured')
  fill(facts, 'provisionedMib', row.whole('Provisioned MiB'))
  fill(facts, 'usedMib', row.whole('In Use MiB'))
  fill(facts, 'haRestartPriority', row.text('HA Restart Priority'))
  fill(facts, 'bootDelayMilliseconds', row.whole('Boot delay'))
  fill(facts, 'enterBiosSetup', row.truth('Boot BIOS setup'))
  fill(facts, 'secureBoot', row.truth('EFI Secure boot'))
  const firmware = row.text('Firmware')?.toLowerCase()
  fill(facts, 'firmware', firmware === 'bios' || firmware === 'efi' ? firmware : undefined)
  fill(facts, 'hardwareVersion', hardwareVersionOf(row.text('HW version')))
  fill(facts, 'vmxPath', row.text('Path'))
  const smbios = row.text('SMBIOS UUID')
  fill(facts, 'smbiosUuid', smbios === undefined ? undefined : parseUuid(smbios))
  const ready = row.decimal('Overall Cpu Readiness')
  if (facts.power === 'on') {
    measure(facts, 'cpuReadyPercent', ready)
    measure(facts, 'memoryActiveMib', row.whole('Active Memory'))
  }
  fill(facts, 'unsharedMib', row.whole('Unshared MiB'))
  fill(facts, 'suspendedAt', row.date('Suspend time'))
  fill(facts, 'minimumEvcMode', row.text('min Required EVC Mode Key'))
  fill(facts, 'guestDetails', quotedPairs(row.text('Guest Detailed Data')))
}

/** A measurement of a machine that runs; one that is off has the last one or none. */
function measure(
  facts: Machine['facts'],
  field: keyof NonNullable<VmFacts['usage']>,
  value: number | undefined,
): void {
  if (value !== undefined) facts.usage = { ...facts.usage, [field]: value }
}

/** `vmx-19`, `19` and 19 → 19. */
function hardwareVersionOf(text: string | undefined): number | undefined {
  const digits = /^(?:vmx-)?(\d{1,3})$/i.exec(text ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Custom attributes and tags; those that name an owner, an application and the like become facts of their own. */
function takeExtras(machine: Machine, row: Cursor, notes: ValueNotes): void {
  const attributes: Record<string, string> = { ...machine.facts.attributes }
  const tags: Tag[] = [...(machine.facts.tags ?? [])]
  for (const { column, value } of row.extras()) {
    const { name, kind, label, field } = column
    const values = kind === 'tag' ? parseList(value) : [value]
    if (kind === 'tag') for (const tag of values) tags.push({ category: label, name: tag })
    else if (label !== '__proto__') attributes[label] = value
    if (field === undefined || values[0] === undefined) continue
    const said: Partial<VmFacts> | undefined = stewardshipFacts(
      field,
      kind === 'tag' ? values.join(', ') : value,
      label,
    )
    if (said === undefined) notes.add(row.tab, name, value, row.place())
    else Object.assign(machine.facts, { ...said, ...machine.facts })
  }
  if (Object.keys(attributes).length > 0) machine.facts.attributes = attributes
  if (tags.length > 0) machine.facts.tags = tags
}

/** vCPU. */
export function takeCpu(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, machine } = machineOf(inventory, row)
  if (machine === undefined) return vcenter
  const { facts } = machine
  fill(facts, 'cpus', row.whole('CPUs'))
  const cores = row.whole('Cores p/s')
  // 0 says that the hypervisor chooses (hardware version 20 and newer).
  if (cores !== 0) fill(facts, 'coresPerSocket', cores)
  fill(facts, 'cpuShares', row.whole('Shares'))
  fill(facts, 'cpuReservationMhz', row.whole('Reservation'))
  fill(facts, 'cpuLimitMhz', row.whole('Limit'))
  fill(facts, 'cpuHotAdd', row.truth('Hot Add'))
  fill(facts, 'cpuHotRemove', row.truth('Hot Remove'))
  const megahertz = row.whole('Overall')
  if (facts.power === 'on') measure(facts, 'cpuMhz', megahertz)
  return vcenter
}

/** vMemory. */
export function takeMemory(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, machine } = machineOf(inventory, row)
  if (machine === undefined) return vcenter
  const { facts } = machine
  fill(facts, 'memoryMib', row.whole('Size MiB'))
  fill(facts, 'memoryReservationLocked', row.truth('Memory Reservation Locked To Max'))
  fill(facts, 'memoryShares', row.whole('Shares'))
  fill(facts, 'memoryReservationMib', row.whole('Reservation'))
  fill(facts, 'memoryLimitMib', row.whole('Limit'))
  fill(facts, 'memoryHotAdd', row.truth('Hot Add'))
  if (facts.power === 'on') {
    measure(facts, 'memoryActiveMib', row.whole('Active'))
    measure(facts, 'memoryConsumedMib', row.whole('Consumed'))
    measure(facts, 'memorySwappedMib', row.whole('Swapped'))
    measure(facts, 'memoryBalloonedMib', row.whole('Ballooned'))
  }
  return vcenter
}

/** vTools. */
export function takeTools(inventory: Inventory, row: Cursor): Vcenter {
  const { vcenter, machine } = machineOf(inventory, row)
  if (machine === undefined) return vcenter
  const { facts } = machine
  const status = row.text('Tools')
  fill(facts, 'toolsStatus', status)
  fill(facts, 'toolsVersion', row.text('Tools Version'))
  fill(facts, 'syncTimeWithHost', row.truth('Sync time'))
  if (status !== undefined && /^tools/i.test(status))
    fill(facts, 'toolsRunning', /^tools(ok|old)$/i.test(status))
  return vcenter
}
