/** One table of an export: how it is paged, and which of its rows go along. */
export interface TransferTable {
  readonly name: string
  /** Expressions that order its rows uniquely. */
  readonly keys: readonly string[]
  /** Rows of one page; columns are large, a page of them is one row. */
  readonly pageRows: number
  /** Only rows of these parents, captured at the start: a column and what it points at. */
  readonly within?: readonly { readonly column: string; readonly parent: Parent }[]
}

/** What is captured at the start, so that what is added or removed meanwhile does not tear the export. */
export type Parent = 'source' | 'source_version' | 'evidence_file' | 'evidence_version' | 'build' | 'run'

const chunkKeys = ['coalesce(evidence_version, 0)', 'coalesce(build, 0)', 'number']
const chunkParents = [
  { column: 'evidence_version', parent: 'evidence_version' },
  { column: 'build', parent: 'build' },
] as const

/** The tables in an order in which parents come first. */
export const transferTables: readonly TransferTable[] = [
  { name: 'workspace_meta', keys: ['key'], pageRows: 500 },
  { name: 'source', keys: ['id'], pageRows: 2_000, within: [{ column: 'id', parent: 'source' }] },
  {
    name: 'source_version',
    keys: ['id'],
    pageRows: 200,
    within: [{ column: 'id', parent: 'source_version' }],
  },
  {
    name: 'observation',
    keys: ['version', 'kind', 'key'],
    pageRows: 1_000,
    within: [{ column: 'version', parent: 'source_version' }],
  },
  { name: 'identity', keys: ['key'], pageRows: 2_000 },
  { name: 'build', keys: ['id'], pageRows: 2_000, within: [{ column: 'id', parent: 'build' }] },
  { name: 'projection', keys: ['name'], pageRows: 10, within: [{ column: 'build', parent: 'build' }] },
  {
    name: 'estate_object',
    keys: ['build', 'seq'],
    pageRows: 1_000,
    within: [{ column: 'build', parent: 'build' }],
  },
  {
    name: 'evidence_file',
    keys: ['id'],
    pageRows: 2_000,
    within: [{ column: 'id', parent: 'evidence_file' }],
  },
  {
    name: 'evidence_version',
    keys: ['id'],
    pageRows: 200,
    within: [{ column: 'id', parent: 'evidence_version' }],
  },
  { name: 'reference_chunk', keys: chunkKeys, pageRows: 1, within: chunkParents },
  { name: 'flow_chunk', keys: chunkKeys, pageRows: 1, within: chunkParents },
  { name: 'document', keys: ['name', 'key'], pageRows: 200 },
  { name: 'performance_block', keys: ['entity', 'interval_seconds', 'block'], pageRows: 200 },
  { name: 'run', keys: ['id'], pageRows: 500, within: [{ column: 'id', parent: 'run' }] },
  { name: 'run_step', keys: ['run', 'seq'], pageRows: 500, within: [{ column: 'run', parent: 'run' }] },
  { name: 'run_event', keys: ['seq'], pageRows: 2_000, within: [{ column: 'run', parent: 'run' }] },
]

/** Tables whose number is given by a sequence, which an import has to move on. */
export const numberedTables = ['source_version', 'evidence_version', 'build'] as const

/** Version of the file's form. */
export const transferVersion = 1

/** Longest line of an export: one chunk of columns, doubled by its hexadecimal form. */
export const maximumLineBytes = 256 * 1_048_576

/** Bytes of raw evidence in one line. */
export const rawPartBytes = 1_048_576
