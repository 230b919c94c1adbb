import type { Tally } from '../../../algebra/evidence/collect.ts'
import { makeReference } from '../../../algebra/evidence/reference.ts'
import type { Reference, Role } from '../../../model/evidence.ts'
import { type Named, nameOfLiteral } from '../shared/naming.ts'
import type { MaskedPlaces } from '../../../algebra/evidence/places.ts'
import { tellShadowed } from '../shared/shadowed.ts'
import { balancerReferences, type ToldName } from './balancer-references.ts'
import { outlinesOf, type ToldRule } from './outline.ts'
import { makeResolver, memberBudget } from '../shared/resolve.ts'
import { noteMark, type NsxPolicyTree, type NsxRule, type Placed } from './schema.ts'
import { servicesText } from './services.ts'

/** References of all rules, and the addresses of settings as literals. */
export function referencesOf(
  tree: NsxPolicyTree,
  file: string,
  places: MaskedPlaces,
  tally: Tally,
): readonly Reference[] {
  const found: Reference[] = []
  const told: ToldRule[] = []
  const nameOfPath = (path: string): string =>
    tree.groups.get(path)?.name ?? tree.segments.get(path)?.name ?? places.plain(path)
  const resolve = makeResolver(
    {
      object: (name) => {
        if (name.startsWith(noteMark)) return name.slice(noteMark.length)
        return nameOfLiteral(name)
      },
      group: (name) => {
        const group = tree.groups.get(name) ?? tree.segments.get(name)
        ;(group ? tree.used : tree.asked).add(name)
        return group?.members
      },
    },
    memberBudget(),
  )
  /** Display names for the paths of groups; members of one group share one list. */
  const shown = memoOf((path: readonly string[]) => path.map(nameOfPath))
  const asTold = ({ matched, strength, covers, host, path }: Named): ToldName => ({
    matched: host === undefined ? matched : places.plain(matched),
    // A machine that is named is found by its name, whatever group names it.
    strength: host === undefined ? strength : 'name',
    covers,
    host,
    path: path === undefined ? undefined : shown(path),
  })
  const add = (
    rule: NsxRule,
    side: readonly Placed[],
    role: Role,
    via?: readonly string[],
  ): readonly string[] => {
    const names: string[] = []
    for (const { text, at } of side) {
      const line = places.lineAt(at)
      const literal = nameOfLiteral(text)
      const members = literal
        ? [literal]
        : resolve([text], (what) => {
            lost = true
            tally.note(what, line)
          })
      for (const one of members) {
        if (one.strength !== 'any') names.push(one.matched)
        const { matched, strength, covers, host, path } = asTold(one)
        found.push(
          makeReference({
            kind: rule.kind,
            device: file,
            file,
            line: line.number,
            text: line.text.slice(0, 400),
            matched,
            strength,
            role,
            name: rule.name,
            service: serviceOf(rule),
            action: rule.action,
            disabled: rule.disabled,
            covers,
            host,
            path,
            via,
            ownerHint: rule.owner?.name,
            ownerHintBasis: rule.owner?.basis,
            expires: rule.scheduler === undefined ? undefined : tree.schedules.get(rule.scheduler),
            hits: tree.hits.get(rule.path),
          }),
        )
      }
    }
    return names
  }
  const serviceOf = memoOf((rule: NsxRule) => servicesText(rule.services, tree.services, tree.asked))
  let lost = false
  for (const rule of tree.rules) {
    const from = found.length
    lost = rule.sourcesExcluded || rule.destinationsExcluded
    const excluded = (side: readonly Placed[]): readonly Placed[] => {
      tally.note('negated match', places.lineAt(side[0]?.at ?? rule.at))
      return []
    }
    add(rule, rule.sourcesExcluded ? excluded(rule.sources) : rule.sources, 'source')
    const outside = add(
      rule,
      rule.destinationsExcluded ? excluded(rule.destinations) : rule.destinations,
      'destination',
    )
    if (rule.kind === 'firewall-rule' && !lost)
      told.push({ rule, from, to: found.length, service: serviceOf(rule) })
    add(rule, rule.scope, 'target')
    // What a source is translated to stands outside, so nothing stands before it.
    add(rule, rule.translated, 'translated', rule.action === 'snat' ? undefined : outside)
  }
  tellShadowed(found, outlinesOf(told, tree, found, places), tally)
  for (const one of balancerReferences(tree.balancing, { file, places, tally, resolve, asTold }))
    found.push(one)
  for (const { text, at } of tree.literals) {
    const line = places.lineAt(at)
    const named = nameOfLiteral(text)
    if (!named) continue
    found.push(
      makeReference({
        ...named,
        kind: 'config-literal',
        device: file,
        file,
        line: line.number,
        text: line.text.slice(0, 400),
        role: 'literal',
      }),
    )
  }
  return found
}

/** Remembers the answer for the last argument: one rule is asked for again and again. */
function memoOf<Given, Answer>(answer: (given: Given) => Answer): (given: Given) => Answer {
  let last: { readonly given: Given; readonly answer: Answer } | undefined
  return (given) => {
    if (last?.given !== given) last = { given, answer: answer(given) }
    return last.answer
  }
}
