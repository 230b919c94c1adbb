/** VMDK images: streamOptimized (VMware's and qemu's form) and monolithicSparse in, streamOptimized out. */
export { openDisk, readHead } from './read.ts'
export { writeStreamOptimized } from './write.ts'
