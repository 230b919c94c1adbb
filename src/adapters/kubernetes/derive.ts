import { z } from 'zod'
import { type FieldRow, type FieldRules, type FieldType, quantityPattern, type SchemaTable } from './table.ts'

/** A node of a definition's schema; only what a table can carry is let in, so nothing is lost without a word. */
interface SchemaNode {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | undefined
  readonly properties?: Readonly<Record<string, SchemaNode>> | undefined
  readonly items?: SchemaNode | undefined
  readonly additionalProperties?: SchemaNode | undefined
  readonly required?: readonly string[] | undefined
  readonly nullable?: boolean | undefined
  readonly enum?: readonly (string | number | boolean)[] | undefined
  readonly pattern?: string | undefined
  readonly format?: string | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  readonly minItems?: number | undefined
  readonly maxItems?: number | undefined
  readonly default?: string | number | boolean | undefined
  readonly anyOf?: readonly unknown[] | undefined
  readonly 'x-kubernetes-int-or-string'?: boolean | undefined
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean | undefined
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map' | undefined
  readonly 'x-kubernetes-list-map-keys'?: readonly string[] | undefined
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular' | undefined
  readonly 'x-kubernetes-validations'?:
    | readonly { readonly rule: string; readonly message?: string | undefined }[]
    | undefined
}

const node: z.ZodType<SchemaNode> = z.lazy(() =>
  z.strictObject({
    type: z.enum(['object', 'array', 'string', 'integer', 'number', 'boolean']).optional(),
    properties: z.record(z.string(), node).optional(),
    items: node.optional(),
    additionalProperties: node.optional(),
    required: z.array(z.string()).optional(),
    nullable: z.boolean().optional(),
    enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
    pattern: z.string().optional(),
    format: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    default: z.union([z.string(), z.number(), z.boolean()]).optional(),
    anyOf: z.array(z.unknown()).optional(),
    'x-kubernetes-int-or-string': z.boolean().optional(),
    'x-kubernetes-preserve-unknown-fields': z.boolean().optional(),
    'x-kubernetes-list-type': z.enum(['atomic', 'set', 'map']).optional(),
    'x-kubernetes-list-map-keys': z.array(z.string()).optional(),
    'x-kubernetes-map-type': z.enum(['atomic', 'granular']).optional(),
    'x-kubernetes-validations': z
      .array(z.looseObject({ rule: z.string(), message: z.string().optional() }))
      .optional(),
  }),
)

const definition = z.object({
  spec: z.object({
    group: z.string(),
    scope: z.enum(['Namespaced', 'Cluster']),
    names: z.object({
      kind: z.string(),
      plural: z.string(),
      singular: z.string().optional(),
      shortNames: z.array(z.string()).optional(),
    }),
    versions: z.array(
      z.object({
        name: z.string(),
        storage: z.boolean(),
        subresources: z.object({ status: z.unknown() }).partial().optional(),
        schema: z.object({ openAPIV3Schema: z.unknown() }),
      }),
    ),
  }),
})

/** How a table is cut down: paths that we never write become open objects without a schema of their own. */
export interface DeriveOptions {
  readonly from?: string
  readonly open: readonly string[]
}

/**
 * The table of a CustomResourceDefinition's stored version. Throws (ZodError, TypeError) for a definition that uses
 * a construct which a table cannot hold, so that a derived table never checks less than it seems to.
 */
export function deriveTable(crd: unknown, options: DeriveOptions): SchemaTable {
  const { spec } = definition.parse(crd)
  const stored = spec.versions.find((version) => version.storage)
  if (!stored) throw new TypeError(`${spec.names.kind}: no stored version`)
  const rows: FieldRow[] = []
  walkProperties(node.parse(withoutOpen(stored.schema.openAPIV3Schema, options.open)), '', options.open, rows)
  return {
    group: spec.group,
    version: stored.name,
    kind: spec.names.kind,
    plural: spec.names.plural,
    singular: spec.names.singular ?? spec.names.kind.toLowerCase(),
    shortNames: spec.names.shortNames ?? [],
    scope: spec.scope,
    statusSubresource: stored.subresources?.status !== undefined,
    ...(options.from === undefined ? {} : { from: options.from }),
    fields: rows,
  }
}

