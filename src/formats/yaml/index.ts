export { emitYaml, emitYamlDocuments } from './emit.ts'
export { editYaml, type YamlEdit } from './edit.ts'
export { type PlainYaml, readPlainYaml } from './plain.ts'
export { readYaml, type YamlLimits, type YamlRead } from './read.ts'
