export { gatherReferences, type ReferenceLookup } from './gather.ts'
export {
  makeOwnerDirectory,
  type OwnerDirectory,
  type OwnerRule,
  type OwnerSources,
  type TeamName,
} from './owners.ts'
export type { BlastRadius } from './result.ts'
export { trace } from './trace.ts'
export type { Coverage } from './unknowns.ts'
