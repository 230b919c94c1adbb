import type { Line } from '../../../lib/lines.ts'
import { conditionFields, otherBooks, type Rule, type Side, type Statement, silentFields } from './schema.ts'

/** A rule while its lines are being read. */
export interface RuleDraft {
  readonly kind: Rule['kind']
  readonly name: string
  /** The list that it is of, and its name there. */
  readonly list: string
  readonly listed: string
  readonly scope: string
  readonly book: string
  readonly fields: Map<string, Side[]>
  readonly values: Map<string, readonly string[]>
}

/** A rule without fields, of a list such as `security` or `pbf`. */
export function draftRule(list: string, listed: string, scope: string, book: string): RuleDraft {
  const kind = list === 'nat' ? 'nat-rule' : 'firewall-rule'
  const name = otherBooks.has(list) ? `${list} ${listed}` : listed
  return { kind, name, list, listed, scope, book, fields: new Map(), values: new Map() }
}

/** Fields whose words matter. */
export const valueFields: ReadonlySet<string> = new Set([
  'service',
  'application',
  'action',
  'disabled',
  'description',
  'tag',
  'negate-source',
  'negate-destination',
  'schedule',
  ...conditionFields,
])

function words(word: string | readonly string[] | undefined): readonly string[] {
  if (word === undefined) return []
  return typeof word === 'string' ? [word] : word
}

/** Reads the fields that one statement gives; returns the name of a field that is not known. */
export function readRuleFields(
  rule: RuleDraft,
  fields: readonly (string | readonly string[])[],
  statement: Statement,
): string | undefined {
  let strange: string | undefined
  for (let at = 0; at < fields.length; at++) {
    const field = words(fields[at])[0] ?? ''
    if (field === 'source' || field === 'destination') {
      addSide(rule, field, words(fields[++at]), statement)
    } else if (isTranslation(field)) {
      at = readTranslation(rule, field, fields, at + 1, statement)
    } else if (valueFields.has(field)) {
      const before = rule.values.get(field)
      const said = words(fields[++at])
      rule.values.set(field, before ? [...before, ...said] : said)
    } else if (silentFields.has(field)) {
      // Their values may be several words deep and name no address.
      if (field === 'target' && fields.some((word) => words(word)[0] === 'devices')) narrow(rule)
      if (field === 'profile-setting' || field === 'option' || field === 'target') break
      at++
    } else {
      strange = field === '' ? 'without a field' : field
      narrow(rule)
      break
    }
  }
  return strange
}

/** The address of an interface, which is written with the length of its subnet. */
export function ownAddress(word: string): string {
  return word.replace(/\/\d{1,3}$/, '')
}

/** Says that a rule may match less than its sides and services say. */
export function narrow(rule: RuleDraft): void {
  rule.values.set('narrowed', ['yes'])
}

/** Fields that may follow a translation on the same line. */
const ruleEnd = new Set(['from', 'to', 'to-interface', 'nat-type', 'target', 'group-tag', 'uuid'])

function isTranslation(field: string): boolean {
  return field === 'source-translation' || /^(?:dynamic-)?destination-translation$/.test(field)
}

function targetOf(field: string): string {
  return field === 'source-translation' ? 'translated-source' : 'translated-destination'
}

function readTranslation(
  rule: RuleDraft,
  field: string,
  fields: readonly (string | readonly string[])[],
  from: number,
  statement: Statement,
): number {
  let target = targetOf(field)
  let at = from
  for (; at < fields.length; at++) {
    const word = words(fields[at])[0] ?? ''
    if (isTranslation(word)) target = targetOf(word)
    else if (word === 'source' || word === 'destination' || valueFields.has(word) || ruleEnd.has(word))
      return at - 1
    else if (word === 'translated-address') addSide(rule, target, words(fields[++at]), statement)
    else if (word === 'ip' || word === 'floating-ip')
      addSide(rule, target, words(fields[++at]).map(ownAddress), statement)
  }
  return at
}

/** The line of a statement over several that has the first of the members. */
function lineOf(
  members: readonly string[],
  line: number,
  text: string,
  more: readonly Line[],
): Pick<Side, 'line' | 'text'> {
  const [first] = members
  const found =
    first === undefined || text.includes(first) ? undefined : more.find((one) => one.text.includes(first))
  return found ? { line: found.number, text: found.text } : { line, text }
}

/** Adds members of one side, with the line that says them. */
export function addSide(
  rule: RuleDraft,
  field: string,
  members: readonly string[],
  from: Pick<Side, 'line' | 'text'> & Partial<Pick<Statement, 'more'>>,
): void {
  const { line, text } =
    from.more && from.more.length > 0 ? lineOf(members, from.line, from.text, from.more) : from
  const before = rule.fields.get(field)
  if (before) before.push({ members, line, text })
  else rule.fields.set(field, [{ members, line, text }])
}

/** The rule as read. */
export function finishRule(draft: RuleDraft): Rule {
  const { fields, values } = draft
  const side = (field: string): readonly Side[] => fields.get(field) ?? []
  const first = (field: string): string | undefined => values.get(field)?.[0]
  const action = first('action')
  const description = first('description')
  const schedule = first('schedule')
  return {
    kind: draft.kind,
    name: draft.name,
    scope: draft.scope,
    source: side('source'),
    destination: side('destination'),
    translatedSource: side('translated-source'),
    translatedDestination: side('translated-destination'),
    negateSource: first('negate-source') === 'yes',
    negateDestination: first('negate-destination') === 'yes',
    services: values.get('service') ?? [],
    applications: values.get('application') ?? [],
    disabled: first('disabled') === 'yes',
    tags: values.get('tag') ?? [],
    book: draft.book,
    conditions: conditionsOf(values),
    narrowed: values.has('narrowed'),
    ...(action === undefined ? {} : { action }),
    ...(description === undefined ? {} : { description }),
    ...(schedule === undefined ? {} : { schedule }),
  }
}

const conditions: readonly string[] = [...conditionFields, 'application']
const noConditions: Rule['conditions'] = new Map()

function conditionsOf(values: RuleDraft['values']): Rule['conditions'] {
  let found: Map<string, readonly string[]> | undefined
  for (const field of conditions) {
    const asked = values.get(field)
    if (asked && !asked.includes('any') && !asked.includes('universal'))
      found = (found ?? new Map()).set(field, asked)
  }
  return found ?? noConditions
}
