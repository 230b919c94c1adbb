import type { HclBlock, HclNode, HclRead } from './node.ts'
import { arrow, ended, number, text as quotedText, Tokens, word } from './tokens.ts'

/** Blocks, lists, objects and brackets may nest this deep; what is deeper is skipped. */
const deepest = 60
/** Longest reference that is kept. */
const longestReference = 300
const mostSkipped = 10_000

const signs = { line: 10, '(': 40, ')': 41, '*': 42, ',': 44, '.': 46, ':': 58, '=': 61 }
const brackets = { '[': 91, ']': 93, '{': 123, '}': 125 }
const sign = { ...signs, ...brackets } as const

/** Reads HCL as Terraform writes it. What is not understood is skipped to the end of its line and named. */
export function readHcl(text: string): HclRead {
  const tokens = new Tokens(text)
  const reading = new Reading(tokens)
  const blocks: HclBlock[] = []
  const attributes = new Map<string, HclNode>()
  while (tokens.kind !== ended) {
    const before = tokens.from
    reading.statement(0, attributes, (type, labels, at) => {
      const open = tokens.from
      reading.body(0)
      blocks.push({ type, labels, at, read: () => new Reading(new Tokens(text, open)).body(0) })
    })
    if (tokens.from === before && tokens.kind !== ended) reading.skip('sign that closes nothing')
  }
  return { blocks, attributes, skipped: reading.skipped }
}

/** What is done with a block whose opening brace comes next. */
type OnBlock = (type: string, labels: readonly string[], at: number) => void

class Reading {
  readonly tokens: Tokens
  readonly skipped: { what: string; at: number }[] = []

  constructor(tokens: Tokens) {
    this.tokens = tokens
  }

  /** Goes on behind the end of the line. */
  skip(what: string): void {
    const { tokens } = this
    if (tokens.kind !== ended && this.skipped.length < mostSkipped) this.skipped.push({ what, at: tokens.at })
    // A brace may close the block that this stands in.
    const first = tokens.from
    while (tokens.kind !== ended && tokens.sign !== sign.line) {
      if (tokens.sign === sign['}'] && tokens.from > first) return
      tokens.next()
    }
  }

  /** An attribute or a block of a body. */
  statement(depth: number, into: Map<string, HclNode>, block: OnBlock): void {
    const { tokens } = this
    tokens.lines()
    const { kind, text, at } = tokens
    if (kind === ended || tokens.sign === sign['}']) return
    if (kind !== word && kind !== quotedText) return this.skip('statement')
    tokens.next()
    if (tokens.take(sign['=']) || tokens.take(sign[':'])) {
      into.set(text, this.expression(depth + 1, false))
      const over = tokens.kind === ended || tokens.sign === sign.line || tokens.sign === sign['}']
      if (!over && !tokens.take(sign[','])) this.skip('end of a value')
      return
    }
    const labels: string[] = []
    for (; tokens.kind === quotedText || tokens.kind === word; tokens.next()) labels.push(tokens.text)
    if (tokens.sign !== sign['{']) return this.skip('statement')
    block(text, labels, at)
  }

  /** The body of a block; blocks in it are lists of objects by their type. */
  body(depth: number): HclNode {
    const { tokens } = this
    const { at } = tokens
    const members = new Map<string, HclNode>()
    tokens.next()
    if (depth >= deepest) {
      this.skip('block that is nested too deep')
      return { at, value: members }
    }
    const onBlock: OnBlock = (type, labels, place) => put(members, type, labels, place, this.body(depth + 1))
    for (tokens.lines(); tokens.kind !== ended && tokens.sign !== sign['}']; tokens.lines()) {
      const before = tokens.from
      this.statement(depth + 1, members, onBlock)
      if (tokens.from === before) tokens.next()
    }
    tokens.take(sign['}'])
    return { at, value: members }
  }

  /** A value up to the end of its line, a comma or what closes around it; `inside` brackets lines do not end it. */
  expression(depth: number, inside: boolean): HclNode {
    const { tokens } = this
    const at = this.place()
    let only: HclNode | undefined
    let parts: HclNode[] | undefined
    let worked = false
    for (;;) {
      if (inside) tokens.lines()
      if (tokens.kind === ended || endsExpression(tokens.sign)) break
      const part = this.operand(depth)
      if (!part) worked = true
      else if (!only) only = part
      else if (parts) parts.push(part)
      else parts = [only, part]
    }
    return only && !parts && !worked ? only : { at, value: parts ?? (only ? [only] : []), call: '?' }
  }

  /** A literal, list, object, reference or call; nothing for an operator. */
  operand(depth: number): HclNode | undefined {
    const { tokens } = this
    const { at, text, kind, sign: code } = tokens
    tokens.next()
    if (kind === quotedText) return { at, value: text }
    if (kind === number) return { at, value: Number.isNaN(Number(text)) ? text : Number(text) }
    if (kind === word) return this.word(depth, text, at)
    if (depth >= deepest) return undefined
    if (code === sign['(']) {
      const value = this.expression(depth + 1, true)
      tokens.take(sign[')'])
      return value
    }
    if (code === sign['[']) {
      const repeated = this.isFor()
      const value = this.items(depth, sign[']'])
      return repeated ? { at, value, call: '?' } : { at, value }
    }
    return code === sign['{'] ? this.object(depth, at) : undefined
  }

