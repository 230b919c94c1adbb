import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { type Draft, endOfSchedule, finishDraft, newDraft, objectKey } from './draft.ts'
import { draftRule, readRuleFields } from './rule.ts'
import {
  addressKinds,
  otherBooks,
  type PanosConfiguration,
  sharedFields,
  type Statement,
  settingParts,
} from './schema.ts'

/** Reads a configuration in set form. What is not known is counted by kind; its addresses stay as literals. */
export function readPanos(lines: readonly Line[], tally: Tally): PanosConfiguration {
  const draft = newDraft()
  for (const line of lines) {
    const text = line.text.trim()
    if (text === '' || text.startsWith('#') || text.startsWith('!')) continue
    const statement = parseStatement(line)
    if (statement) readStatement(statement, line, draft, tally)
    else tally.unknown('not a set statement', line)
  }
  return finishDraft(draft)
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
        const key = objectKey(scope, name)
        const before = draft.groups.get(key)?.members ?? []
        draft.groups.set(key, { name, members: [...before, ...many(words[3])] })
        return tally.known()
      }
      if (one(words[2]) === 'dynamic') {
        draft.groups.set(objectKey(scope, name), { name, members: [], dynamic: true })
        return tally.known()
      }
      if (one(words[2]) === 'description' || one(words[2]) === 'tag') return tally.known()
      return tally.unknown(`address-group ${one(words[2])}`, line)
    }
    case 'service': {
      const protocol = one(words[3])
      if (one(words[2]) !== 'protocol' && one(words[2]) !== '') return tally.known()
      const key = objectKey(scope, name)
      if (one(words[4]) === 'port') draft.services.set(key, `${protocol}/${many(words[5]).join(',')}`)
      // The ports of the source may stand on a line of their own, behind or before.
      if (words.some((word) => one(word) === 'source-port'))
        draft.sourcePorts.add(draft.services.get(key) ?? protocol)
      return tally.known()
    }
    case 'service-group': {
      const members = many(words[one(words[2]) === 'members' ? 3 : 2])
      draft.serviceGroups.set(objectKey(scope, name), members)
      return tally.known()
    }
    case 'schedule': {
      const ends = endOfSchedule(many(words[4]))
      if (one(words[3]) === 'non-recurring' && ends !== undefined)
        draft.schedules.set(objectKey(scope, name), ends)
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
      draft.settings.push({ line: line.number, text: line.text })
      if (part === 'deviceconfig' && one(words[2]) === 'hostname') {
        draft.hostName = one(words[3])
        if (!scope.startsWith('template')) draft.devices++
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
    draft.addresses.set(objectKey(scope, name), { name, kind, value, line: line.number, text: line.text })
    return tally.known()
  }
  if (field === 'description' || field === 'tag' || field === '') return tally.known()
  return tally.unknown(`address ${field}`, line)
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
  const key = `${objectKey(scope, name)}\n${book} ${kind}`
  let rule = draft.rules.get(key)
  if (!rule) {
    rule = draftRule(
      kind === 'nat' ? 'nat-rule' : 'firewall-rule',
      other ? `${kind} ${name}` : name,
      scope,
      book,
    )
    draft.rules.set(key, rule)
  }
  const strange = readRuleFields(rule, words.slice(4), statement)
  if (strange === undefined) tally.known()
  else tally.unknown(`${kind} rule ${strange}`, line)
}

/** One word, or the first of a list; empty when missing. */
function one(word: string | readonly string[] | undefined): string {
  return typeof word === 'string' ? word : (word?.[0] ?? '')
}

/** The words of a list, or one word as a list. */
function many(word: string | readonly string[] | undefined): readonly string[] {
  if (word === undefined) return []
  return typeof word === 'string' ? [word] : word
}

function parseStatement(line: Line): Statement | undefined {
  const words = splitWords(line.text)
  if (one(words[0]) !== 'set') return undefined
  let at = 1
  let scope = ''
  // Panorama's own tree and its templates wrap a whole configuration: `template T config devices D vsys V …`.
  for (;;) {
    const word = one(words[at])
    if (word === 'config' || word === 'readonly') at++
    else if (word === 'devices' && words.length > at + 2) at += 2
    else if (word === 'shared') {
      if (scope === '') scope = 'shared'
      at++
    } else if (/^(?:device-group|vsys|template|template-stack)$/.test(word) && words.length > at + 2) {
      // All that a template holds is of the template, whatever virtual system it is for.
      if (!scope.startsWith('template')) scope = `${word} ${one(words[at + 1])}`
      at += 2
    } else break
  }
  return { line: line.number, text: line.text, scope, words: words.slice(at) }
}

/** Words at blanks; double quotes keep blanks, `[ a b ]` becomes one list. */
function splitWords(text: string): readonly (string | readonly string[])[] {
  const words: (string | readonly string[])[] = []
  let list: string[] | undefined
  let at = 0
  while (at < text.length) {
    const sign = text.charAt(at)
    if (/\s/.test(sign)) {
      at++
      continue
    }
    if (sign === '[' && list === undefined) {
      list = []
      at++
      continue
    }
    if (sign === ']' && list !== undefined) {
      words.push(list)
      list = undefined
      at++
      continue
    }
    let word = ''
    if (sign === '"') {
      let end = at + 1
      while (end < text.length && text.charAt(end) !== '"') {
        if (text.charAt(end) === '\\') end++
        word += text.charAt(end)
        end++
      }
      at = end + 1
    } else {
      let end = at
      while (end < text.length && !/\s/.test(text.charAt(end))) end++
      word = text.slice(at, end)
      at = end
    }
    if (list) list.push(word)
    else words.push(word)
  }
  if (list) words.push(list)
  return words
}
