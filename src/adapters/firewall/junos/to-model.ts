import type { Tally } from '../../../algebra/evidence/collect.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import type { RuleOutline } from '../../../algebra/evidence/rule-outline.ts'
import { excerpt, type Line } from '../../../lib/lines.ts'
import type { Reference, Role } from '../../../model/evidence.ts'
import { type Common, referenceOf } from '../shared/reference.ts'
import type { Resolve } from '../shared/resolve.ts'
import { shadowsOf } from '../shared/shadowed.ts'
import { makeBooks, namedBy } from './books.ts'
import { servicesText } from './applications.ts'
import { literalsOf, type Where } from './literals.ts'
import type { JunosConfig, JunosRule, Placed } from './schema.ts'

/** References of all rules, told rule by rule, then the addresses of other statements as literals. */
export function* referencesOf(
  config: JunosConfig,
  file: string,
  lines: readonly Line[],
  headOwner: string | undefined,
  tally: Tally,
): Iterable<Reference> {
  const used = new Set<unknown>()
  const device = config.host ?? file
  const where = { device, file, lines, headOwner, used }
  const books = makeBooks(config, used)
  const shadows = shadowsOf(tally)
  for (const rule of config.rules.values()) {
    const teller = new RuleTeller(rule, config, books(rule.books), where, tally)
    teller.tell()
    if (teller.outline) shadows.mark(teller.found, teller.outline)
    yield* teller.found
  }
  yield* literalsOf(config, where)
}

class RuleTeller {
  readonly found: Reference[] = []
  /** What it matches, when all of it is known. */
  outline: RuleOutline | undefined
  readonly #rule: JunosRule
  readonly #config: JunosConfig
  readonly #resolve: Resolve
  readonly #where: Where
  readonly #tally: Tally
  readonly #service: ServiceText
  readonly #owner: string | undefined
  #lost = false

  constructor(rule: JunosRule, config: JunosConfig, resolve: Resolve, where: Where, tally: Tally) {
    this.#rule = rule
    this.#config = config
    this.#resolve = resolve
    this.#where = where
    this.#tally = tally
    this.#service = serviceOf(rule, config)
    const { description } = rule
    this.#owner = (description === undefined ? undefined : ownerInText(description)) ?? where.headOwner
  }

  tell(): void {
    const { kind, source, destination, either, translated, excluded, action, line } = this.#rule
    const notSource = excluded?.includes('source') === true
    const notDestination = excluded?.includes('destination') === true
    if (notSource) this.#note('negated match', source[0]?.line ?? line)
    if (notDestination) this.#note('negated match', destination[0]?.line ?? line)
    if (!notSource) this.#add(source, 'source')
    const from = this.found.length
    if (!notDestination) this.#add(destination, 'destination')
    const to = this.found.length
    if (either.length > 0) this.#add(either, 'target')
    if (kind === 'firewall-rule' && !this.#lost)
      this.outline = outlineOf(this.#rule, this.found.length, this.#service)
    if (translated.length === 0) return
    const outside = this.found.slice(from, to).filter(({ strength }) => strength !== 'any')
    // What a source is translated to stands outside: nothing stands before it.
    const via = action === 'source-nat' ? [] : outside.map(({ matched }) => matched)
    this.#add(translated, 'translated', via.length === 0 ? undefined : via)
  }

  #add(side: readonly Placed[], role: Role, via?: readonly string[]): void {
    const { device, file, lines, headOwner, used } = this.#where
    const { kind, name, action, inactive, scheduler } = this.#rule
    const owner = this.#owner
    for (const placed of side) {
      const { line } = placed
      const named = namedBy(placed, this.#config, this.#resolve, used, (what) => this.#note(what, line))
      if (named.length === 0) continue
      const common: Common = {
        kind,
        device,
        file,
        line,
        text: excerpt(lines[line - 1]?.text.trim() ?? ''),
        name,
        service: this.#service.text,
        action,
        disabled: inactive,
        via,
        ownerHint: owner,
        ownerHintBasis: owner === undefined ? undefined : owner === headOwner ? 'file-head' : 'description',
        expires: scheduler === undefined ? undefined : this.#config.schedules.get(scheduler),
      }
      for (const one of named) this.found.push(referenceOf(common, role, one))
    }
  }

  #note(what: string, line: number): void {
    this.#lost = true
    this.#tally.note(what, this.#where.lines[line - 1] ?? { number: line, text: '' })
  }
}

/** Services of a rule, and whether they say all that it asks for. */
interface ServiceText {
  readonly text: string | undefined
  readonly inexact: boolean
}

function serviceOf(rule: JunosRule, { services }: JunosConfig): ServiceText {
  if (rule.applications.length > 0) return servicesText(rule.applications, services)
  const { protocols, ports } = rule
  const [only] = protocols
  if (ports.length === 0)
    return { text: only && protocols.join(','), inexact: protocols.some((one) => one.startsWith('icmp')) }
  const numbers = ports.every((port) => /^[\d-]+$/.test(port))
  const text = (only === undefined ? ['any'] : protocols).map((one) => `${one}/${ports.join(',')}`).join(',')
  return { text, inexact: !numbers || only === undefined }
}

function outlineOf(rule: JunosRule, to: number, service: ServiceText): RuleOutline {
  const ends = /^(?:permit|deny|reject|accept|discard)$/.test(rule.action ?? '')
  return {
    policy: rule.list,
    name: rule.name,
    line: rule.line,
    action: rule.action ?? '',
    from: 0,
    to,
    source: rule.source.length > 0 ? 'listed' : 'any',
    destination: rule.destination.length > 0 ? 'listed' : 'any',
    service: service.text,
    conditions: rule.conditions,
    narrowed: rule.narrowed || service.inexact || !ends || rule.scheduler !== undefined,
    apart: rule.inactive || rule.either.length > 0,
  }
}