  /** Items up to the bracket that closes them; what stands between items in a `for` is passed over. */
  items(depth: number, close: number): readonly HclNode[] {
    const { tokens } = this
    const items: HclNode[] = []
    for (tokens.lines(); tokens.kind !== ended && tokens.sign !== close; tokens.lines()) {
      const before = tokens.from
      if (tokens.sign === sign['}'] || (tokens.sign === sign[']'] && close === sign[')'])) break
      items.push(this.expression(depth + 1, true))
      if (!tokens.take(sign[',']) && tokens.from === before) tokens.next()
    }
    tokens.take(close)
    return items
  }

  object(depth: number, at: number): HclNode {
    const { tokens } = this
    if (this.isFor()) return { at, value: this.items(depth, sign['}']), call: '?' }
    const members = new Map<string, HclNode>()
    const keys: HclNode[] = []
    for (; tokens.kind !== ended && tokens.sign !== sign['}']; tokens.lines()) {
      const before = tokens.from
      const quoted = tokens.kind === quotedText
      const key = this.operand(depth + 1)
      if (quoted && key) keys.push(key)
      if (tokens.take(sign['=']) || tokens.take(sign[':'])) {
        const name = typeof key?.value === 'string' || typeof key?.value === 'number' ? String(key.value) : ''
        const plain = /^\$\{[\w-]+\}$/.test(name) ? name.slice(2, -1) : name
        members.set(plain, this.expression(depth + 1, false))
      }
      if (!tokens.take(sign[',']) && tokens.from === before) tokens.next()
    }
    tokens.take(sign['}'])
    return { at, value: members, keys }
  }

  /** Whether what was opened is a `for`. */
  isFor(): boolean {
    this.tokens.lines()
    return this.tokens.kind === word && this.tokens.text === 'for'
  }

  /** Where the token stands; nowhere at the end. */
  place(): number {
    return this.tokens.kind === ended ? 0 : this.tokens.at
  }

  word(depth: number, text: string, at: number): HclNode {
    if (text === 'true' || text === 'false') return { at, value: text === 'true' }
    if (text === 'null') return { at, value: null }
    if (depth < deepest && this.tokens.take(sign['(']))
      return { at, value: this.items(depth, sign[')']), call: text }
    const name = text + this.steps(depth)
    return { at, value: `\${${name.slice(0, longestReference)}}` }
  }

  /** What follows the first word of a reference: `.name`, `.0`, `.*`, `[0]`, `["web"]`. */
  steps(depth: number): string {
    const { tokens } = this
    let steps = ''
    for (;;) {
      const { from } = tokens
      if (tokens.take(sign['.'])) {
        if (tokens.kind === word) steps += `.${tokens.text}`
        else if (tokens.kind === number) steps += `.#${tokens.text}`
        else if (tokens.sign !== sign['*']) {
          tokens.back(from)
          return steps
        }
        tokens.next()
      } else if (depth < deepest && tokens.take(sign['['])) steps += this.index(depth)
      else return steps
    }
  }

  /** What stands in brackets as a step; what must be worked out is left out. */
  index(depth: number): string {
    const { tokens } = this
    const { from, kind, text } = tokens
    if (kind === number || (kind === quotedText && /^[\w-]{1,100}$/.test(text))) {
      tokens.next()
      if (tokens.take(sign[']'])) return `.#${text}`
      tokens.back(from)
    }
    this.items(depth, sign[']'])
    return ''
  }
}

/** Whether a sign ends a value: a line, a comma, what closes, or what gives a value to the next name. */
function endsExpression(code: number): boolean {
  switch (code) {
    case sign.line:
    case sign[',']:
    case sign[')']:
    case sign[']']:
    case sign['}']:
    case sign['=']:
    case arrow:
      return true
    default:
      return false
  }
}

function put(
  members: Map<string, HclNode>,
  type: string,
  labels: readonly string[],
  at: number,
  body: HclNode,
): void {
  const dynamic = type === 'dynamic' && labels[0] !== undefined
  const name = dynamic ? (labels[0] ?? type) : type
  const known = members.get(name)?.value
  const list: HclNode[] = Array.isArray(known) ? (known as HclNode[]) : []
  if (list !== known) members.set(name, { at, value: list })
  if (!dynamic || !(body.value instanceof Map)) {
    list.push({ at, value: body.value })
    return
  }
  const parts = body.value as ReadonlyMap<string, HclNode>
  const iterator = parts.get('iterator')?.value
  const each = parts.get('for_each') ?? { at, value: null }
  const named = typeof iterator === 'string' ? iterator.replace(/^\$\{|\}$/g, '') : name
  const contents = parts.get('content')?.value
  for (const content of Array.isArray(contents) ? (contents as readonly HclNode[]) : [])
    list.push({ ...content, dynamic: { iterator: named, each } })
}
