export { type LoadedSource, type MergeResult, mergeEstate } from './merge.ts'
