import type { Vm } from '../../model/vm.ts'
import type { NetworkMode, TracedReference } from './result.ts'

/** Places that are named. */
const mostPlaces = 3

/**
 * What artefacts that name a card of the VM by its hardware address mean for a mode: port security, licences, access
 * lists and DHCP reservations. The translation writes the address into the manifest, so that they hold.
 */
export function hardwareNotes(
  { vm, references }: { readonly vm: Pick<Vm, 'nics'>; readonly references: readonly TracedReference[] },
  mode: NetworkMode,
): readonly string[] {
  const own = new Set((vm.nics ?? []).flatMap(({ mac }) => (mac === undefined ? [] : [mac.toLowerCase()])))
  const named = references.filter(({ host }) => host !== undefined && own.has(host))
  if (named.length === 0) return []
  const [artefacts, verb] =
    named.length === 1 ? ['1 artefact', 'names'] : [`${named.length} artefacts`, 'name']
  const macs = [...new Set(named.flatMap(({ host }) => host ?? []))].sort().join(', ')
  const places = named.slice(0, mostPlaces).map(({ file, line }) => `${file}:${line}`)
  if (named.length > mostPlaces) places.push('…')
  const reserved =
    mode === 're-ip'
      ? '; a DHCP reservation among them goes on giving the old address until it is changed'
      : ''
  return [
    `${artefacts} ${verb} its hardware address ${macs} (${places.join(', ')}): the translation keeps it, so ${named.length === 1 ? 'it holds' : 'they hold'} unless the card gets another one${reserved}`,
  ]
}
