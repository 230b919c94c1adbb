/** OVA and OVF packages: what they say of their VMs, and where their disks are. */
export { kindOfFile, openPackage, refusedPackage } from './package.ts'
export type { OvfPackage, PackageKind, PackageMember } from './package.ts'
export { ovfReader } from './read.ts'
export type { DiskSize } from './read.ts'
export type { DigestAlgorithm, ManifestEntry } from './manifest.ts'
export type { OvfDescriptor, OvfDisk, OvfFile, OvfSystem } from './schema.ts'
export { verifyManifest } from './verify.ts'
