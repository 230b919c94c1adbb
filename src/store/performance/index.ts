/** Samples of performance counters, kept in columns. */
export * from './blocks.ts'
