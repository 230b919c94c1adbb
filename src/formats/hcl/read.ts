import type { HclBlock, HclNode, HclRead } from './node.ts'
import { type Token, tokensOf } from './tokens.ts'

/** Blocks, lists, objects and brackets may nest this deep; what is deeper is skipped. */
const deepest = 60
/** Longest reference that is kept. */
const longestReference = 300

/** Reads HCL as Terraform writes it. What is not understood is skipped to the end of its line and named. */
export function readHcl(text: string): HclRead {
  const reading = new Reading(tokensOf(text))
  const blocks: HclBlock[] = []
  const attributes = new Map<string, HclNode>()
  while (reading.token) {
    const before = reading.next
    reading.statement(0, attributes, (block) => blocks.push(block))
    if (reading.next === before) reading.skip('sign that closes nothing')
  }
  return { blocks, attributes, skipped: reading.skipped }
}

class Reading {
  readonly tokens: readonly Token[]
  next = 0
  readonly skipped: { what: string; at: number }[] = []

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  get token(): Token | undefined {
    return this.tokens[this.next]
  }

  is(sign: string): boolean {
    const token = this.tokens[this.next]
    return token !== undefined && (token.kind === 'sign' || token.kind === 'line') && token.text === sign
  }

  take(sign: string): boolean {
    if (!this.is(sign)) return false
    this.next++
    return true
  }

  lines(): void {
    while (this.is('\n')) this.next++
  }

  /** Goes on behind the end of the line. */
  skip(what: string): void {
    const at = this.token?.at
    if (at !== undefined && this.skipped.length < 10_000) this.skipped.push({ what, at })
    // A brace may close the block that this stands in.
    const first = this.next
    while (this.token && !this.is('\n') && !(this.is('}') && this.next > first)) this.next++
  }

  /** An attribute or a block of a body. */
  statement(depth: number, into: Map<string, HclNode>, block: (block: HclBlock) => void): void {
    this.lines()
    const { token } = this
    if (!token || this.is('}')) return
    if (token.kind !== 'word' && token.kind !== 'text') return this.skip('statement')
    this.next++
    if (this.take('=') || this.take(':')) {
      into.set(token.text, this.expression(depth + 1, false))
      if (this.token && !this.is('\n') && !this.is('}') && !this.take(',')) this.skip('end of a value')
      return
    }
    const labels: string[] = []
    for (
      let label = this.token;
      label && (label.kind === 'text' || label.kind === 'word');
      label = this.token
    ) {
      labels.push(label.text)
      this.next++
    }
    if (!this.is('{')) return this.skip('statement')
    block({ type: token.text, labels, at: token.at, body: this.body(depth) })
  }

  /** The body of a block; blocks in it are lists of objects by their type. */
  body(depth: number): HclNode {
    const at = this.token?.at ?? 0
    const members = new Map<string, HclNode>()
    this.next++
    if (depth >= deepest) {
      this.skip('block that is nested too deep')
      return { at, value: members }
    }
    for (this.lines(); this.token && !this.is('}'); this.lines()) {
      const before = this.next
      this.statement(depth + 1, members, (block) => put(members, block))
      if (this.next === before) this.next++
    }
    this.take('}')
    return { at, value: members }
  }

  /** A value up to the end of its line, a comma or what closes around it; `inside` brackets lines do not end it. */
  expression(depth: number, inside: boolean): HclNode {
    const at = this.token?.at ?? 0
    const parts: HclNode[] = []
    let worked = false
    for (;;) {
      if (inside) this.lines()
      const { token } = this
      if (!token || this.is('\n') || this.is(',') || this.is(')') || this.is(']') || this.is('}')) break
      if (this.is('=') || this.is('=>')) break
      const part = this.operand(depth, token)
      if (part) parts.push(part)
      else worked = true
    }
    const [only] = parts
    return only && parts.length === 1 && !worked ? only : { at, value: parts, call: '?' }
  }

