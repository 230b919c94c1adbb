/** Which steps bring a VM to where it is to go. */
export { fileNameOf } from './file-name.ts'
export { type DiskFiles, type MovePlan, type MoveRequest, planMoveToFiles } from './plan.ts'
