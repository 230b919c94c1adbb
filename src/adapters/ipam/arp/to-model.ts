import { makeReference } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference } from '../../../model/evidence.ts'
import type { Neighbour } from './schema.ts'

/**
 * What neighbours name. Their strength is `name`: a table that a machine learns by itself is changed by nobody, so that it
 * must not count as an artefact to be changed, but it leads from a card to an address, a VLAN and a port.
 */
export function* referencesOf(
  neighbours: Iterable<Neighbour>,
  file: string,
  device: string,
): Iterable<Reference> {
  for (const { line, address, card, hardware, host, place, vrf, own } of neighbours) {
    const matched = address ?? card
    if (matched === undefined) continue
    yield makeReference({
      kind: 'ipam-entry',
      device,
      file,
      line: line.number,
      text: excerpt(line.text),
      matched,
      strength: 'name',
      role: 'literal',
      name: nameOf(address === undefined ? 'MAC table' : 'ARP table', host ?? '', place),
      host: hardware,
      action: own ? 'own address' : undefined,
      vrf,
    })
  }
}

function nameOf(table: string, host: string, place: string): string {
  const named = host === '' ? table : `${table} ${host}`
  return place === '' ? named : `${named} ${place}`
}
