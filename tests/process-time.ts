/**
 * Processor time of this process so far, in ms. A test that says how long something may take subtracts two of these: what
 * else the machine does makes the clock go on, but not this.
 */
export function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
