export { breaksOf, type TraceChange } from './breaks.ts'
export { type Effort, effortSchema, mergeEffort, shippedEffort } from './effort.ts'
export { changeDocuments } from './change-documents.ts'
export { gatherReferences, type ReferenceLookup } from './gather.ts'
export {
  makeOwnerDirectory,
  securityTeam,
  type OwnerRule,
  type TeamName,
} from './owners.ts'
export type { BlastRadius, Owned } from './result.ts'
export type { VrfRule } from './vrfs.ts'
export { vlanText } from './scope-networks.ts'
export { holdsAddress, modesThatAsk } from './work-items.ts'
export { collectScope, type ScopeAnswer, type ScopeWindow } from './scope.ts'
export { trace } from './trace.ts'
export type { Coverage } from './unknowns.ts'
