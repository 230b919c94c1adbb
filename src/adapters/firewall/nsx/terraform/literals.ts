import type { MaskedPlaces } from '../../../../algebra/evidence/places.ts'
import { type HostNames, literalsIn, referenceOfLiteral } from '../../../../algebra/evidence/literals.ts'
import type { HclNode } from '../../../../formats/hcl/index.ts'
import type { Reference } from '../../../../model/evidence.ts'

/** Fields that name an object, or a version, and no machine. */
const silent = new Set(
  'version required_version path id nsx_id display_name parent_path policy_path unique_id realized_id rule_id'.split(
    ' ',
  ),
)

/** Where literals stand, and what is told already. */
interface Around {
  readonly text: string
  readonly file: string
  readonly places: MaskedPlaces
  readonly names: HostNames | undefined
  readonly carried: ReadonlySet<number>
}

/** Every address of a file that no rule and no pool carries, with its column. */
export function* literalReferences(texts: Iterable<HclNode>, around: Around): Iterable<Reference> {
  const starts = lineStarts(around)
  for (const node of texts) {
    const found: Reference[] = []
    walk(node, '', around, starts, found)
    yield* found
  }
}

function walk(node: HclNode, key: string, around: Around, starts: StartOf, found: Reference[]): void {
  const { value } = node
  if (typeof value === 'string') {
    if (!silent.has(key) && !around.carried.has(node.at)) inText(node.at, value, around, starts, found)
  } else if (Array.isArray(value))
    for (const item of value as readonly HclNode[]) walk(item, key, around, starts, found)
  else if (value instanceof Map) {
    for (const name of node.keys ?? []) walk(name, '', around, starts, found)
    for (const [name, member] of value as ReadonlyMap<string, HclNode>)
      walk(member, name, around, starts, found)
    if (node.dynamic) walk(node.dynamic.each, '', around, starts, found)
  }
}

function inText(at: number, value: string, around: Around, starts: StartOf, found: Reference[]): void {
  const { text, file, places, names } = around
  // A text of JSON begins with its quote.
  const from = text.charCodeAt(at) === 34 ? at + 1 : at
  let offset = from
  for (const line of value.split('\n')) {
    for (const literal of literalsIn(line, names)) {
      const place = offset + literal.column - 1
      const shown = places.lineAt(place)
      const start = starts(place, shown.number)
      const made = referenceOfLiteral(literal, { kind: 'config-literal', file, line: shown })
      // A long line is shown from the address on; the column is that of the file.
      found.push({ ...made, text: shown.text.slice(0, 400), column: place - start + 1 })
    }
    offset += line.length + 1
  }
}

type StartOf = (offset: number, line: number) => number

/** The offset that a line begins at; a line is looked for once. */
function lineStarts({ text }: Around): StartOf {
  let known = { line: 0, start: 0 }
  return (offset, line) => {
    if (known.line !== line) known = { line, start: text.lastIndexOf('\n', offset - 1) + 1 }
    return known.start
  }
}
