import type { Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { strengthOf } from '../../../algebra/evidence/strength.ts'
import { isSelfOrGroup, parseSpan } from '../../../lib/ip.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { OwnerHintBasis, Reference, Role } from '../../../model/evidence.ts'
import type { NetBackupClient } from './netbackup.ts'
import { nothing } from './schema.ts'
import type { BackupRow, Cell } from './table.ts'

/** An address or a name, and where it stands. */
interface Named extends Cell {
  readonly address: boolean
}

/** What a job says of the machines that it backs up. */
interface Job {
  readonly name: string | undefined
  readonly disabled: boolean
  readonly owner: { readonly name: string; readonly basis: OwnerHintBasis } | undefined
}

const longestName = 253
/** Most machines of one cell; what is longer is data. */
const mostInCell = 10_000
/** Most references that are remembered, so that a history of runs names a machine once. */
const mostRemembered = 2_000_000

/** Gathers the references of a list: each machine once for each job. */
export class BackupGathering {
  readonly references: Reference[] = []
  readonly #seen = new Set<string>()
  readonly #file: string
  readonly #tally: Tally

  constructor(file: string, tally: Tally) {
    this.#file = file
    this.#tally = tally
  }

  add(row: BackupRow): void {
    const job = jobOf(row)
    const machines = [...row.cells('machine').flatMap(single), ...row.cells('list').flatMap(listed)]
    const addresses = row.cells('address').flatMap(listed)
    const named = apart(machines.filter((one) => !one.address))
    const found = [...machines.filter((one) => one.address), ...addresses.filter((one) => one.address)]
    if (machines.length === 0 && found.length === 0) {
      return this.#tally.unknown('row without a machine', row.line)
    }
    this.#tally.known()
    if (addresses.length > found.length) this.#tally.note('address that is none', row.line)
    const host = named.length === 1 ? named[0]?.text.toLowerCase() : undefined
    let fresh = false
    for (const one of found) fresh = this.#refer(one, job, 'target', host) || fresh
    // Where an address stands beside one name, the machine is found under both.
    if (host === undefined || found.length === 0)
      for (const one of named) fresh = this.#refer(one, job, 'target') || fresh
    if (!fresh) this.#tally.note('further run of a job', row.line)
    for (const one of row.cells('server').flatMap(single)) this.#refer(one, servers, 'literal')
    this.#prose(row, job)
  }

  /** One machine that no table describes further, in its policy when one is named. */
  addClient(cell: Cell, { policy, disabled }: Pick<NetBackupClient, 'policy' | 'disabled'>): void {
    this.#tally.known()
    const job = policy === undefined ? client : { ...client, name: policy, disabled: disabled ?? false }
    for (const one of single(cell)) this.#refer(one, job, 'target')
  }

  #prose(row: BackupRow, job: Job): void {
    for (const cell of row.cells('remark')) {
      for (const literal of literalsIn(cell.text)) {
        const { text, column } = literal
        if (literal.host !== undefined) continue
        const { matched, strength, covers } = partsOfLiteral(literal)
        const key = `${job.name}\n${matched}\nliteral`
        if (strength === 'any' || !this.#isFresh(key)) continue
        this.#push({ ...cell, text, column: cell.column + column - 1 }, job, {
          matched,
          strength,
          role: 'literal',
          covers,
        })
      }
    }
  }

  #refer(one: Named, job: Job, role: Role, host?: string): boolean {
    const { text, address } = one
    if (!this.#isFresh(`${job.name}\n${text.toLowerCase()}\n${host ?? ''}\n${role}`)) return false
    const span = address ? parseSpan(text) : undefined
    const strength = span ? strengthOf(span, text) : 'name'
    if (strength === 'any' || (span && isSelfOrGroup(span.low))) return true
    this.#push(one, job, { matched: text, strength, role, host: span ? host : text.toLowerCase() })
    return true
  }

  #isFresh(key: string): boolean {
    if (this.#seen.has(key)) return false
    if (this.#seen.size < mostRemembered) this.#seen.add(key)
    return true
  }

  #push(
    { line, column }: Cell,
    { name, disabled, owner }: Job,
    parts: Pick<Reference, 'matched' | 'strength' | 'role'> & {
      readonly host?: string | undefined
      readonly covers?: string | undefined
    },
  ): void {
    this.references.push(
      makeReference({
        kind: 'monitor-target',
        device: this.#file,
        file: this.#file,
        line: line.number,
        text: excerpt(line.text, 400, column),
        ...parts,
        name,
        action: 'backup',
        disabled,
        column,
        ownerHint: owner?.name,
        ownerHintBasis: owner?.basis,
      }),
    )
  }
}

