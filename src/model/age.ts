/** A source that is older than this is marked: people will have moved VMs since. */
const staleAfterDays = 14

/** Whole days between two times in ISO 8601; undefined when one of them is none. */
function ageDays(then: string, now: string): number | undefined {
  const days = Math.floor((Date.parse(now) - Date.parse(then)) / 86_400_000)
  return Number.isFinite(days) ? Math.max(0, days) : undefined
}

/** `today`, `1 day old`, `20 days old`, and whether that is too old to rely on. */
export function ageOf(then: string, now: string): { readonly text: string; readonly stale: boolean } {
  const days = ageDays(then, now)
  if (days === undefined) return { text: 'of unknown age', stale: true }
  const text = days === 0 ? 'from today' : days === 1 ? '1 day old' : `${days} days old`
  return { text, stale: days > staleAfterDays }
}
