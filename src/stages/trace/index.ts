export { type Effort, effortSchema, mergeEffort, shippedEffort } from './effort.ts'
export { type ChangeDocument, changeDocuments } from './change-documents.ts'
export { gatherReferences, type ReferenceLookup } from './gather.ts'
export {
  makeOwnerDirectory,
  type OwnerRule,
  type TeamName,
} from './owners.ts'
export type { BlastRadius } from './result.ts'
export { collectScope, type ScopeAnswer, type ScopeMode, type ScopeWindow } from './scope.ts'
export { trace } from './trace.ts'
export type { Coverage } from './unknowns.ts'