/** Only the top two levels can be opened before parsing; what stands below them is cut while walking. */
function withoutOpen(schema: unknown, open: readonly string[]): unknown {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return schema
  const { properties } = schema
  if (typeof properties !== 'object' || properties === null) return schema
  const kept = Object.entries(properties).map(([name, value]): [string, unknown] =>
    open.includes(name) ? [name, { type: 'object' }] : [name, value],
  )
  return { ...schema, properties: Object.fromEntries(kept) }
}

// The API server itself checks these three; a definition only repeats them.
const served = new Set(['apiVersion', 'kind', 'metadata'])

function walkProperties(schema: SchemaNode, path: string, open: readonly string[], rows: FieldRow[]): void {
  const required = new Set(schema.required)
  for (const name of Object.keys(schema.properties ?? {}).sort()) {
    if (path === '' && served.has(name)) continue
    if (!/^[\w$-]+$/.test(name))
      throw new TypeError(`a property with the name ${JSON.stringify(name)} does not fit a path`)
    const child = schema.properties?.[name]
    if (child) walk(child, path === '' ? name : `${path}.${name}`, required.has(name), open, rows)
  }
}

function walk(
  schema: SchemaNode,
  path: string,
  required: boolean,
  open: readonly string[],
  rows: FieldRow[],
): void {
  if (open.includes(path)) {
    rows.push([
      path,
      schema.type === 'array' ? 'array' : 'object',
      { ...(required ? { required } : {}), open: true },
    ])
    return
  }
  const type = typeOf(schema, path)
  const rules = rulesOf(schema, required, type)
  rows.push(Object.keys(rules).length === 0 ? [path, type] : [path, type, rules])
  if (schema.items) walk(schema.items, `${path}[]`, false, open, rows)
  if (schema.additionalProperties) walk(schema.additionalProperties, `${path}{}`, false, open, rows)
  walkProperties(schema, path, open, rows)
}

function typeOf(schema: SchemaNode, path: string): FieldType {
  if (schema['x-kubernetes-int-or-string'])
    return schema.pattern === quantityPattern ? 'quantity' : 'int-or-string'
  if (schema.anyOf) throw new TypeError(`${path}: alternatives do not fit a table`)
  if (schema.type === undefined) throw new TypeError(`${path}: no type`)
  if (schema.additionalProperties) return 'map'
  return schema.type
}

function rulesOf(schema: SchemaNode, required: boolean, type: FieldType): FieldRules {
  const rules: { -readonly [K in keyof FieldRules]: FieldRules[K] } = {
    required: required || undefined,
    nullable: schema.nullable || undefined,
    open: schema['x-kubernetes-preserve-unknown-fields'] || undefined,
    enum: schema.enum,
    pattern: type === 'quantity' ? undefined : schema.pattern,
    format: schema.format,
    minimum: schema.minimum,
    maximum: schema.maximum,
    minLength: schema.minLength,
    maxLength: schema.maxLength,
    minItems: schema.minItems,
    maxItems: schema.maxItems,
    default: schema.default,
    list: schema['x-kubernetes-list-type'],
    keys: schema['x-kubernetes-list-map-keys'],
    merge: schema['x-kubernetes-map-type'],
    cel: schema['x-kubernetes-validations']?.map(({ rule, message }) => ({
      rule,
      ...(message === undefined ? {} : { message }),
    })),
  }
  for (const key of keysOf(rules)) if (rules[key] === undefined) delete rules[key]
  return rules
}

function keysOf<T extends object>(value: T): (keyof T)[] {
  const keys: (keyof T)[] = []
  for (const key in value) keys.push(key)
  return keys
}
