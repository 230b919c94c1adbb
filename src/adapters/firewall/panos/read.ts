import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { readBraces } from './braces.ts'
import { type Draft, endOfSchedule, finishDraft, newDraft } from './draft.ts'
import { draftRule, type RuleDraft, readRuleFields } from './rule.ts'
import {
  addressKinds,
  otherBooks,
  type PanosConfiguration,
  sharedFields,
  type Statement,
  settingParts,
} from './schema.ts'
import { readSetStatements } from './statements.ts'
import { many, one, type Word } from './words.ts'

/** Reads a configuration in set form or in braces. What is not known is counted by kind; its addresses stay as literals. */
export function readPanos(lines: Iterable<Line>, tally: Tally): PanosConfiguration {
  const draft = newDraft()
  const take = (statement: Statement): void =>
    readStatement(statement, { number: statement.line, text: statement.text }, draft, tally)
  if (isBraced(lines)) readBraces(lines, take)
  else
    readSetStatements(lines, take, (line, word) => {
      tally.unknown(verbs.has(word) ? `${word} statement` : 'not a set statement', line)
      draft.settings.push({ line: line.number, text: line.text })
    })
  return finishDraft(draft)
}

/** What changes a configuration in other ways; an export has none of these. */
const verbs = new Set(['delete', 'move', 'rename', 'copy', 'edit'])

/** The first line that says something tells: braces open, or a statement begins with `set`. */
function isBraced(lines: Iterable<Line>): boolean {
  for (const { number, text } of lines) {
    if (number > 500) break
    if (/^\s*(?:\S{1,200}[#>]\s*)?set\s/.test(text)) return false
    if (/^\s*["\w][^#!]{0,300}\{\s*$/.test(text)) return true
  }
  return false
}

function readStatement(statement: Statement, line: Line, draft: Draft, tally: Tally): void {
  const { words, scope } = statement
  const part = one(words[0])
  const name = one(words[1])
  switch (part) {
    case 'address':
      return readAddress(statement, line, draft, tally)
    case 'address-group': {
      if (one(words[2]) === 'static') {
        const before = draft.groups.get(scope, name)?.members ?? []
        draft.groups.set(scope, name, { name, members: [...before, ...many(words[3])] })
        return tally.known()
      }
      if (one(words[2]) === 'dynamic') {
        draft.groups.set(scope, name, { name, members: [], filter: one(words[4]) })
        return tally.known()
      }
      if (isAside(statement, draft)) return tally.known()
      return tally.unknown(`address-group ${one(words[2])}`, line)
    }
    case 'service': {
      const protocol = one(words[3])
      if (one(words[2]) !== 'protocol' && one(words[2]) !== '') return tally.known()
      if (one(words[4]) === 'port') draft.services.set(scope, name, `${protocol}/${many(words[5]).join(',')}`)
      // The ports of the source may stand on a line of their own, behind or before.
      if (words.some((word) => one(word) === 'source-port'))
        draft.sourcePorts.add(draft.services.get(scope, name) ?? protocol)
      return tally.known()
    }
    case 'service-group': {
      const members = many(words[one(words[2]) === 'members' ? 3 : 2])
      draft.serviceGroups.set(scope, name, members)
      return tally.known()
    }
    case 'schedule': {
      const ends = endOfSchedule(many(words[4]))
      if (one(words[3]) === 'non-recurring' && ends !== undefined) draft.schedules.set(scope, name, ends)
      return tally.known()
    }
    case 'parent-dg':
      draft.parents.set(scope, `device-group ${name}`)
      return tally.known()
    case 'rulebase':
    case 'pre-rulebase':
    case 'post-rulebase':
    case 'default-security-rules':
      return readRulebase(statement, line, draft, tally)
    default:
      for (const { number, text } of [line, ...statement.more]) draft.settings.push({ line: number, text })
      if (part === 'deviceconfig' && one(words[2]) === 'hostname') {
        // What a template names is another device.
        if (scope.startsWith('template')) draft.hostName ??= one(words[3])
        else {
          draft.hostName = one(words[3])
          draft.devices++
        }
      }
      if (settingParts.has(part)) tally.known()
      else tally.unknown(part === '' ? 'empty statement' : part, line)
  }
}

function readAddress(statement: Statement, line: Line, draft: Draft, tally: Tally): void {
  const { words, scope } = statement
  const name = one(words[1])
  const field = one(words[2])
  const kind = addressKinds.find((known) => known === field)
  const value = one(words[3])
  if (kind !== undefined && value !== '') {
    draft.addresses.set(scope, name, { name, kind, value, line: line.number, text: line.text })
    return tally.known()
  }
  if (field === 'tag') {
    draft.tags.set(scope, name, [...(draft.tags.get(scope, name) ?? []), ...many(words[3])])
  }
  if (isAside(statement, draft) || field === '') return tally.known()
  return tally.unknown(`address ${field}`, line)
}

/** Whether a field says nothing of what an object covers; addresses in a description are literals. */
function isAside({ words, line, text, more }: Statement, draft: Draft): boolean {
  const field = one(words[2])
  if (field === 'description' && words.length > 3)
    for (const one of [{ number: line, text }, ...more])
      draft.settings.push({ line: one.number, text: one.text })
  return field === 'description' || field === 'tag' || field === 'disable-override'
}

function readRulebase(statement: Statement, line: Line, draft: Draft, tally: Tally): void {
  const { words, scope } = statement
  const book = one(words[0])
  const kind = one(words[1])
  const name = one(words[3])
  if (kind === 'default-security-rules') return tally.known()
  const other = otherBooks.has(kind)
  if (other && one(words[2]) === 'rules' && !sharedFields.has(one(words[4]))) {
    draft.settings.push({ line: line.number, text: line.text })
    return tally.known()
  }
  if ((kind !== 'security' && kind !== 'nat' && !other) || one(words[2]) !== 'rules' || name === '') {
    draft.settings.push({ line: line.number, text: line.text })
    return tally.unknown(`${book} ${kind}`, line)
  }
  const rule = ruleNamed(draft, kind, name, scope, book)
  // Some exports say the identity of a rule behind its name.
  const fields = isUuid(one(words[4])) ? 5 : 4
  const strange = readRuleFields(rule, words.slice(fields), statement)
  if (strange === undefined) tally.known()
  else tally.unknown(`${kind} rule ${strange}`, line)
  literalsBeside(words.slice(fields), statement, strange, draft)
}

/** The rule that a statement is of; most often that of the statement before. */
function ruleNamed(draft: Draft, kind: string, name: string, scope: string, book: string): RuleDraft {
  const { last } = draft
  if (last && last.listed === name && last.list === kind && last.scope === scope && last.book === book)
    return last
  const key = `${scope}\n${name}\n${book} ${kind}`
  let rule = draft.rules.get(key)
  if (!rule) draft.rules.set(key, (rule = draftRule(kind, name, scope, book)))
  draft.last = rule
  return rule
}

/** Addresses of a rule that are none of its sides: those in its description, and behind what is not known. */
function literalsBeside(
  words: readonly Word[],
  { line, text, more }: Statement,
  strange: string | undefined,
  draft: Draft,
): void {
  const from = words.findIndex((word) => word === 'description' || (word !== '' && word === strange))
  if (from < 0) return
  const beside = words.slice(from + 1, one(words[from]) === strange ? words.length : from + 2)
  const shown = more.length > 0 ? `${text} …` : text
  draft.settings.push({ line, text: beside.flatMap(many).join(' '), shown })
}

function isUuid(word: string): boolean {
  return word.length === 36 && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(word)
}
