/** JSON with the place of each value, and what is whole of a damaged text. */
export { firstMember, itemsOf, type JsonNode, memberOf, stringOf } from './node.ts'
export { readJson, readJsonTexts } from './read.ts'
