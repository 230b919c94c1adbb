import { formatSpan, parseSpan } from '../../src/lib/ip.ts'
import type { Reference } from '../../src/model/evidence.ts'
import type { EvidenceContext } from '../../src/ports/evidence-reader.ts'
import type { Dialect } from './dialect.ts'
import { type SyntheticEstate, syntheticEstate } from './estate.ts'
import { prepared } from './prepared.ts'
import type { Fact, Written } from './sheet.ts'

/** How much of what was written a reader found, and how much of what it found was written. */
export interface Score {
  readonly kind: string
  readonly files: number
  readonly facts: number
  /** Written, not found; at most a handful, for the message. */
  readonly missed: readonly string[]
  /** Found, not written. */
  readonly invented: readonly string[]
  readonly recall: number
  readonly precision: number
  readonly statements: number
  readonly understood: number
}

/** Writes the dialect from a seed, reads it back and compares. `any` names nothing and is left out on both sides. */
export async function scoreOf(dialect: Dialect, seed: number, size = 200): Promise<Score> {
  const estate = syntheticEstate(seed)
  const files = dialect.write(estate, size)
  const missed: string[] = []
  const invented: string[] = []
  let facts = 0
  let found = 0
  let statements = 0
  let understood = 0
  for (const file of files) {
    const reading = dialect.reader.read(await prepared(dialect.reader, file), contextOf(estate))
    const expected = new Set([
      ...file.facts.map((fact) => `${file.name} ${keyOfFact(fact)}`),
      ...file.flows,
      ...file.owners,
    ])
    const seen = new Set([
      ...[...reading.references].flatMap((reference) => {
        const key = keyOfReference(reference)
        return key === undefined ? [] : [`${file.name} ${key}`]
      }),
      ...[...reading.flows].map(
        ({ client, server, protocol, port }) => `${client} ${server} ${protocol}/${port}`,
      ),
      ...[...reading.owners].map(({ subject, team, person }) => `${subject}: ${team ?? person ?? '-'}`),
    ])
    facts += expected.size
    found += seen.size
    missed.push(...[...expected].filter((key) => !seen.has(key)))
    invented.push(...[...seen].filter((key) => !expected.has(key)))
    statements += reading.statements
    understood += reading.understood
  }
  return {
    kind: dialect.reader.kind,
    files: files.length,
    facts,
    missed: missed.slice(0, 5),
    invented: invented.slice(0, 5),
    recall: facts === 0 ? 0 : (facts - missed.length) / facts,
    precision: found === 0 ? 0 : (found - invented.length) / found,
    statements,
    understood,
  }
}

/** What a reader knows of the synthetic estate. */
export function contextOf(estate: SyntheticEstate): EvidenceContext {
  const names = estate.hosts.flatMap(({ name, fqdn }) => [name, fqdn])
  return {
    hostNames: new Set(names),
    domains: new Set([estate.domain]),
    hardwareAddresses: new Set(estate.hosts.map(({ mac }) => mac)),
  }
}

/** All bytes of some files. */
export function bytesOf(files: readonly Written[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes.length, 0)
}

function keyOfFact({ line, kind, role, covers }: Fact): string {
  return `${line} ${kind} ${role} ${canonical(covers)}`
}

function keyOfReference(reference: Reference): string | undefined {
  const { line, kind, role, strength, covers, matched, host } = reference
  if (strength === 'any') return undefined
  const span = parseSpan(covers ?? matched)
  return `${line} ${kind} ${role} ${span === undefined ? (host ?? matched).toLowerCase() : formatSpan(span)}`
}

function canonical(covers: string): string {
  const span = parseSpan(covers)
  return span === undefined ? covers.toLowerCase() : formatSpan(span)
}
