// The door of the run engine.
export * from './control.ts'
export { type ExecuteOptions, executeRun, type RunOutcome } from './execute.ts'
export * from './step.ts'
export * from './stop.ts'
export * from './view.ts'
