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
  readonly references: Reference[] = []
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
    for (const name of names) this.#refer(entry, name)
    for (const { text, line } of prose) {
      if (!/[.:]/.test(text)) continue
      for (const literal of literalsIn(text)) {
        const { column: _, ...parts } = partsOfLiteral(literal)
        if (names.every(({ matched }) => matched !== parts.matched))
          this.#refer(entry, { ...parts, line, role: 'literal', other: 'beside' })
      }
    }
    this.#own(entry)
  }

  #refer(entry: IpamEntry, { line, matched, strength, role, covers, via, other }: IpamName): void {
    if (strength === 'any') return
    const { owner } = entry
    const hint = owner?.team ?? owner?.person
    this.references.push(
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
        host: other === undefined && strength !== 'name' ? entry.host : undefined,
        vrf: other === 'elsewhere' ? undefined : entry.vrf,
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
