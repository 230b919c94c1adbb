/** Which steps bring a VM to where it is to go. */
export { fileNameOf } from './file-name.ts'
export { planMoveToFiles } from './plan.ts'
