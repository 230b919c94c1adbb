import { teamSlug } from '../../algebra/evidence/owner-hint.ts'
import { contains, parseSpan } from '../../lib/ip.ts'
import { wildcard } from '../../lib/wildcard.ts'
import type { OwnerRecord, Reference } from '../../model/evidence.ts'
import type { Vm } from '../../model/vm.ts'
import type { Owned } from './result.ts'

/** A line of owners.yaml: whatever all given keys match belongs to the team. `*` stands for any run of signs. */
export interface OwnerRule {
  readonly match: {
    readonly kind?: string | undefined
    readonly device?: string | undefined
    /** File or folder below the evidence. */
    readonly file?: string | undefined
    /** Address, CIDR or range. */
    readonly subnet?: string | undefined
    /** Name of a VM, network, host, rule or record. */
    readonly name?: string | undefined
  }
  readonly team: string
}

/** Other spellings of a team. */
export interface TeamName {
  readonly name: string
  readonly also: readonly string[]
}

/** What is known of owners in general; records of single subjects come with each VM. */
export interface OwnerSources {
  /** owners.yaml, first match wins. */
  readonly rules: readonly OwnerRule[]
  readonly teams: readonly TeamName[]
  /** People that CMDB and IPAM name: an artefact that names one of them names no team. */
  readonly people: readonly string[]
  /** Records of folders, their subject is `path:` and the folder. */
  readonly folders: readonly OwnerRecord[]
}

/** Answers who owns what. */
export interface OwnerDirectory {
  /** Owner of a VM: owners.yaml, CMDB, then tags, attributes and overlay. */
  ofVm(vm: Vm, addresses: readonly string[]): Owned | undefined
  /**
   * Owner of an artefact: owners.yaml, what it says itself, the head of its file, the zone's contact, CODEOWNERS, the
   * CMDB row of its device. Without an owner, `why` says why.
   */
  ofReference(reference: Reference): Owned | { readonly why: string }
  /** The team that a device or subject belongs to by owners.yaml or CMDB. */
  ofSubject(subject: string): Owned | undefined
}

interface Subject {
  readonly kind: string
  readonly names: readonly string[]
  readonly device?: string
  readonly file?: string
  readonly addresses: readonly string[]
}

/** Compiles what holds for all VMs once; the function it answers adds the records of one VM's subjects. */
export function makeOwnerDirectory(
  sources: OwnerSources,
): (records: readonly OwnerRecord[]) => OwnerDirectory {
  const canonical = teamNames(sources)
  const rules = sources.rules.map(compile)
  // As in CODEOWNERS the last line that matches decides.
  const folders = sources.folders.map((record) => ({ folder: record.subject.slice(5), record })).reverse()
  return (records) => directoryOf(sources, canonical, rules, folders, records)
}

interface Folder {
  readonly folder: string
  readonly record: OwnerRecord
}

function directoryOf(
  sources: OwnerSources,
  canonical: (name: string) => string | undefined,
  rules: readonly ((subject: Subject) => boolean)[],
  folders: readonly Folder[],
  records: readonly OwnerRecord[],
): OwnerDirectory {
  const bySubject = new Map<string, OwnerRecord>()
  for (const record of records) {
    const subject = record.subject.toLowerCase()
    if (!bySubject.has(subject)) bySubject.set(subject, record)
  }

  const byRule = (subject: Subject): Owned | undefined => {
    const index = rules.findIndex((matches) => matches(subject))
    const team = sources.rules[index]?.team
    if (team === undefined) return undefined
    return { owner: canonical(team) ?? team, basis: `rule ${index + 1} of owners.yaml` }
  }
  const byRecord = (subject: string): Owned | undefined => {
    const record = bySubject.get(subject.toLowerCase())
    if (!record) return undefined
    const owner = record.team === undefined ? undefined : canonical(record.team)
    return owner === undefined
      ? undefined
      : { owner, basis: `${record.basis} row of ${subject} (${record.file}:${record.line})` }
  }
  const byPath = (file: string): Owned | undefined => {
    for (const { folder, record } of folders) {
      const inside =
        folder === '' || file === folder || file.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
      const owner = inside ? canonical(record.team ?? '') : undefined
      if (owner !== undefined) return { owner, basis: `CODEOWNERS (${record.file}:${record.line})` }
    }
    return undefined
  }
  const byFolderName = (file: string): Owned | undefined => {
    for (const part of file.split('/').slice(0, -1).reverse()) {
      const found = byRecord(part)
      if (found) return found
    }
    return undefined
  }
  const ofSubject = (subject: string): Owned | undefined =>
    byRule({ kind: 'network', names: [subject], device: subject, addresses: [] }) ?? byRecord(subject)

  return {
    ofSubject,
    ofVm(vm, addresses) {
      const host = vm.guestHostName?.toLowerCase()
      const names = [vm.name, ...(host === undefined || host === '' ? [] : [host])]
      const decided = byRule({ kind: 'vm', names, addresses })
      if (decided) return decided
      for (const subject of [...names, ...addresses]) {
        const found = byRecord(subject)
        if (found) return found
      }
      for (const [value, basis] of [
        [vm.team, 'team of the VM'],
        [vm.owner, 'owner of the VM'],
      ] as const) {
        if (value !== undefined && value !== '') return { owner: canonical(value) ?? value, basis }
      }
      return undefined
    },
    ofReference(reference) {
      const { device, file, ownerHint: hint, ownerHintBasis: basis } = reference
      const decided = byRule({
        kind: reference.kind,
        names: [reference.name, reference.host].filter((name) => name !== undefined),
        device,
        file,
        addresses: [reference.covers ?? reference.matched],
      })
      if (decided) return decided
      // A rule that says `any` speaks of nobody in particular: whoever keeps the device answers for it.
      const keeper = byRecord(device)
      if (reference.strength === 'any' && keeper) return keeper
      if (hint !== undefined && basis !== 'contact' && basis !== 'zone-contact') {
        const owner = canonical(hint)
        return owner === undefined
          ? { why: `its ${wordOf(basis)} names ${hint}, who is no team, or is gone` }
          : { owner, basis: `its ${wordOf(basis)}` }
      }
      const soft =
        hint === undefined ? undefined : (canonical(hint) ?? canonical(hint.split('@', 1).join('')))
      if (soft !== undefined) return { owner: soft, basis: `its ${wordOf(basis)}` }
      return (
        byPath(file) ??
        keeper ??
        byFolderName(file) ?? {
          why: 'neither the artefact, nor its file, CODEOWNERS or a CMDB row says who owns it',
        }
      )
    },
  }
}

