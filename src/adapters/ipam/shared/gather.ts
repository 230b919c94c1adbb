import type { Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { OwnerRecord, Reference } from '../../../model/evidence.ts'
import type { IpamEntry, IpamName, IpamOwner } from './entry.ts'

interface Owned {
  readonly owner: IpamOwner
  readonly line: number
  readonly vrf: string | undefined
  /** Another VRF says somebody else. */
  torn: boolean
}

/** Gathers the references and the owners of the entries of one file. */
export class IpamGathering {
  readonly #references: Reference[] = []
  readonly #pending: { readonly entry: IpamEntry; readonly name: IpamName }[] = []
  readonly #owned = new Map<string, Owned>()
  readonly #file: string
  readonly #tally: Tally

  constructor(file: string, tally: Tally) {
    this.#file = file
    this.#tally = tally
  }

  /** Adds one entry. */
  add(entry: IpamEntry): void {
    const { names, prose = [] } = entry
    for (const name of names) this.#name(entry, name)
    for (const { text, line } of prose) {
      if (!/[.:]/.test(text)) continue
      for (const literal of literalsIn(text)) {
        const { column: _, ...parts } = partsOfLiteral(literal)
        if (names.every(({ matched }) => matched !== parts.matched))
          this.#refer(entry, { ...parts, line, role: 'literal', other: 'beside' }, entry.vrf)
      }
    }
    this.#own(entry)
  }

  /** Adds references that are known already: what stands behind damage. */
  addAll(references: Iterable<Reference>): void {
    for (const reference of references) this.#references.push(reference)
  }

  /** Every reference; to be asked for when all entries are added. */
  references(): readonly Reference[] {
    if (this.#pending.length === 0) return this.#references
    const vrfs = vrfsOf(this.#references)
    for (const { entry, name } of this.#pending) this.#refer(entry, name, vrfs.get(name.matched))
    this.#pending.length = 0
    return this.#references
  }

  #name(entry: IpamEntry, name: IpamName): void {
    if (entry.borrowsVrf === true || name.other === 'elsewhere') this.#pending.push({ entry, name })
    else this.#refer(entry, name, entry.vrf)
  }

  #refer(entry: IpamEntry, name: IpamName, vrf: string | undefined): void {
    const { line, matched, strength, role, covers, via, other } = name
    if (strength === 'any') return
    const { owner } = entry
    const hint = owner?.team ?? owner?.person
    this.#references.push(
      makeReference({
        kind: 'ipam-entry',
        device: this.#file,
        file: this.#file,
        line: line.number,
        text: excerpt(line.text),
        matched,
        strength,
        role,
        covers,
        via,
        name: entry.name,
        // What is named by its name is found under that, not under its entry's.
        host: name.host ?? (other === undefined && strength !== 'name' ? entry.host : undefined),
        vrf,
        action: entry.state,
        service: entry.service,
        expires: entry.expires,
        disabled: entry.disabled,
        ownerHint: hint?.slice(0, 120),
        ownerHintBasis: hint === undefined ? undefined : owner?.basis,
      }),
    )
  }

  #own({ owner, owns = [], vrf, line }: IpamEntry): void {
    if (owner?.team === undefined && owner?.person === undefined) return
    for (const subject of owns) {
      const known = this.#owned.get(subject)
      if (!known) this.#owned.set(subject, { owner, line: line.number, vrf, torn: false })
      else if (known.vrf !== vrf && !isSame(known.owner, owner)) {
        this.#tally.note('owner that depends on the VRF', line)
        known.torn = true
      }
    }
  }

  /** Who owns what; a record of an owner cannot say which VRF it means, so what depends on it is left out. */
  owners(): readonly OwnerRecord[] {
    const found: OwnerRecord[] = []
    for (const [subject, { owner, line, torn }] of this.#owned) {
      if (torn) continue
      const record: Mutable<OwnerRecord> = { subject, basis: 'ipam', file: this.#file, line }
      if (owner.team !== undefined) record.team = owner.team
      if (owner.person !== undefined) record.person = owner.person
      found.push(record)
    }
    return found
  }
}

type Mutable<Shape> = { -readonly [Field in keyof Shape]: Shape[Field] }

function isSame(one: IpamOwner, other: IpamOwner): boolean {
  return one.team === other.team && one.person === other.person
}

/** The VRF of each single address that is named; of one that stands in several it is not known. */
function vrfsOf(references: readonly Reference[]): ReadonlyMap<string, string | undefined> {
  const vrfs = new Map<string, string | undefined>()
  for (const { strength, matched, vrf } of references) {
    if (strength !== 'exact') continue
    vrfs.set(matched, vrfs.has(matched) && vrfs.get(matched) !== vrf ? undefined : vrf)
  }
  return vrfs
}
