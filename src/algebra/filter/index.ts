export { type FilterField, type FilterRow, filterFields } from './fields.ts'
export { compileFilter } from './match.ts'
export { type Filter, parseFilter } from './parse.ts'
export { FilterError } from './tokens.ts'
