import { type JsonNode, readJson } from '../../../formats/json/index.ts'
import { type PlacedElement, readPlacedXml } from '../../../formats/xml/index.ts'
import { readPlainYaml, readYaml, type YamlLimits } from '../../../formats/yaml/index.ts'

/** A list of hosts that a machine wrote may be large; a deep one is refused. */
const limits: YamlLimits = { characters: 32_000_000, depth: 60, aliases: 100 }

/** What was read, whichever form the export has. */
export interface Tree {
  readonly root: JsonNode | undefined
  /** Offset behind which JSON is damaged. */
  readonly brokenAt?: number | undefined
  /** Offsets at which XML breaks its rules. */
  readonly faults?: readonly number[]
}

/** Elements of XML that hold a list, each item under the same name. */
const lists: ReadonlySet<string> = new Set(
  (
    'hosts interfaces groups host_groups template_groups templates items macros tags httptests steps headers variables posts ' +
    'query_fields discovery_rules item_prototypes trigger_prototypes graph_prototypes host_prototypes triggers dependencies ' +
    'graphs graph_items media_types mediatypes parameters images maps selements links elements urls valuemaps value_maps ' +
    'mappings dashboards pages widgets fields preprocessing conditions interface_links overrides operations proxies custom_interfaces'
  ).split(' '),
)

/** Reads JSON or XML. */
export function readMarked(text: string): Tree {
  if (/^\ufeff?\s*[{[]/.test(text.slice(0, 2000))) {
    const { root, brokenAt } = readJson(text)
    return { root, brokenAt }
  }
  const { roots, faults } = readPlacedXml(text)
  // Version 1 writes names and keys as attributes.
  const source = /<zabbix_export\s{1,9}version=/.test(text.slice(0, 2000)) ? text : undefined
  const members = new Map(roots.map((one) => [one.name, nodeOf(one, source)]))
  return { root: { at: 0, value: members }, faults }
}

function nodeOf(element: PlacedElement, source: string | undefined): JsonNode {
  const { name, at, text, textAt, children } = element
  if (lists.has(name)) return { at, value: children.map((child) => nodeOf(child, source)) }
  if (children.length === 0) return { at: text === '' ? at : textAt, value: text }
  const members = new Map(children.map((child) => [child.name, nodeOf(child, source)]))
  if (source !== undefined) {
    const label = name === 'host' ? 'name' : name === 'item' ? 'key' : undefined
    const value = label && attributeAt(source, at, label)
    if (value) members.set(name === 'host' ? 'host' : 'key', value)
  }
  return { at, value: members }
}

/** An attribute of the tag that begins there. */
function attributeAt(source: string, at: number, name: string): JsonNode | undefined {
  const tag = source.slice(at, at + 2000)
  const begin = tag.indexOf(` ${name}="`)
  const from = begin + name.length + 3
  const end = begin < 0 ? -1 : tag.indexOf('"', from)
  const closed = tag.indexOf('>')
  if (end < 0 || (closed >= 0 && closed < begin)) return undefined
  return { at: at + from, value: tag.slice(from, end) }
}

/** Reads YAML; a part stands where its line begins. Throws a FormatError when it is none. */
export function readYamlForm(text: string, file: string): Tree {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const plain = text.length <= limits.characters ? readPlainYaml(text, limits.depth) : undefined
  const read = plain ?? yamlOf(text, file)
  const path: (string | number)[] = []
  const node = (value: unknown): JsonNode => {
    const at = starts[read.lineOf(path) - 1] ?? 0
    if (Array.isArray(value)) {
      const items = value.map((item, place) => below(place, item))
      return { at, value: items }
    }
    if (typeof value === 'object' && value !== null)
      return { at, value: new Map(Object.entries(value).map(([key, member]) => [key, below(key, member)])) }
    return { at, value: typeof value === 'string' || typeof value === 'number' ? String(value) : null }
  }
  const below = (step: string | number, value: unknown): JsonNode => {
    path.push(step)
    const made = node(value)
    path.pop()
    return made
  }
  return { root: node(read.value) }
}

function yamlOf(text: string, file: string) {
  const { value, locate } = readYaml(text, file, limits)
  return { value, lineOf: (path: readonly (string | number)[]) => locate(path).line }
}
