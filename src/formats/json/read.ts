import type { JsonNode } from './node.ts'

/** Arrays and objects may nest this deep. */
const deepest = 200

/** What was read of a JSON text. */
export interface JsonRead {
  /** The value; what stood before the damage when the text is damaged. */
  readonly root?: JsonNode
  /** Offset of the first character that JSON does not allow; undefined when the text is whole. */
  readonly brokenAt?: number
  /** The value is whole; something else begins at `brokenAt`. */
  readonly trailing?: true
}

class Broken extends Error {}

/**
 * Takes an item of an array as soon as it is whole: true = it need not be kept. `name` is the member that the array is,
 * empty for one that is no member; `depth` counts the arrays and objects around the array.
 */
export type TakeItem = (item: JsonNode, name: string, depth: number) => boolean

/**
 * Reads JSON and keeps the place of each value. A damaged text gives what was whole before the damage; a member that
 * stands twice is the last one. Reading begins at `from`; places are counted from the beginning of `text`.
 */
export function readJson(text: string, from = 0, take?: TakeItem): JsonRead {
  const reading = new Reading(text, from, take)
  try {
    reading.blanks()
    reading.value(0, reading.root, '')
    reading.blanks()
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { ...rootOf(reading), brokenAt: reading.at }
  }
  return reading.at < text.length
    ? { ...rootOf(reading), brokenAt: reading.at, trailing: true }
    : rootOf(reading)
}

/** Reads JSON texts that stand one after the other, as when answers were put into one file, or one on each line. */
export function readJsonTexts(
  text: string,
  take?: TakeItem,
): {
  readonly roots: readonly JsonNode[]
  readonly brokenAt?: number
} {
  const roots: JsonNode[] = []
  for (let from = 0; ; ) {
    const { root, brokenAt, trailing } = readJson(text, from, take)
    if (root) roots.push(root)
    if (brokenAt === undefined) return { roots }
    const sign = text.charAt(brokenAt)
    if (!trailing || (sign !== '{' && sign !== '[')) return { roots, brokenAt }
    from = brokenAt
  }
}

function rootOf({ root: [root] }: Reading): Pick<JsonRead, 'root'> {
  return root === undefined ? {} : { root }
}

function put(into: Container, name: string, node: JsonNode): void {
  if (Array.isArray(into)) into.push(node)
  else into.set(name, node)
}

type Container = Map<string, JsonNode> | JsonNode[]

class Reading {
  readonly text: string
  at: number
  /** Holds the root. Each value is put in its place before its members are read, so that damage within keeps it. */
  readonly root: JsonNode[] = []

  readonly take: TakeItem | undefined

  constructor(text: string, from: number, take: TakeItem | undefined) {
    this.text = text
    this.at = from
    this.take = take
  }

  blanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9 && code !== 0xfeff) return
      this.at++
    }
  }

  value(depth: number, into: Container, name: string): void {
    const { at } = this
    const code = this.text.charCodeAt(at)
    if (code === 123) this.object(depth, into, name)
    else if (code === 91) this.array(depth, into, name)
    else put(into, name, { at, value: code === 34 ? this.string() : this.word() })
  }

  object(depth: number, into: Container, name: string): void {
    if (depth >= deepest) throw new Broken()
    const members = new Map<string, JsonNode>()
    put(into, name, { at: this.at, value: members })
    this.at++
    this.blanks()
    if (this.sign(125)) return
    do {
      this.blanks()
      if (this.text.charCodeAt(this.at) !== 34) throw new Broken()
      const member = this.string()
      this.blanks()
      if (!this.sign(58)) throw new Broken()
      this.blanks()
      this.value(depth + 1, members, member)
      this.blanks()
    } while (this.sign(44))
    if (!this.sign(125)) throw new Broken()
  }

  array(depth: number, into: Container, name: string): void {
    if (depth >= deepest) throw new Broken()
    const items: JsonNode[] = []
    put(into, name, { at: this.at, value: items })
    this.at++
    this.blanks()
    if (this.sign(93)) return
    do {
      this.blanks()
      this.value(depth + 1, items, '')
      const item = items[items.length - 1]
      if (item && this.take?.(item, name, depth)) items.pop()
      this.blanks()
    } while (this.sign(44))
    if (!this.sign(93)) throw new Broken()
  }

  sign(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false
    this.at++
    return true
  }

  string(): string {
    const from = this.at + 1
    let end = this.text.indexOf('"', from)
    if (end < 0) throw new Broken()
    if (!this.text.slice(from, end).includes('\\')) {
      this.at = end + 1
      return this.text.slice(from, end)
    }
    end = from
    while (end < this.text.length && this.text.charCodeAt(end) !== 34)
      end += this.text.charCodeAt(end) === 92 ? 2 : 1
    if (end >= this.text.length) throw new Broken()
    let value: unknown
    try {
      value = JSON.parse(this.text.slice(from - 1, end + 1))
    } catch {
      throw new Broken()
    }
    this.at = end + 1
    return String(value)
  }

  word(): number | boolean | null {
    let end = this.at
    while (end < this.text.length && end - this.at < 40 && /[-+.\w]/.test(this.text.charAt(end))) end++
    const word = this.text.slice(this.at, end)
    const value =
      literals.get(word) ??
      (/^-?\d{1,30}(?:\.\d{1,30})?(?:[eE][-+]?\d{1,3})?$/.test(word) ? Number(word) : undefined)
    if (value === undefined) throw new Broken()
    this.at = end
    return value === 'null' ? null : value
  }
}

const literals: ReadonlyMap<string, boolean | 'null'> = new Map<string, boolean | 'null'>([
  ['true', true],
  ['false', false],
  ['null', 'null'],
])