function wordOf(basis: Reference['ownerHintBasis']): string {
  switch (basis) {
    case 'tag':
      return 'tag'
    case 'description':
      return 'description'
    case 'comment':
      return 'comment'
    case 'label':
      return 'label'
    case 'contact':
      return 'contact'
    case 'zone-contact':
      return "zone's contact"
    default:
      return "file's head"
  }
}

/** Words beside a name that say that nobody is behind it any more. */
const departed = /\((?:[^()]*\b)?(?:left|closed|gone|former|retired|dissolved|until)\b[^()]*\)/i

/**
 * A spelling → the team's own name. A spelling that no list has is taken as it is, unless it is a person's name or says
 * that the person or team is gone.
 */
function teamNames(sources: OwnerSources): (name: string) => string | undefined {
  const names = new Map<string, string>()
  const add = (spelling: string, name: string): void => {
    const slug = teamSlug(spelling)
    if (slug !== '' && !names.has(slug) && !departed.test(name)) names.set(slug, name)
  }
  for (const team of sources.teams) for (const spelling of [team.name, ...team.also]) add(spelling, team.name)
  for (const rule of sources.rules) add(rule.team, rule.team)
  const people = new Set(sources.people.map(teamSlug))
  return (name) => {
    const slug = teamSlug(name)
    const known = names.get(slug)
    if (known !== undefined) return known
    if (slug === '' || departed.test(name) || people.has(slug)) return undefined
    return name.replace(/^@[^/]*\//, '').trim()
  }
}

/** Compiles a rule; one without any key matches nothing. */
function compile({ match }: OwnerRule): (subject: Subject) => boolean {
  const { kind, device, file, subnet, name } = match
  const tests: ((subject: Subject) => boolean)[] = []
  const add = (
    wanted: string | undefined,
    values: (subject: Subject) => readonly (string | undefined)[],
  ): void => {
    if (wanted === undefined) return
    const fits = globOf(wanted)
    tests.push((subject) => values(subject).some((value) => value !== undefined && fits(value)))
  }
  add(kind, (subject) => [subject.kind])
  add(device, (subject) => [subject.device])
  add(file, (subject) => [subject.file])
  add(name, (subject) => subject.names)
  const span = subnet === undefined ? undefined : parseSpan(subnet)
  if (subnet !== undefined) {
    tests.push((subject) =>
      subject.addresses.some((address) => {
        const own = parseSpan(address)
        return span !== undefined && own !== undefined && contains(span, own.low) && contains(span, own.high)
      }),
    )
  }
  return (subject) => tests.length > 0 && tests.every((holds) => holds(subject))
}

/** Whether a name fits: `*` is any run of signs, case does not count; a folder stands for everything below it. */
export function globOf(text: string): (name: string) => boolean {
  const pattern = text.toLowerCase().replace(/\/$/, '')
  const itself = wildcard(pattern)
  const below = wildcard(`${pattern}/*`)
  return (name) => {
    const plain = name.toLowerCase()
    return itself(plain) || below(plain)
  }
}

/** Whether a team's name says that it is there for security. */
export function securityTeam(name: string): boolean {
  return /\b(?:security|secops|infosec|netsec|ciso|firewall)\b/i.test(name)
}
