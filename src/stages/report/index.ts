export type { FlowLine, OwnerPage } from './owner-input.ts'
export { ownerPage } from './owner-page.ts'
