import type { Tally } from '../../../algebra/evidence/collect.ts'
import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import { excerpt } from '../../../lib/lines.ts'
import type { Reference, Role } from '../../../model/evidence.ts'
import { literalReference } from '../shared/literal.ts'
import type { Named } from '../shared/naming.ts'
import { shadowsOf } from '../shared/shadowed.ts'
import { deepest, lookUp, makeMembers, nameOfObject } from './members.ts'
import { outlineOf } from './outline.ts'
import type { AddressObject, PanosConfiguration, Rule, Side } from './schema.ts'

/** References of all rules, and literals of the settings. Notes what a rule names but nobody defines. */
export function* referencesOf(
  configuration: PanosConfiguration,
  file: string,
  headOwner: string | undefined,
  tally: Tally,
): Iterable<Reference> {
  const device = configuration.hostName ?? file
  const shadows = shadowsOf(tally)
  const used = new Set<AddressObject>()
  const membersOf = makeMembers(configuration, used)
  for (const rule of configuration.rules) {
    // Two device groups may each have a rule of that name.
    const name = rule.scope === '' ? rule.name : `${rule.scope}: ${rule.name}`
    const owner = ownerOf(rule, headOwner)
    const { service } = serviceOf(rule, configuration)
    const vrf = rule.scope.startsWith('vsys ') ? rule.scope.slice(5) : undefined
    const expires =
      rule.schedule === undefined
        ? undefined
        : lookUp(configuration, configuration.schedules, rule.scope, rule.schedule)
    const found: Reference[] = []
    const lost = new Set<'source' | 'destination'>()
    const add = (
      sides: readonly Side[],
      role: Role,
      negated: boolean,
      via?: readonly string[],
    ): readonly Named[] => {
      const all: Named[] = []
      for (const side of sides) {
        const line = { number: side.line, text: side.text }
        if (negated) {
          tally.note('negated match', line)
          continue
        }
        const text = excerpt(side.text)
        const named = membersOf(side, rule.scope, (what) => {
          if (role === 'source' || role === 'destination') lost.add(role)
          tally.note(what, line)
        })
        for (const one of named) {
          found.push(
            makeReference({
              kind: rule.kind,
              device,
              file,
              line: side.line,
              text,
              matched: one.matched,
              strength: one.strength,
              role,
              name,
              service,
              action: rule.action,
              disabled: rule.disabled,
              covers: one.covers,
              host: one.host,
              path: one.path,
              via,
              vrf,
              expires,
              ownerHint: owner.ownerHint,
              ownerHintBasis: owner.ownerHintBasis,
            }),
          )
        }
        all.push(...named)
      }
      return all
    }
    add(rule.source, 'source', rule.negateSource)
    const outside = add(rule.destination, 'destination', rule.negateDestination)
    if (rule.kind === 'firewall-rule')
      shadows.mark(found, outlineOf(rule, configuration, { name, service, from: 0, to: found.length, lost }))
    const before = outside.filter(({ strength }) => strength !== 'any').map(({ matched }) => matched)
    add(rule.translatedDestination, 'translated', false, before)
    add(rule.translatedSource, 'translated', false)
    yield* found
  }
  for (const [, , object] of configuration.addresses) {
    const named = used.has(object) ? undefined : nameOfObject(object)
    if (!named || named.strength === 'any') continue
    const { line, text, name } = object
    yield literalReference(named, { device, file, line, text: excerpt(text), name, headOwner })
  }
  for (const { line, text, shown } of configuration.settings) {
    for (const literal of literalsIn(text)) {
      // A column counts in the line, not in a value of it.
      const column = shown === undefined ? literal.column : undefined
      const place = { device, file, line, text: excerpt(shown ?? text), column, headOwner }
      yield literalReference(partsOfLiteral(literal), place)
    }
  }
}

function ownerOf(rule: Rule, headOwner: string | undefined): Partial<Reference> {
  for (const tag of rule.tags) {
    const owner = ownerInText(tag)
    if (owner !== undefined) return { ownerHint: owner, ownerHintBasis: 'tag' }
  }
  const described = rule.description === undefined ? undefined : ownerInText(rule.description)
  if (described !== undefined) return { ownerHint: described, ownerHintBasis: 'description' }
  return headOwner === undefined ? {} : { ownerHint: headOwner, ownerHintBasis: 'file-head' }
}

function serviceOf(rule: Rule, configuration: PanosConfiguration): { readonly service?: string } {
  const services = new Set<string>()
  const add = (name: string, depth: number): void => {
    const group = lookUp(configuration, configuration.serviceGroups, rule.scope, name)
    if (group && depth < deepest) for (const member of group) add(member, depth + 1)
    else services.add(lookUp(configuration, configuration.services, rule.scope, name) ?? stock(name))
  }
  for (const name of rule.services) add(name, 0)
  const named = [...services].filter((service) => service !== 'application-default')
  if (named.length > 0) return { service: named.join(',') }
  return rule.applications.length > 0 ? { service: rule.applications.join(',') } : {}
}

function stock(name: string): string {
  if (name === 'service-http') return 'tcp/80,8080'
  return name === 'service-https' ? 'tcp/443' : name
}
