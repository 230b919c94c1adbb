/** HCL as Terraform writes it: blocks, attributes, lists, objects, texts with templates; the place of each value. */
export type { HclBlock, HclNode } from './node.ts'
export { readHcl } from './read.ts'
