import { type FieldNode, treeOf } from './tree.ts'
import { quantityPattern, type SchemaTable } from './table.ts'

/**
 * The CustomResourceDefinition (apiextensions.k8s.io/v1) that a table stands for, so that a real API server can be
 * loaded with it. Parts that the table leaves open accept anything.
 */
export function tableToCrd(table: SchemaTable): Readonly<Record<string, unknown>> {
  const { root } = treeOf(table)
  const schema = schemaOf(root)
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${table.plural}.${table.group}` },
    spec: {
      group: table.group,
      scope: table.scope,
      names: {
        kind: table.kind,
        plural: table.plural,
        singular: table.singular,
        shortNames: table.shortNames,
      },
      versions: [
        {
          name: table.version,
          served: true,
          storage: true,
          ...(table.statusSubresource ? { subresources: { status: {} } } : {}),
          schema: {
            openAPIV3Schema: {
              ...schema,
              properties: {
                apiVersion: { type: 'string' },
                kind: { type: 'string' },
                metadata: { type: 'object' },
                ...Object(schema['properties']),
              },
            },
          },
        },
      ],
    },
  }
}

function schemaOf(node: FieldNode): Record<string, unknown> {
  const { rules } = node
  const out: Record<string, unknown> = { ...shapeOf(node) }
  const required = [...node.properties].filter(([, child]) => child.rules.required).map(([name]) => name)
  if (required.length > 0) out['required'] = required
  const plain = [
    'nullable',
    'enum',
    'pattern',
    'format',
    'minimum',
    'maximum',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'default',
  ] as const
  for (const name of plain) if (rules[name] !== undefined) out[name] = rules[name]
  if (rules.list) out['x-kubernetes-list-type'] = rules.list
  if (rules.keys) out['x-kubernetes-list-map-keys'] = rules.keys
  if (rules.merge) out['x-kubernetes-map-type'] = rules.merge
  if (rules.cel) out['x-kubernetes-validations'] = rules.cel
  return out
}

function shapeOf(node: FieldNode): Record<string, unknown> {
  const openItem = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
  switch (node.type) {
    case 'object': {
      const properties = Object.fromEntries(
        [...node.properties].map(([name, child]) => [name, schemaOf(child)]),
      )
      return {
        type: 'object',
        ...(node.properties.size > 0 ? { properties } : {}),
        ...(node.rules.open ? { 'x-kubernetes-preserve-unknown-fields': true } : {}),
      }
    }
    case 'map':
      return { type: 'object', additionalProperties: node.inner ? schemaOf(node.inner) : openItem }
    case 'array':
      return { type: 'array', items: node.inner ? schemaOf(node.inner) : openItem }
    case 'quantity':
      return { 'x-kubernetes-int-or-string': true, anyOf: intOrString, pattern: quantityPattern }
    case 'int-or-string':
      return { 'x-kubernetes-int-or-string': true, anyOf: intOrString }
    default:
      return { type: node.type }
  }
}

const intOrString = [{ type: 'integer' }, { type: 'string' }]
