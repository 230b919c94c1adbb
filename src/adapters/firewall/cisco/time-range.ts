const months = 'january february march april may june july august september october november december'.split(
  ' ',
)

/** ISO time of `absolute [start …] end 18:00 31 March 2026`; local to the device, so without a zone. */
export function endOfAbsolute(words: readonly string[]): string | undefined {
  const at = words.indexOf('end')
  if (words[0] !== 'absolute' || at < 0) return undefined
  const clock = /^(\d{1,2}):(\d{2})$/.exec(words[at + 1] ?? '')
  const day = Number(words[at + 2])
  const month = months.findIndex((name) => name.startsWith((words[at + 3] ?? '?').toLowerCase())) + 1
  const year = words[at + 4] ?? ''
  if (!clock || month === 0 || !(day >= 1 && day <= 31) || !/^\d{4}$/.test(year)) return undefined
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(Number(clock[1]))}:${clock[2] ?? '00'}`
}
