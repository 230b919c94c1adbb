import type { ArtefactKind, Role } from '../../src/model/evidence.ts'

/** A reference that stands in a written file because the writer put it there. */
export interface Fact {
  readonly line: number
  readonly kind: ArtefactKind
  readonly role: Role
  /** Address, CIDR or `low-high`; a host name where the format names a machine by name. */
  readonly covers: string
}

/** A file in a real dialect and everything that it names. */
export interface Written {
  readonly name: string
  readonly bytes: Uint8Array
  readonly facts: readonly Fact[]
  /** `client server protocol/port`, for flows. */
  readonly flows: readonly string[]
  /** `subject: team`, for owner records. */
  readonly owners: readonly string[]
}

/** A text file that grows line by line while its truth is noted beside it. */
export class Sheet {
  readonly #lines: string[] = []
  readonly #facts: Fact[] = []
  readonly #flows: string[] = []
  readonly #owners: string[] = []

  /** Number of the last line written, from one. */
  get at(): number {
    return this.#lines.length
  }

  /** Adds a line and returns its number. */
  line(text: string): number {
    this.#lines.push(text)
    return this.#lines.length
  }

  /** Notes that `line` (by default the last one) names `covers`. */
  fact(kind: ArtefactKind, role: Role, covers: string, line = this.#lines.length): void {
    this.#facts.push({ line, kind, role, covers })
  }

  flow(client: string, server: string, service: string): void {
    this.#flows.push(`${client} ${server} ${service}`)
  }

  owner(subject: string, team: string): void {
    this.#owners.push(`${subject}: ${team}`)
  }

  written(name: string, eol = '\n'): Written {
    const text = this.#lines.map((line) => line + eol).join('')
    return {
      name,
      bytes: new TextEncoder().encode(text),
      facts: this.#facts,
      flows: this.#flows,
      owners: this.#owners,
    }
  }
}
