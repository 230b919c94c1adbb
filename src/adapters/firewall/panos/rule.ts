import { type Rule, type Side, type Statement, silentFields } from './schema.ts'

/** A rule while its lines are being read. */
export interface RuleDraft {
  readonly kind: Rule['kind']
  readonly name: string
  readonly scope: string
  readonly fields: Map<string, Side>
  readonly values: Map<string, readonly string[]>
}

/** A rule without fields. */
export function draftRule(kind: Rule['kind'], name: string, scope: string): RuleDraft {
  return { kind, name, scope, fields: new Map(), values: new Map() }
}

const valueFields: ReadonlySet<string> = new Set([
  'service',
  'application',
  'action',
  'disabled',
  'description',
  'tag',
  'negate-source',
  'negate-destination',
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
    } else if (field === 'source-translation' || /^(?:dynamic-)?destination-translation$/.test(field)) {
      at = readTranslation(rule, field, fields, at + 1, statement)
    } else if (valueFields.has(field)) {
      rule.values.set(field, [...(rule.values.get(field) ?? []), ...words(fields[++at])])
    } else if (silentFields.has(field)) {
      // Their values may be several words deep and name no address.
      if (field === 'profile-setting' || field === 'option' || field === 'target') break
      at++
    } else {
      strange = field === '' ? 'without a field' : field
      break
    }
  }
  return strange
}

function readTranslation(
  rule: RuleDraft,
  field: string,
  fields: readonly (string | readonly string[])[],
  from: number,
  statement: Statement,
): number {
  const target = field === 'source-translation' ? 'translated-source' : 'translated-destination'
  let at = from
  for (; at < fields.length; at++) {
    const word = words(fields[at])[0] ?? ''
    if (word === 'translated-address' || word === 'ip' || word === 'floating-ip') {
      addSide(rule, target, words(fields[++at]), statement)
    }
  }
  return at
}

function addSide(rule: RuleDraft, field: string, members: readonly string[], statement: Statement): void {
  const before = rule.fields.get(field)
  rule.fields.set(field, {
    members: [...(before?.members ?? []), ...members],
    line: before?.line ?? statement.line,
    text: before?.text ?? statement.text,
  })
}

/** The rule as read. */
export function finishRule(draft: RuleDraft): Rule {
  const { fields, values } = draft
  const side = (field: string, as: string): Readonly<Record<string, Side>> => {
    const found = fields.get(field)
    return found === undefined ? {} : { [as]: found }
  }
  const first = (field: string): string | undefined => values.get(field)?.[0]
  const action = first('action')
  const description = first('description')
  return {
    kind: draft.kind,
    name: draft.name,
    scope: draft.scope,
    ...side('source', 'source'),
    ...side('destination', 'destination'),
    ...side('translated-source', 'translatedSource'),
    ...side('translated-destination', 'translatedDestination'),
    negateSource: first('negate-source') === 'yes',
    negateDestination: first('negate-destination') === 'yes',
    services: values.get('service') ?? [],
    applications: values.get('application') ?? [],
    disabled: first('disabled') === 'yes',
    tags: values.get('tag') ?? [],
    ...(action === undefined ? {} : { action }),
    ...(description === undefined ? {} : { description }),
  }
}
