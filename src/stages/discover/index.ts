export { type LoadedSource, type MergeResult, mergeEstate } from './merge.ts'
export { recognisePlatform } from './platform.ts'
