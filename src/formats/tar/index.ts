/** Tar archives: members with their offsets, never extracted by name; and a writer for small ones. */
export { openFile } from './file.ts'
export { checkName, defaultTarLimits, tarMembers } from './read.ts'
export type { TarLimits, TarMember } from './read.ts'
export { tarHeader, writeTar } from './write.ts'
