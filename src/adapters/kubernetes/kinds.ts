import application from './tables/application.json' with { type: 'json' }
import dataVolume from './tables/data-volume.json' with { type: 'json' }
import kustomization from './tables/kustomization.json' with { type: 'json' }
import namespace from './tables/namespace.json' with { type: 'json' }
import networkAttachmentDefinition from './tables/network-attachment-definition.json' with { type: 'json' }
import virtualMachine from './tables/virtual-machine.json' with { type: 'json' }
import { apiVersionOf, type SchemaTable, schemaTable } from './table.ts'
import { type FieldTree, treeOf } from './tree.ts'

const files: readonly unknown[] = [
  namespace,
  networkAttachmentDefinition,
  dataVolume,
  virtualMachine,
  application,
  kustomization,
]

let parsed: readonly SchemaTable[] | undefined

/** The tables of every kind that the translation writes. Parsed at the first call. */
export function schemaTables(): readonly SchemaTable[] {
  parsed ??= files.map((file) => schemaTable.parse(file))
  return parsed
}

/** Table and tree by `apiVersion/kind`: kind names repeat across groups. */
export type KnownKinds = ReadonlyMap<string, { readonly table: SchemaTable; readonly tree: FieldTree }>

/** Makes tables ready for checking. */
export function knownKinds(tables: readonly SchemaTable[]): KnownKinds {
  return new Map(
    tables.map((table) => [`${apiVersionOf(table)}/${table.kind}`, { table, tree: treeOf(table) }]),
  )
}
