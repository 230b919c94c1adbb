/** The only way time comes in. */
export interface Clock {
  /** ISO 8601 in UTC. */
  now(): string
}
