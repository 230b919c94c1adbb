import type { ManifestProblem } from '../../model/manifest.ts'
import type { FieldNode, FieldTree } from './tree.ts'
import { quantityPattern } from './table.ts'

const quantity = new RegExp(quantityPattern)
const served = new Set(['apiVersion', 'kind', 'metadata'])

/**
 * What the API server would refuse with strict field validation: unknown fields, wrong types, missing fields, values
 * outside their lists and bounds. Metadata and CEL rules are checked elsewhere.
 */
export function checkAgainstTable(
  object: Readonly<Record<string, unknown>>,
  tree: FieldTree,
): readonly ManifestProblem[] {
  const problems: ManifestProblem[] = []
  for (const [name, value] of Object.entries(object)) {
    if (served.has(name)) continue
    const node = tree.root.properties.get(name)
    if (node) check(value, node, name, problems)
    else problems.push({ path: name, message: 'unknown field' })
  }
  missing(object, tree.root, '', problems)
  return problems
}

function check(value: unknown, node: FieldNode, path: string, problems: ManifestProblem[]): void {
  if (value === null && node.rules.nullable) return
  const wrong = wrongType(value, node)
  if (wrong !== undefined) {
    problems.push({ path, message: `${show(value)} is not ${wrong}` })
    return
  }
  checkRules(value, node, path, problems)
  if (Array.isArray(value)) {
    value.forEach((item, index) => node.inner && check(item, node.inner, `${path}[${index}]`, problems))
    checkKeys(value, node, path, problems)
  } else if (isRecord(value)) {
    for (const [name, inner] of Object.entries(value)) {
      const child = node.type === 'map' ? node.inner : node.properties.get(name)
      if (child) check(inner, child, `${path}.${name}`, problems)
      else if (!node.rules.open && node.type !== 'map')
        problems.push({ path: `${path}.${name}`, message: 'unknown field' })
    }
    missing(value, node, path, problems)
  }
}

function missing(
  value: Readonly<Record<string, unknown>>,
  node: FieldNode,
  path: string,
  problems: ManifestProblem[],
): void {
  for (const [name, child] of node.properties) {
    if (child.rules.required && child.rules.default === undefined && value[name] === undefined) {
      problems.push({ path: path === '' ? name : `${path}.${name}`, message: 'required, but missing' })
    }
  }
}

/** What was expected instead, or undefined when the type is right. */
function wrongType(value: unknown, node: FieldNode): string | undefined {
  switch (node.type) {
    case 'object':
    case 'map':
      return isRecord(value) ? undefined : 'a mapping'
    case 'array':
      return Array.isArray(value) ? undefined : 'a list'
    case 'integer':
      return Number.isSafeInteger(value) ? undefined : 'a whole number'
    case 'number':
      return typeof value === 'number' ? undefined : 'a number'
    case 'int-or-string':
      return typeof value === 'string' || Number.isSafeInteger(value)
        ? undefined
        : 'a whole number or a string'
    case 'quantity':
      return Number.isSafeInteger(value) || (typeof value === 'string' && quantity.test(value))
        ? undefined
        : 'a quantity such as 512Mi'
    default:
      return typeof value === node.type ? undefined : `a ${node.type}`
  }
}

function checkRules(value: unknown, node: FieldNode, path: string, problems: ManifestProblem[]): void {
  const { rules } = node
  if (rules.enum && !rules.enum.some((each) => each === value)) {
    problems.push({ path, message: `${show(value)} is not one of ${rules.enum.map(show).join(', ')}` })
  }
  if (typeof value === 'string') {
    // The API server counts code points.
    const length = [...value].length
    if (node.pattern && !node.pattern.test(value))
      problems.push({ path, message: `${show(value)} does not match ${rules.pattern}` })
    bounds(length, rules.minLength, rules.maxLength, 'characters', path, problems)
    if (rules.format === 'date-time' && Number.isNaN(Date.parse(value)))
      problems.push({ path, message: `${show(value)} is not a time` })
  }
  if (typeof value === 'number') {
    const whole = rules.format === 'int32' ? 2 ** 31 - 1 : Number.POSITIVE_INFINITY
    bounds(value, rules.minimum ?? -whole - 1, Math.min(rules.maximum ?? whole, whole), '', path, problems)
  }
  if (Array.isArray(value)) bounds(value.length, rules.minItems, rules.maxItems, 'items', path, problems)
}

/** A list that is a map in truth has no two items with the same keys. */
function checkKeys(
  items: readonly unknown[],
  node: FieldNode,
  path: string,
  problems: ManifestProblem[],
): void {
  const { keys, list } = node.rules
  if (list !== 'map' && list !== 'set') return
  const seen = new Set<string>()
  items.forEach((item, index) => {
    const key = JSON.stringify(list === 'map' && isRecord(item) ? keys?.map((name) => item[name]) : item)
    if (seen.has(key))
      problems.push({ path: `${path}[${index}]`, message: `a second item with the key ${key}` })
    seen.add(key)
  })
}

function bounds(
  value: number,
  least: number | undefined,
  most: number | undefined,
  unit: string,
  path: string,
  problems: ManifestProblem[],
): void {
  const seen = unit === '' ? String(value) : `${value} ${unit}`
  if (least !== undefined && value < least)
    problems.push({ path, message: `${seen}, expected at least ${least}` })
  if (most !== undefined && value > most)
    problems.push({ path, message: `${seen}, expected at most ${most}` })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
