/** OVA and OVF packages: what they say of their VMs, and where their disks are. */
export { diskReader } from './bare-disk.ts'
export { kindOfFile, openPackage, type OvfPackage, refusedPackage } from './package.ts'
export { ovfReader } from './read.ts'
export type { OvfDisk, OvfSystem } from './schema.ts'
export { verifyManifest } from './verify.ts'
