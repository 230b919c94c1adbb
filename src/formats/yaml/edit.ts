import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  Pair,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml'
import { nodeAt, pairOf } from './pairs.ts'
import { handWritten, parseWithin, type YamlLimits } from './read.ts'
import { scalar } from './scalar.ts'
import type { YamlValue } from './value.ts'

/** One change to a file that a person also edits. */
export interface YamlEdit {
  readonly path: readonly string[]
  /** Written when nothing stands at `path` yet; what a person wrote there is never replaced. */
  readonly propose?: YamlValue
  /** Written in any case. */
  readonly set?: YamlValue
  /**
   * A comment line above the key. An older comment line that begins with the same word up to `opening` is replaced;
   * all other comments stay.
   */
  readonly note?: { readonly opening: string; readonly text: string }
}

/**
 * The text with the changes in it; comments, order and quoting of everything else are kept, and a text that needs
 * no change comes back as it is. Throws a FormatError for a text that cannot be read.
 */
export function editYaml(
  text: string,
  file: string,
  edits: readonly YamlEdit[],
  limits: YamlLimits = handWritten,
): string {
  const document = parseWithin(text, file, limits, new LineCounter())
  let changed = false
  for (const edit of edits) changed = apply(document, edit) || changed
  return changed ? document.toString({ lineWidth: 0, flowCollectionPadding: true }) : text
}

function apply(document: Document, edit: YamlEdit): boolean {
  let changed = false
  const present = isPresent(document, edit.path)
  if (edit.set !== undefined) {
    if (JSON.stringify(plainAt(document, edit.path)) !== JSON.stringify(edit.set)) {
      put(document, edit.path, edit.set)
      changed = true
    }
  } else if (edit.propose !== undefined && !present) {
    put(document, edit.path, edit.propose)
    changed = true
  }
  if (edit.note) changed = annotate(document, edit.path, edit.note) || changed
  return changed
}

/** True when a key stands there with a value; an empty one, as in `networks:`, is nothing. */
function isPresent(document: Document, path: readonly string[]): boolean {
  const parent = nodeAt(document, path.slice(0, -1))
  if (!isMap(parent)) return document.hasIn(path) && document.getIn(path) !== null
  const pair = pairOf(parent, path.at(-1))
  return pair !== undefined && !(isScalar(pair.value) && pair.value.value === null)
}

function put(document: Document, path: readonly string[], value: YamlValue): void {
  for (let length = 1; length < path.length; length++) {
    const part = path.slice(0, length)
    const inside = nodeAt(document, part)
    // A key that stands there without a value (`networks:`) is nothing, not a mapping: make it one.
    if (isScalar(inside) && inside.value === null) document.setIn(part, document.createNode({}))
    // Braces around nothing (`networks: {}`) open up when something comes in.
    else if (isMap(inside) && inside.items.length === 0) inside.flow = false
  }
  const name = path.at(-1)
  const home = nodeAt(document, path.slice(0, -1))
  if (isMap(home) && name !== undefined && !pairOf(home, name)) {
    home.items.push(new Pair(node(document, name), node(document, value)))
    return
  }
  document.setIn(path, node(document, value))
  const parent = nodeAt(document, path.slice(0, -1))
  if (!isMap(parent)) return
  for (const pair of parent.items) if (!isNode(pair.key)) pair.key = node(document, String(pair.key))
}

/** A node whose doubtful strings are quoted, for readers of YAML 1.1. */
function node(document: Document, value: YamlValue): Node {
  const made = document.createNode(value)
  visit(made, {
    Scalar(_, each) {
      if (typeof each.value === 'string' && scalar(each.value).startsWith('"'))
        each.type = Scalar.QUOTE_DOUBLE
    },
  })
  return made
}

function plainAt(document: Document, path: readonly string[]): unknown {
  return nodeAt(document, path)?.toJS(document)
}

function annotate(
  document: Document,
  path: readonly string[],
  note: { opening: string; text: string },
): boolean {
  const parent = nodeAt(document, path.slice(0, -1))
  const pair = isMap(parent) ? pairOf(parent, path.at(-1)) : undefined
  if (!isMap(parent) || !pair) return false
  const key = pair.key
  if (!isScalar(key)) return false
  // The comment above the first key of a mapping belongs to the mapping itself in this library.
  const owners: (Scalar | YAMLMap)[] = parent.items[0] === pair ? [key, parent] : [key]
  const line = ` ${note.text.replace(/\s+/g, ' ').trim()}`
  for (const owner of owners) {
    const lines = owner.commentBefore?.split('\n') ?? []
    const at = lines.findIndex((each) => each.trimStart().startsWith(note.opening))
    if (at < 0) continue
    if (lines[at] === line) return false
    owner.commentBefore = lines.with(at, line).join('\n')
    return true
  }
  key.commentBefore = key.commentBefore ? `${key.commentBefore}\n${line}` : line
  return true
}
