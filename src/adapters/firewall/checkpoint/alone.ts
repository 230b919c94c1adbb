import type { Reference } from '../../../model/evidence.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { type Common, referenceOf } from '../shared/reference.ts'
import { innerAddressesOf, translationOf } from './machines.ts'
import type { Objects } from './schema.ts'

/** A machine, network or range that no rule of the file uses: an answer may hold nothing but objects. */
export function addUnused(
  label: string,
  objects: Objects,
  file: string,
  places: MaskedPlaces,
  found: Reference[],
): boolean {
  const node = objects.nodeOf(label)
  if (
    !node ||
    !/^(?:network|address-range|wildcard|dns-domain)$|host|gateway|cluster|interoperable/i.test(
      objects.typeOf(label),
    )
  )
    return false
  const common = commonAt(node.at, label, file, places)
  for (const member of objects.membersOf(label) ?? []) {
    if (typeof member !== 'string' && member.strength !== 'any')
      found.push(referenceOf(common, 'literal', member))
  }
  return true
}

/** Addresses within an object: of its cards and members, and what its settings translate it to when no rule says so. */
export function addInner(
  label: string,
  objects: Objects,
  file: string,
  places: MaskedPlaces,
  translate: boolean,
  found: Reference[],
): void {
  const node = objects.nodeOf(label)
  if (!node) return
  for (const { named, at, name } of innerAddressesOf(node))
    found.push(
      referenceOf(commonAt(at, places.plain(`${label} ${name}`.trim()), file, places), 'literal', named),
    )
  const translation = translate ? translationOf(node) : undefined
  if (!translation) return
  const inside = (objects.membersOf(label) ?? []).filter((one) => typeof one !== 'string')
  const { method, addresses } = translation
  const common: Common = {
    ...commonAt(translation.at, label, file, places),
    kind: 'nat-rule',
    action: method,
  }
  const outside = addresses.map(({ matched }) => matched)
  for (const named of method === 'hide' ? inside : addresses)
    found.push(referenceOf(common, method === 'hide' ? 'source' : 'destination', named))
  for (const named of method === 'hide' ? addresses : inside)
    found.push(referenceOf(method === 'hide' ? common : { ...common, via: outside }, 'translated', named))
}

function commonAt(at: number, name: string, file: string, places: MaskedPlaces): Common {
  const { number, text } = places.lineAt(at)
  return { kind: 'config-literal', device: file, file, line: number, text: text.slice(0, 400), name }
}
