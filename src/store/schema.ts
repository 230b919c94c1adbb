import type { Generated } from 'kysely'

/** A column of documents: anything JSON on the way out, its text on the way in (see `json`). */
type Json = unknown

interface CommitKeyTable {
  key: string
  result: Json
  at: Generated<string>
}

interface WorkspaceMetaTable {
  key: string
  value: Json
}

interface SourceTable {
  id: string
  reader: string
  key: string
  label: string
  rank: number
  observed_at: string | null
}

interface SourceVersionTable {
  id: Generated<number>
  source: string
  state: 'loading' | 'ready'
  hash: string
  read_at: string
  owner: string
  began_at: Generated<string>
  counts: Json
  report: Json
}

interface ObservationTable {
  version: number
  kind: string
  key: string
  doc: Json
}

interface IdentityTable {
  key: string
  id: string
}

interface BuildTable {
  id: Generated<number>
  name: string
  state: 'building' | 'shown' | 'old'
  owner: string
  began_at: Generated<string>
}

interface ProjectionTable {
  name: string
  build: number
  input_hash: string
  built_at: Generated<string>
  meta: Json
}

interface EstateObjectTable {
  build: number
  kind: string
  seq: number
  id: string
  name: string
  doc: Json
}

interface EvidenceFileTable {
  id: string
  name: string
  kind: string
}

interface EvidenceVersionTable {
  id: Generated<number>
  file: string
  state: 'loading' | 'ready'
  hash: string
  read_at: string
  owner: string
  began_at: Generated<string>
  report: Json
}

interface ChunkRow {
  evidence_version: number | null
  build: number | null
  number: number
  rows: number
  first_address: Uint8Array | null
  last_address: Uint8Array | null
  first_name: string | null
  last_name: string | null
  data: Uint8Array
}

interface DocumentTable {
  name: string
  key: string
  doc: Json
  saved_at: Generated<string>
}

interface PerformanceBlockTable {
  entity: string
  interval_seconds: number
  block: number
  last_slot: number
  samples: number
  data: Uint8Array
}

interface RunTable {
  id: string
  type: string
  state: 'running' | 'done' | 'failed' | 'interrupted' | 'needs-human' | 'cancelled'
  input: Json
  slots: Json
  error: Json
  cancel_asked: Generated<boolean>
  created_at: Generated<string>
  ended_at: string | null
  lease_owner: string | null
  lease_token: Generated<number>
  lease_until: string | null
}

interface RunStepTable {
  run: string
  seq: number
  name: string
  type: string
  input: Json
  key: string
  state: 'waiting' | 'intent' | 'done' | 'failed' | 'in-doubt'
  attempt: Generated<number>
  checkpoint: Json
  result: Json
  error: Json
  began_at: string | null
  ended_at: string | null
}

interface RunEventTable {
  seq: number
  run: string
  at: Generated<string>
  kind: string
  data: Json
}

interface RunSlotTable {
  resource: string
  number: number
  run: string
}

interface MigrationTable {
  number: number
  name: string
  hash: string
  applied_at: Generated<string>
}

/** Every table, as the numbered migrations make them. Times are ISO 8601 in UTC. */
export interface Database {
  commit_key: CommitKeyTable
  workspace_meta: WorkspaceMetaTable
  source: SourceTable
  source_version: SourceVersionTable
  observation: ObservationTable
  identity: IdentityTable
  build: BuildTable
  projection: ProjectionTable
  estate_object: EstateObjectTable
  evidence_file: EvidenceFileTable
  evidence_version: EvidenceVersionTable
  reference_chunk: ChunkRow
  flow_chunk: ChunkRow
  document: DocumentTable
  performance_block: PerformanceBlockTable
  run: RunTable
  run_step: RunStepTable
  run_event: RunEventTable
  run_slot: RunSlotTable
  migration: MigrationTable
}
