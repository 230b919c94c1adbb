import type { IcingaAttribute, IcingaStatement, IcingaText } from './schema.ts'
import type { IcingaToken } from './tokens.ts'

/** Words before the brace of one statement that are looked at, and signs of one path. */
const mostOfHead = 400

/** Statements of the top with their attributes. Depth is counted, not followed: nothing nests without end. */
export function statementsOf(tokens: readonly IcingaToken[]): readonly IcingaStatement[] {
  const found: IcingaStatement[] = []
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]
    if (!token || token.kind === 'line' || token.text === ';') at++
    else if (isObject(token)) at = objectAt(tokens, at, found)
    else {
      // A statement of the top is an assignment of its own.
      const { attribute, next, keyword } = assignmentAt(tokens, at)
      const name = attribute.path.split('.').at(-1) ?? ''
      found.push({
        keyword,
        type: '',
        name,
        line: token.line,
        imports: [],
        attributes: [attribute],
        conditional: false,
      })
      at = Math.max(next, at + 1)
    }
  }
  return found
}

function isObject({ kind, text }: IcingaToken): boolean {
  return kind === 'word' && (text === 'object' || text === 'template' || text === 'apply')
}

/** The head of an object does not reach into the next statement. */
function startsAnother(token: IcingaToken | undefined): boolean {
  return token === undefined || token.text === '=' || isObject(token)
}

function objectAt(tokens: readonly IcingaToken[], from: number, found: IcingaStatement[]): number {
  const [keyword, type, named] = [tokens[from], tokens[from + 1], tokens[from + 2]]
  const imports: string[] = []
  const attributes: IcingaAttribute[] = []
  let conditional = false
  let at = from + 1
  const end = Math.min(tokens.length, from + mostOfHead)
  const texts: IcingaText[] = []
  for (; at < end && tokens[at]?.text !== '{' && !startsAnother(tokens[at]); at++) {
    const token = tokens[at]
    // What a loop of an apply rule goes through stands before its brace.
    if (token?.kind === 'text' && at > from + 2)
      texts.push({ text: token.text, line: token.line, column: token.column, key: undefined })
  }
  if (texts.length > 0) attributes.push({ path: 'for', texts, word: undefined, single: false })
  const opened = tokens[at]?.text === '{'
  if (opened) at++
  const until = opened ? tokens.length : at
  while (at < until) {
    const token = tokens[at]
    if (!token || token.text === '}') break
    if (token.kind === 'line' || token.text === ';' || token.text === ',') {
      at++
      continue
    }
    const { attribute, next, keyword: first } = assignmentAt(tokens, at)
    if (/^(?:if|else|for|while)$/.test(first)) conditional = true
    // Templates are names of their own.
    if (first === 'import') for (const { text } of attribute.texts) imports.push(text)
    else attributes.push(attribute)
    at = Math.max(next, at + 1)
  }
  const said = named?.kind === 'text' || named?.kind === 'word' ? named.text : ''
  found.push({
    keyword: keyword?.text ?? '',
    type: type?.kind === 'word' ? type.text : '',
    name: said === 'for' || said === '{' ? '' : said,
    line: keyword?.line ?? 1,
    imports,
    attributes,
    conditional,
  })
  return opened ? at + 1 : Math.max(at, from + 1)
}

/** An assignment up to the end of its line; brackets may hold further lines. */
function assignmentAt(
  tokens: readonly IcingaToken[],
  from: number,
): { readonly attribute: IcingaAttribute; readonly next: number; readonly keyword: string } {
  let path = ''
  let at = from
  const first = tokens[from]
  for (; at < Math.min(tokens.length, from + mostOfHead); at++) {
    const token = tokens[at]
    if (!token || token.kind === 'line' || /^(?:[=;{}(]|[-+*/]=)$/.test(token.text)) break
    if (token.kind === 'word' || token.kind === 'text') path += `${path === '' ? '' : '.'}${token.text}`
  }
  const assigns = /^[-+*/]?=$/.test(tokens[at]?.text ?? '')
  if (assigns) at++
  else at = from + (first?.kind === 'word' ? 1 : 0)
  const start = at
  const texts: IcingaText[] = []
  let depth = 0
  let key: string | undefined
  for (; at < tokens.length; at++) {
    const token = tokens[at]
    if (!token) break
    const { kind, text } = token
    if (depth === 0 && (kind === 'line' || text === ';' || text === ',' || text === '}')) break
    if (kind === 'text') {
      const isKey = tokens[at + 1]?.text === '='
      if (isKey) key = text
      texts.push({ text, line: token.line, column: token.column, key: isKey ? undefined : key })
    } else if (kind === 'word' && tokens[at + 1]?.text === '=') key = text
    else if (kind === 'sign') {
      if (text === '{' || text === '[' || text === '(') depth++
      else if (text === '}' || text === ']' || text === ')') depth--
      if (text === ',' || text === ';') key = undefined
      if (depth < 0) break
    } else if (kind === 'line') key = undefined
  }
  const only = at - start === 1 ? tokens[start] : undefined
  const word =
    only?.kind === 'word'
      ? { text: only.text, line: only.line, column: only.column, key: undefined }
      : undefined
  const attribute = { path: assigns ? path.slice(0, 300) : '', texts, word, single: only?.kind === 'text' }
  return { attribute, next: at, keyword: first?.kind === 'word' ? first.text : '' }
}