  /** A literal, list, object, reference or call; nothing for an operator. */
  operand(depth: number, token: Token): HclNode | undefined {
    const { at, text, kind } = token
    this.next++
    if (kind === 'text') return { at, value: text }
    if (kind === 'number') return { at, value: Number.isNaN(Number(text)) ? text : Number(text) }
    if (kind === 'word') return this.word(depth, token)
    if (depth >= deepest) return undefined
    if (text === '(') {
      const value = this.expression(depth + 1, true)
      this.take(')')
      return value
    }
    if (text === '[') {
      this.lines()
      const worked = this.token?.kind === 'word' && this.token.text === 'for'
      return { at, value: this.items(depth, ']'), ...(worked ? { call: '?' } : {}) }
    }
    return text === '{' ? this.object(depth, at) : undefined
  }

  /** Items up to the bracket that closes them; what stands between items in a `for` is passed over. */
  items(depth: number, close: string): readonly HclNode[] {
    const items: HclNode[] = []
    for (this.lines(); this.token && !this.is(close); this.lines()) {
      const before = this.next
      if (this.is('}') || (this.is(']') && close === ')')) break
      items.push(this.expression(depth + 1, true))
      if (!this.take(',') && this.next === before) this.next++
    }
    this.take(close)
    return items
  }

  object(depth: number, at: number): HclNode {
    const members = new Map<string, HclNode>()
    const keys: HclNode[] = []
    this.lines()
    if (this.token?.kind === 'word' && this.token.text === 'for') {
      const value = this.items(depth, '}')
      return { at, value, call: '?' }
    }
    for (this.lines(); this.token && !this.is('}'); this.lines()) {
      const before = this.next
      const quoted = this.token.kind === 'text'
      const key = this.operand(depth + 1, this.token)
      if (quoted && key) keys.push(key)
      if (this.take('=') || this.take(':')) {
        const name = typeof key?.value === 'string' || typeof key?.value === 'number' ? String(key.value) : ''
        const plain = /^\$\{[\w-]+\}$/.test(name) ? name.slice(2, -1) : name
        members.set(plain, this.expression(depth + 1, false))
      }
      if (!this.take(',') && this.next === before) this.next++
    }
    this.take('}')
    return { at, value: members, keys }
  }

  /** `[0]` and `["web"]` as a step of the reference; what must be worked out is left out. */
  index(depth: number): string {
    this.next++
    const [key, close] = [this.token, this.tokens[this.next + 1]]
    if (
      key &&
      close?.text === ']' &&
      (key.kind === 'number' || (key.kind === 'text' && /^[\w-]{1,100}$/.test(key.text)))
    ) {
      this.next += 2
      return `.#${key.text}`
    }
    this.items(depth, ']')
    return ''
  }

  word(depth: number, { at, text }: Token): HclNode {
    if (text === 'true' || text === 'false') return { at, value: text === 'true' }
    if (text === 'null') return { at, value: null }
    if (depth < deepest && this.take('(')) return { at, value: this.items(depth, ')'), call: text }
    let name = text
    for (;;) {
      const after = this.tokens[this.next + 1]
      if (this.is('.') && (after?.kind === 'word' || after?.kind === 'number')) {
        name += after.kind === 'number' ? `.#${after.text}` : `.${after.text}`
        this.next += 2
      } else if (this.is('.') && after?.text === '*') this.next += 2
      else if (depth < deepest && this.is('[')) name += this.index(depth)
      else break
    }
    return { at, value: `\${${name.slice(0, longestReference)}}` }
  }
}

function put(members: Map<string, HclNode>, { type, labels, at, body }: HclBlock): void {
  const dynamic = type === 'dynamic' && labels[0] !== undefined
  const name = dynamic ? (labels[0] ?? type) : type
  const known = members.get(name)?.value
  const list: HclNode[] = Array.isArray(known) ? (known as HclNode[]) : []
  if (list !== known) members.set(name, { at, value: list })
  if (!dynamic || !(body.value instanceof Map)) {
    list.push({ ...body, at })
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
