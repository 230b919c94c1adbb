import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { HostNames } from '../../../algebra/evidence/literals.ts'
import type { ArtefactKind, Reference, Role } from '../../../model/evidence.ts'
import { namingOf } from '../shared/naming.ts'
import type { Place } from './place.ts'
import type { Item, Node } from './schema.ts'
import { child, partitionOf, valueOf } from './tree.ts'

/** What all references of a file share. */
export interface Scope {
  readonly file: string
  readonly device: string
  readonly headOwner: string | undefined
  readonly lines: readonly Line[]
  /** Route domain that a partition's addresses are in when they name none. */
  readonly domains: ReadonlyMap<string, string>
  readonly names: HostNames | undefined
  /** Where its references go. */
  readonly found: Reference[]
}

/** What a reference says beyond its place. */
export interface More {
  readonly service?: string | undefined
  readonly action?: string | undefined
  readonly disabled?: boolean | undefined
  readonly covers?: string | undefined
  readonly path?: readonly string[] | undefined
  readonly via?: readonly string[] | undefined
  readonly host?: string | undefined
  readonly column?: number | undefined
  readonly name?: string
}

/** What a place names, in which role and where; the host when it is a name. */
interface NamedPlace extends Pick<Reference, 'matched' | 'strength' | 'role' | 'line'> {
  readonly host?: string | undefined
}

/** Adds the references of one object. */
export interface Maker {
  /** From an address as a property writes it; nothing is added when it names no machine. */
  place(kind: ArtefactKind, role: Role, place: Place, line: number, more?: More): void
  made(kind: ArtefactKind, named: NamedPlace, routeDomain: string | undefined, more?: More): void
}

const nothing: More = {}

/** A maker for an object: its name, its owner from description or metadata, its partition's route domain. */
export function makerOf(item: Item, scope: Scope): Maker {
  const said = ownerOf(item.node)
  const name = item.name === '' ? item.kind : `${shortKinds.get(item.kind) ?? item.kind} ${item.name}`.trim()
  const domain = scope.domains.get(partitionOf(item.name))
  const made: Maker['made'] = (kind, named, routeDomain, more = nothing) => {
    const rd = routeDomain ?? domain
    const reference = makeReference({
      name: more.name ?? name,
      service: more.service,
      action: more.action,
      disabled: more.disabled,
      covers: more.covers,
      host: more.host ?? named.host,
      path: more.path,
      via: more.via,
      column: more.column,
      kind,
      device: scope.device,
      file: scope.file,
      line: named.line,
      text: excerpt(scope.lines[named.line - 1]?.text ?? '', 400, more.column),
      matched: named.matched,
      strength: named.strength,
      role: named.role,
      vrf: rd === undefined || rd === '0' ? undefined : `route-domain ${rd}`,
      ownerHint: said?.owner ?? scope.headOwner,
      ownerHintBasis: said?.basis ?? (scope.headOwner === undefined ? undefined : 'file-head'),
    })
    scope.found.push(reference)
  }
  return {
    made,
    place(kind, role, place, line, more) {
      const named = namingOf(place.address)
      if (!named || named.strength === 'any') return
      const { matched, strength, host } = named
      made(kind, { matched, strength, host, role, line }, place.routeDomain, more)
    },
  }
}

/** Kinds that have a name of their own people know them by. */
const shortKinds: ReadonlyMap<string, string> = new Map([
  ['ltm virtual', ''],
  ['ltm pool', ''],
  ['ltm virtual-address', 'virtual-address'],
  ['ltm node', 'node'],
  ['ltm rule', 'rule'],
  ['ltm data-group internal', 'data-group'],
  ['ltm snat', 'snat'],
  ['ltm snatpool', 'snatpool'],
  ['ltm snat-translation', 'snat-translation'],
  ['ltm nat', 'nat'],
  ['net self', 'self'],
  ['net route', 'route'],
])

/** `description "owner: Shop"`, else `metadata { owner { value "Shop" } }`. */
function ownerOf(
  node: Node,
): { readonly owner: string; readonly basis: 'description' | 'label' } | undefined {
  const text = child(node, 'description')?.words.slice(1).join(' ')
  const described = text === undefined ? undefined : ownerInText(text)
  if (described !== undefined) return { owner: described, basis: 'description' }
  const data = child(node, 'metadata')
  const entry = data && child(data, 'owner')
  const label = entry && valueOf(entry, 'value')
  return label === undefined ? undefined : { owner: label, basis: 'label' }
}
