import { fitsLiteral, numeral, scalar } from './scalar.ts'
import type { YamlMap, YamlValue } from './value.ts'

// A key in double quotes may be at most 1,024 characters long when it stands before its colon.
const longestImplicitKey = 1000

/** The same few keys come again and again; how many to remember. */
const mostKnownKeys = 5000
const knownKeys = new Map<string, string>()

/**
 * One YAML document that reads the same in YAML 1.1 (kubectl, Argo CD) and 1.2: block style, two spaces, keys in
 * the order given, strings that look like something else in double quotes. About ten times as fast as a general library.
 * Throws a RangeError for a number that is not finite.
 */
export function emitYaml(value: YamlValue): string {
  if (isSequence(value) && value.length > 0) return joined((out) => sequence(out, value, ''))
  if (isMap(value) && !isEmpty(value)) return joined((out) => mapping(out, value, '', ''))
  return `${inline(value)}\n`
}

/** Several documents of one file, with `---` between them. */
export function emitYamlDocuments(values: readonly YamlValue[]): string {
  return values.map(emitYaml).join('---\n')
}

/** Parts are joined once: adding to a string leaves a tree of pieces behind, which a large repository has to keep. */
function joined(write: (out: string[]) => void): string {
  const out: string[] = []
  write(out)
  return out.join('')
}

/** `first` is the indent of the first key only: nothing after a dash. */
function mapping(out: string[], map: YamlMap, first: string, indent: string): void {
  let lead = first
  for (const key in map) {
    if (!Object.hasOwn(map, key)) continue
    const value = map[key]
    if (value === undefined) continue
    const name = keyText(key)
    out.push(lead, name.length > longestImplicitKey ? `? ${name}\n${indent}:` : name)
    after(out, value, indent)
    lead = indent
  }
}

/** The key with its colon; a long one without, for it stands on a line of its own. */
function keyText(key: string): string {
  const known = knownKeys.get(key)
  if (known !== undefined) return known
  const name = scalar(key)
  if (name.length > longestImplicitKey) return name
  if (knownKeys.size < mostKnownKeys) knownKeys.set(key, `${name}:`)
  return `${name}:`
}

/** What follows `key:`, its line break included. */
function after(out: string[], value: YamlValue, indent: string): void {
  if (typeof value === 'string' && fitsLiteral(value)) out.push(literal(value, `${indent}  `))
  else if (isSequence(value) && value.length > 0) {
    out.push('\n')
    sequence(out, value, indent)
  } else if (isMap(value) && !isEmpty(value)) {
    out.push('\n')
    mapping(out, value, `${indent}  `, `${indent}  `)
  } else out.push(' ', inline(value), '\n')
}

function sequence(out: string[], items: readonly YamlValue[], indent: string): void {
  for (const item of items) {
    out.push(indent)
    dash(out, item, indent)
  }
}

/** A dash and its item; the indent before the dash is written already. */
function dash(out: string[], item: YamlValue, indent: string): void {
  out.push('-')
  if (isSequence(item) && item.length > 0) {
    const inner = `${indent}  `
    item.forEach((each, index) => {
      out.push(index === 0 ? ' ' : inner)
      dash(out, each, inner)
    })
  } else if (isMap(item) && !isEmpty(item)) {
    mapping(out, item, ' ', `${indent}  `)
  } else after(out, item, indent)
}

function literal(text: string, indent: string): string {
  const clip = text.endsWith('\n')
  const body = clip ? text.slice(0, -1) : text
  const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line))
  return ` ${clip ? '|' : '|-'}\n${lines.join('\n')}\n`
}

/** A value on one line: a scalar, or an empty collection. */
function inline(value: YamlValue): string {
  if (typeof value === 'string') return scalar(value)
  if (typeof value === 'number') return numeral(value)
  if (typeof value === 'object' && value !== null) return isSequence(value) ? '[]' : '{}'
  return String(value)
}

function isEmpty(map: YamlMap): boolean {
  for (const key in map) if (Object.hasOwn(map, key) && map[key] !== undefined) return false
  return true
}

function isSequence(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value)
}

function isMap(value: YamlValue): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
