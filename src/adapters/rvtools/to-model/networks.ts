import type { NetworkFacts, Vlan } from '../../../model/infrastructure.ts'
import type { Cursor } from '../cursor.ts'
import { type Draft, fill, put } from './draft.ts'
import { objectOf } from './infrastructure.ts'
import { type Inventory, reject, type SwitchFacts, type Vcenter, vcenterOf } from './inventory.ts'
import { takeLabels } from './labels.ts'
import { takePolicies } from './network-policy.ts'
import { morefOf } from './paths.ts'

/** vSwitch and dvSwitch: MTU, and for distributed ones the datacenter, which their port groups do not name. */
export function takeSwitch(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const name = row.text('Switch')
  if (name === undefined) return vcenter
  const distributed = row.tab === 'dvSwitch'
  const mtu = row.whole(distributed ? 'Max MTU' : 'MTU')
  const known = vcenter.switches.get(name)
  if (known === undefined) {
    const made: SwitchFacts = {}
    put(made, 'mtu', mtu)
    if (distributed) {
      put(made, 'datacenter', row.text('Datacenter'))
      put(made, 'lacp', row.text('LACP Mode')?.toLowerCase())
      put(made, 'version', row.text('Version'))
    }
    vcenter.switches.set(name, made)
    // One name on many hosts: an MTU only when they agree.
  } else if (known.mtu !== mtu) delete known.mtu
  return vcenter
}

/** dvPort: distributed port groups. */
export function takeDistributedPort(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const facts = objectOf(
    vcenter,
    vcenter.networks,
    row,
    row.text('Port'),
    (name): Draft<NetworkFacts> => ({ name }),
  )
  if (facts === undefined) return vcenter
  facts.type = 'distributed'
  fill(facts, 'moref', morefOf(row.text('Object ID')))
  takePolicy(facts, row, 'Allow Promiscuous', vcenter)
  fill(facts, 'vlan', vlanOf(row.text('VLAN')))
  takePolicies(facts, row)
  fill(facts, 'blocked', row.truth('Blocked'))
  takeLabels(facts, row)
  if (/^.{1,200}-DVUplinks-\d+$/i.test(facts.name)) facts.uplink = true
  return vcenter
}

/** vPort: standard port groups, one row per host. One name within a datacenter is one network. */
export function takeStandardPort(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const name = row.text('Port Group')
  if (name === undefined) {
    reject(vcenter, row, 'the row has no name')
    return vcenter
  }
  const datacenter = row.text('Datacenter')
  const key = `standard/${datacenter ?? ''}/${name}`
  let network = vcenter.networks.get(key)
  if (network === undefined) {
    vcenter.seen += 1
    network = { place: row.place(), facts: { name, type: 'standard' } }
    vcenter.networks.set(key, network)
  }
  const { facts } = network
  fill(facts, 'datacenter', datacenter)
  takePolicy(facts, row, 'Promiscuous Mode', vcenter)
  takePolicies(facts, row)
  const host = row.text('Host')
  const vlan = vlanOf(row.text('VLAN'))
  fill(facts, 'vlan', vlan)
  const id = vlan?.kind === 'access' ? vlan.id : vlan?.kind === 'none' ? 0 : undefined
  if (host !== undefined && id !== undefined) vlansOf(facts)[host] = id
  return vcenter
}

/** Grown in place: a port group of a thousand hosts would otherwise be copied a thousand times. */
function vlansOf(facts: Draft<NetworkFacts>): Record<string, number> {
  const vlans: Record<string, number> = facts.vlanByHost ?? {}
  facts.vlanByHost = vlans
  return vlans
}

function takePolicy(facts: Draft<NetworkFacts>, row: Cursor, promiscuous: string, vcenter: Vcenter): void {
  const switchName = row.text('Switch')
  fill(facts, 'switch', switchName)
  fill(facts, 'promiscuous', row.truth(promiscuous))
  fill(facts, 'macChanges', row.truth('Mac Changes'))
  fill(facts, 'forgedTransmits', row.truth('Forged Transmits'))
  const above = switchName === undefined ? undefined : vcenter.switches.get(switchName)
  fill(facts, 'mtu', above?.mtu)
  fill(facts, 'datacenter', above?.datacenter)
  fill(facts, 'lacp', above?.lacp)
  fill(facts, 'switchVersion', above?.version)
}

/** `0`, `120`, `0-4094`, `10-20, 30`, `vlan 12`, `4095` (all), `101 (isolated)`: a VLAN as RVTools prints it. */
export function vlanOf(text: string | undefined): Vlan | undefined {
  if (text === undefined) return undefined
  const body = text
    .trim()
    .toLowerCase()
    .replace(/^(?:vlan|trunk)\s*(?:id)?[:\s]*/, '')
  const own = /^(\d{1,4})\s*(?:\(\s*)?(isolated|community|promiscuous)\)?$/.exec(body)
  if (own)
    return {
      kind: 'private',
      secondary: Number(own[1]),
      type: privateTypes.find((type) => type === own[2]) ?? 'isolated',
    }
  const pair = /^(?:pvlan|private)\D{0,10}(\d{1,4})\D{1,10}(\d{1,4})$/.exec(body)
  if (pair) return { kind: 'private', primary: Number(pair[1]), secondary: Number(pair[2]) }
  if (/^\d{1,4}$/.test(body)) {
    const id = Number(body)
    if (id === 0) return { kind: 'none' }
    // 4095 on a standard port group hands all tags to the guest.
    if (id === 4095) return { kind: 'trunk', ranges: [{ from: 0, to: 4094 }] }
    return id < 4095 ? { kind: 'access', id } : undefined
  }
  const ranges = body.split(/[,;]\s*/).map((part) => /^(\d{1,4})(?:\s*-\s*(\d{1,4}))?$/.exec(part.trim()))
  if (ranges.length === 0 || ranges.some((range) => range === null)) return undefined
  return {
    kind: 'trunk',
    ranges: ranges.flatMap((range) =>
      range ? [{ from: Number(range[1]), to: Number(range[2] ?? range[1]) }] : [],
    ),
  }
}

const privateTypes = ['isolated', 'community', 'promiscuous'] as const
