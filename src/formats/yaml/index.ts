export { emitYaml, emitYamlDocuments } from './emit.ts'
export { editYaml, type YamlEdit } from './edit.ts'
export { handWritten, readYaml, type YamlLimits, type YamlPlace, type YamlRead } from './read.ts'
export type { YamlMap, YamlValue } from './value.ts'
