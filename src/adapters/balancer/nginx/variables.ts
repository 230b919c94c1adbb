import { parseSpan } from '../../../lib/ip.ts'
import { type Place, placeOf } from './place.ts'
import { type Directive, tables } from './schema.ts'

/** Answers where a directive that passes on leads to. */
export type TargetsOf = (directive: Directive) => readonly Target[]

/** A place, and the variable that named it. */
interface Target {
  readonly place: Place
  readonly path?: readonly string[]
}

/** Most values that one variable is followed to. */
const mostValues = 200
/** A longer text names no machine. */
const longest = 1000
/** Variables of every request: where they stand, the name of the machine is over. */
const ofRequest = /\$\{?(?:request_uri|uri|document_uri|is_args|args|query_string)\b.*$/
const variable = /\$(?:\{(\w{1,100})\}|(\w{1,100}))/

type Values = Map<string, string[]>

/** Follows the variables that `set`, `map`, `geo` and `split_clients` give values to; `set` within its own server. */
export function makeTargetsOf(all: readonly Directive[]): TargetsOf {
  const scopes = new Map<Directive | undefined, Values>()
  for (const directive of all) {
    const { name, words, parent } = directive
    const [first, second] = words
    if (name === 'set' && first && second) addValue(scopes, serverOf(directive), first.text, second.text)
    else if (parent !== undefined && tables.has(parent.name) && first)
      addValue(scopes, undefined, parent.words.at(-1)?.text ?? '', first.text)
  }
  const known = new Map<Directive, readonly Target[]>()
  return (directive) => {
    let targets = known.get(directive)
    if (!targets) known.set(directive, (targets = targetsOf(directive, scopes)))
    return targets
  }
}

function targetsOf(
  directive: Directive,
  scopes: ReadonlyMap<Directive | undefined, Values>,
): readonly Target[] {
  const text = directive.words[0]?.text ?? ''
  if (text.length > longest) return []
  if (!text.includes('$')) {
    const place = placeOf(text)
    return place ? [{ place }] : []
  }
  const server = serverOf(directive)
  const valuesOf = (name: string): readonly string[] =>
    scopes.get(server)?.get(name) ?? scopes.get(undefined)?.get(name) ?? []
  return targetsIn(text, valuesOf)
}

function addValue(
  scopes: Map<Directive | undefined, Values>,
  scope: Directive | undefined,
  variable: string,
  value: string,
): void {
  if (!variable.startsWith('$')) return
  let values = scopes.get(scope)
  if (!values) scopes.set(scope, (values = new Map()))
  const name = variable.slice(1)
  const known = values.get(name)
  if (!known) values.set(name, [value])
  else if (known.length < mostValues && !known.includes(value)) known.push(value)
}

function serverOf({ parent }: Directive): Directive | undefined {
  let block = parent
  while (block && block.name !== 'server') block = block.parent
  return block
}

/** The places that a text with variables may mean: the one in the place of the machine with every value. */
function targetsIn(text: string, valuesOf: (name: string) => readonly string[]): readonly Target[] {
  const fixed = withoutRest(text)
  if (!fixed.includes('$')) {
    const place = placeOf(fixed)
    return place ? [{ place }] : []
  }
  const scheme = fixed.indexOf('://')
  const start = scheme < 0 ? 0 : scheme + 3
  const found = variable.exec(fixed.slice(start))
  const name = found?.[1] ?? found?.[2]
  if (!found || name === undefined || found.index > 0) return []
  const head = filled(fixed.slice(0, start), valuesOf)
  const tail = filled(fixed.slice(start + found[0].length), valuesOf)
  return valuesOf(name).flatMap((value) => {
    const place = placeOf(withoutRest(value.includes('://') ? value + tail : head + value + tail))
    return place ? [{ place, path: [`$${name}`] }] : []
  })
}

/** Variables with their first value; one that has none ends the text. */
function filled(text: string, valuesOf: (name: string) => readonly string[]): string {
  let rest = text
  for (let times = 0; times < 5; times++) {
    const found = variable.exec(rest)
    const name = found?.[1] ?? found?.[2]
    if (!found || name === undefined) return rest
    const [value] = valuesOf(name)
    rest = value === undefined ? rest.slice(0, found.index) : rest.replace(found[0], () => value)
  }
  return rest
}

/** Without what of the request follows the machine: `http://shop$request_uri`, `http://192.0.2.1:80/$1`. */
function withoutRest(text: string): string {
  const short = text.replace(ofRequest, '')
  const scheme = short.indexOf('://')
  const from = scheme < 0 ? 0 : scheme + 3
  const slash = short.indexOf('/', from)
  const host = slash < 0 ? short : short.slice(0, slash)
  if (host.slice(from).includes('$') || !short.includes('$')) {
    const dollar = short.indexOf('$', from)
    // Behind a whole address nothing of the machine can follow.
    const before = dollar < 0 ? undefined : placeOf(short.slice(0, dollar))
    return before && parseSpan(before.address) ? short.slice(0, dollar) : short
  }
  return host
}
