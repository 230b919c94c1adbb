import { z } from 'zod'

/** What may stand at a path. `quantity` is Kubernetes' number with a unit, written as text or as an integer. */
export type FieldType =
  | 'object'
  | 'map'
  | 'array'
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'int-or-string'
  | 'quantity'

/** What a field must keep to beyond its type. */
export interface FieldRules {
  readonly required?: true | undefined
  readonly nullable?: true | undefined
  /** Unknown fields inside are kept and not checked. */
  readonly open?: true | undefined
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
  /** How server-side apply merges a list or a mapping. */
  readonly list?: 'atomic' | 'set' | 'map' | undefined
  readonly keys?: readonly string[] | undefined
  readonly merge?: 'atomic' | 'granular' | undefined
  /** Rules in the expression language of Kubernetes; only the API server runs them. */
  readonly cel?: readonly { readonly rule: string; readonly message?: string | undefined }[] | undefined
}

/** One line of a table: path (`spec.disks[].name`, `spec.labels{}`), type, rules. */
export type FieldRow = readonly [path: string, type: FieldType, rules?: FieldRules]

/** One kind of object as the API server would check it, in our own compact form. */
export interface SchemaTable {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly plural: string
  readonly singular: string
  readonly shortNames: readonly string[]
  readonly scope: 'Namespaced' | 'Cluster'
  readonly statusSubresource: boolean
  /** The file it was derived from; absent = written by hand. */
  readonly from?: string | undefined
  readonly fields: readonly FieldRow[]
}

const rules = z.strictObject({
  required: z.literal(true).optional(),
  nullable: z.literal(true).optional(),
  open: z.literal(true).optional(),
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
  list: z.enum(['atomic', 'set', 'map']).optional(),
  keys: z.array(z.string()).optional(),
  merge: z.enum(['atomic', 'granular']).optional(),
  cel: z.array(z.strictObject({ rule: z.string(), message: z.string().optional() })).optional(),
})

const type = z.enum([
  'object',
  'map',
  'array',
  'string',
  'integer',
  'number',
  'boolean',
  'int-or-string',
  'quantity',
])

/** Shape of a table file. */
export const schemaTable: z.ZodType<SchemaTable> = z.strictObject({
  group: z.string(),
  version: z.string(),
  kind: z.string(),
  plural: z.string(),
  singular: z.string(),
  shortNames: z.array(z.string()),
  scope: z.enum(['Namespaced', 'Cluster']),
  statusSubresource: z.boolean(),
  from: z.string().optional(),
  fields: z.array(z.union([z.tuple([z.string(), type]), z.tuple([z.string(), type, rules])])),
})

/** `kubevirt.io/v1`, or `v1` for the core group. */
export function apiVersionOf(table: Pick<SchemaTable, 'group' | 'version'>): string {
  return table.group === '' ? table.version : `${table.group}/${table.version}`
}

/** The pattern by which Kubernetes recognises a quantity; linear, no ambiguity between its branches. */
export const quantityPattern =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$'
