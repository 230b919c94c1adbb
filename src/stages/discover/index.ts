export { fieldChanges, type ObjectChange } from './changes.ts'
export { type Decision, textOfValue } from './decide.ts'
export { type LoadedSource, type MergeResult, mergeEstate } from './merge.ts'