function jobOf(row: BackupRow): Job {
  const first = (field: 'job' | 'owner' | 'contact' | 'enabled' | 'disabled'): string =>
    (row.cells(field)[0]?.text ?? '').replace(/\s+/g, ' ').trim().slice(0, 120)
  const remark = row.cells('remark').flatMap(({ text }) => ownerInText(text) ?? [])[0]
  const name = first('job')
  return {
    name: name === '' ? undefined : name,
    disabled:
      /^(?:false|no|0|off|n)$/i.test(first('enabled')) || /^(?:true|yes|1|on|y)$/i.test(first('disabled')),
    owner: ownerOf([
      [first('owner'), 'label'],
      [remark ?? '', 'description'],
      [first('contact'), 'contact'],
    ]),
  }
}

function ownerOf(hints: readonly (readonly [string, OwnerHintBasis])[]): Job['owner'] {
  const found = hints.find(([name]) => !nothing.test(name))
  return found && { name: found[0], basis: found[1] }
}

/** Servers of the backup itself are named by every row; one reference for each is enough. */
const servers: Job = { name: 'backup server', disabled: false, owner: undefined }

/** A list of clients names no policy. */
const client: Job = { ...servers, name: 'NetBackup client' }

function single(cell: Cell): readonly Named[] {
  return namedIn(cell, '\n')
}

/** `vm-01, vm-02`, one on each line, with `;` or `|`. */
function listed(cell: Cell): readonly Named[] {
  return namedIn(cell, '\n,;|')
}

/** What the parts of a cell name, each with its own place. */
function namedIn({ text, line, column, rest = [] }: Cell, separators: string): readonly Named[] {
  const found: Named[] = []
  let place = { line, column }
  let from = 0
  let further = 0
  for (let at = 0; at <= text.length && found.length < mostInCell; at++) {
    if (at < text.length && !separators.includes(text.charAt(at))) continue
    const named = nameOf(text.slice(from, at))
    if (named) {
      const { text: name, offset, address } = named
      found.push({ text: name, line: place.line, column: place.column + offset, address })
    }
    place = { line: place.line, column: place.column + at - from + 1 }
    if (text.charCodeAt(at) === 10) place = { line: rest[further++] ?? line, column: 1 }
    from = at + 1
  }
  return found
}

function nameOf(
  part: string,
): { readonly text: string; readonly offset: number; readonly address: boolean } | undefined {
  if (part.length > 2000) return undefined
  // Veeam and vCenter write where an object stands: `vcenter\folder\vm`.
  const slash = part.lastIndexOf('\\') + 1
  const tail = part.slice(slash)
  const text = tail.trim().replace(/\.$/, '')
  if (text === '' || nothing.test(text) || text.length > longestName || /["<>{}\u2022\ufffd]/.test(text))
    return undefined
  const offset = slash + tail.indexOf(text)
  if (parseSpan(text)) return { text, offset, address: true }
  // A name has a letter; a path, an address of mail and a number are none.
  return /\p{L}/u.test(text) && !/[/@]/.test(text) ? { text, offset, address: false } : undefined
}

/** Names of one machine: of `db-01` and `db-01.corner.example` in one row the short one, which means both. */
function apart(names: readonly Named[]): readonly Named[] {
  if (names.length < 2) return names
  const all = new Set(names.map(({ text }) => text.toLowerCase()))
  return names.filter(({ text }) => {
    const dot = text.indexOf('.')
    return dot < 0 || !all.has(text.slice(0, dot).toLowerCase())
  })
}
