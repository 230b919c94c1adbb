/** Tar archives: members with their offsets, never extracted by name. `write.ts` makes small ones. */
export { openFile } from './file.ts'
export { checkName, tarMembers } from './read.ts'
