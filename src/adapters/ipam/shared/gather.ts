import type { Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { OwnerRecord, Reference } from '../../../model/evidence.ts'
import type { IpamEntry, IpamName, IpamOwner } from './entry.ts'

interface Owned {
  readonly record: OwnerRecord
  readonly owner: IpamOwner
  readonly vrf: string | undefined
  /** Another VRF says somebody else. */
  readonly torn: boolean
}

/** Gathers the references and the owners of the entries of one file. */
export class IpamGathering {
  readonly #references: Reference[] = []
  /** VRF of each address that has an entry of its own; of one that stands in several it is not known. */
  readonly #vrfs = new Map<string, string | undefined>()
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
    for (const { entry, name } of this.#pending) this.#refer(entry, name, this.#vrfs.get(name.matched))
    this.#pending.length = 0
    return this.#references
  }

  #name(entry: IpamEntry, name: IpamName): void {
    if (entry.borrowsVrf === true || name.other === 'elsewhere') {
      this.#pending.push({ entry, name })
      return
    }
    const { matched } = name
    if (name.strength === 'exact')
      this.#vrfs.set(
        matched,
        this.#vrfs.has(matched) && this.#vrfs.get(matched) !== entry.vrf ? undefined : entry.vrf,
      )
    this.#refer(entry, name, entry.vrf)
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
      if (!known) {
        const record: OwnerRecord = { subject, basis: 'ipam', file: this.#file, line: line.number }
        this.#owned.set(subject, { record, owner, vrf, torn: false })
        continue
      }
      const same = known.owner.team === owner.team && known.owner.person === owner.person
      if (known.vrf === vrf || same) continue
      this.#tally.note('owner that depends on the VRF', line)
      this.#owned.set(subject, { ...known, torn: true })
    }
  }

  /** Who owns what; a record of an owner cannot say which VRF it means, so what depends on it is left out. */
  owners(): readonly OwnerRecord[] {
    const found: OwnerRecord[] = []
    for (const { record, owner, torn } of this.#owned.values()) {
      if (torn) continue
      const { team, person } = owner
      if (team === undefined) found.push(person === undefined ? record : { ...record, person })
      else found.push(person === undefined ? { ...record, team } : { ...record, team, person })
    }
    return found
  }
}
