import type { Licence, VcenterFacts } from '../../../model/vcenter.ts'
import type { Cursor } from '../cursor.ts'
import { parseList } from '../../../formats/cells/values.ts'
import { type Draft, fill, put } from './draft.ts'
import { type Inventory, reject, type Vcenter, vcenterById, vcenterOf } from './inventory.ts'

/** vSource: the vCenters that were read. */
export function takeSource(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const facts = aboutOf(vcenter, row)
  const product = row.text('Fullname') ?? row.text('Product name')
  fill(facts, 'product', product)
  fill(facts, 'version', row.text('Version'))
  fill(facts, 'build', row.text('Build'))
  fill(facts, 'apiVersion', row.text('API version'))
  fill(facts, 'osType', row.text('OS type'))
  return vcenter
}

/** The vCenter as an object of its own, made when a row first speaks of it. */
export function aboutOf(vcenter: Vcenter, row: Cursor): Draft<VcenterFacts> {
  if (vcenter.about === undefined) {
    vcenter.seen += 1
    const name = row.text('VI SDK Server')?.toLowerCase() ?? vcenter.id
    vcenter.about = { place: row.place(), facts: { name: name === '' ? 'vCenter' : name } }
  }
  return vcenter.about.facts
}

/** vLicense. The key is a secret of the customer: it is not kept. */
export function takeLicence(inventory: Inventory, row: Cursor): Vcenter {
  const vcenter = vcenterOf(inventory, row)
  const name = row.text('Name')
  if (name === undefined) {
    reject(vcenter, row, 'the row names no licence')
    return vcenter
  }
  const licence: Draft<Licence> = { name }
  put(licence, 'costUnit', row.text('Cost Unit'))
  put(licence, 'total', row.whole('Total'))
  put(licence, 'used', row.whole('Used'))
  // "Never" is no date, and means none.
  const expiry = row.text('Expiration Date')
  if (expiry !== undefined && !/^[\p{L}\s-]*$/u.test(expiry))
    put(licence, 'expiresAt', row.date('Expiration Date'))
  const features = row.text('Features')
  put(licence, 'features', features === undefined ? undefined : parseList(features))
  const facts = aboutOf(vcenter, row)
  facts.licences = [...(facts.licences ?? []), licence]
  return vcenter
}

/** vMetaData: version and time of the export. */
export function takeMetaData(inventory: Inventory, row: Cursor): Vcenter | undefined {
  const version = row.text('RVTools version') ?? row.text('RVTools major version')
  if (version !== undefined) inventory.version ??= version
  const made = row.date('xlsx creation datetime')
  if (made !== undefined) inventory.observedAt ??= made
  return inventory.vcenters.size === 1
    ? vcenterById(inventory, [...inventory.vcenters.keys()][0] ?? '')
    : undefined
}
