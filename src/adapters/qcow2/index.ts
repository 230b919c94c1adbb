/** qcow2 images out: compressed clusters taken over from zlib grains, tables at the end. */
export { qcow2Layout } from './layout.ts'
