/** VMDK images: streamOptimized (VMware's and qemu's form) and monolithicSparse in, streamOptimized out. */
export { describeDisk, type DiskWords } from './describe.ts'
export { openDisk, readHead } from './read.ts'
export { writeStreamOptimized } from './write.ts'
