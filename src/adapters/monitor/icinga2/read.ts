import type { IcingaAttribute, IcingaStatement, IcingaText } from './schema.ts'
import type { IcingaToken } from './tokens.ts'

/** Words before the brace of one statement that are looked at, and signs of one path. */
const mostOfHead = 400

/** Statements of the top with their attributes. Depth is counted, not followed: nothing nests without end. */
export function statementsOf(tokens: readonly IcingaToken[]): readonly IcingaStatement[] {
  const found: IcingaStatement[] = []
  const pathEnd = pathEnds(tokens)
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]
    if (!token || token.kind === 'line' || token.text === ';') at++
    else if (isObject(token)) at = objectAt(tokens, at, pathEnd, found)
    else {
      // A statement of the top is an assignment of its own.
      const { attribute, next, keyword } = assignmentAt(tokens, at, pathEnd(at))
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

function objectAt(
  tokens: readonly IcingaToken[],
  from: number,
  pathEnd: (from: number) => number,
  found: IcingaStatement[],
): number {
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
    const { attribute, next, keyword: first } = assignmentAt(tokens, at, pathEnd(at))
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

/**
 * Where the path of an assignment ends, asked in the order of the tokens. A sign that ends one is looked for once: many
 * statements without one are not gone through again for each of them.
 */
function pathEnds(tokens: readonly IcingaToken[]): (from: number) => number {
  let end = -1
  return (from) => {
    if (end < from) {
      end = from
      while (end < tokens.length && !endsPath(tokens[end])) end++
    }
    return end
  }
}

function endsPath(token: IcingaToken | undefined): boolean {
  return token === undefined || token.kind === 'line' || /^(?:[=;{}(]|[-+*/]=)$/.test(token.text)
}

/** An assignment up to the end of its line; brackets may hold further lines. */
function assignmentAt(
  tokens: readonly IcingaToken[],
  from: number,
  pathEnd: number,
): { readonly attribute: IcingaAttribute; readonly next: number; readonly keyword: string } {
  const first = tokens[from]
  let at = Math.min(pathEnd, from + mostOfHead)
  const assigns = /^[-+*/]?=$/.test(tokens[at]?.text ?? '')
  const path = assigns ? pathOf(tokens, from, at) : ''
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
  const attribute = { path, texts, word, single: only?.kind === 'text' }
  return { attribute, next: at, keyword: first?.kind === 'word' ? first.text : '' }
}

function pathOf(tokens: readonly IcingaToken[], from: number, to: number): string {
  let path = ''
  for (let at = from; at < to && path.length < 300; at++) {
    const token = tokens[at]
    if (token?.kind === 'word' || token?.kind === 'text') path += path === '' ? token.text : `.${token.text}`
  }
  return path.slice(0, 300)
}
