/** HCL as Terraform writes it: blocks, attributes, lists, objects, texts with templates; the place of each value. */
export type { HclNode } from './node.ts'
export { readHcl } from './read.ts'
