/** `Sat 2026-11-21 22:00` as it is on the clock of the plan's own time zone: the offset stands in the text. */
export function localMinute(iso: string): string {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`)
  const name = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][day.getUTCDay()] ?? ''
  return `${name} ${iso.slice(0, 10)} ${iso.slice(11, 16)}`.trim()
}

/** `22:00`; with the weekday when it is another day than `start`, with the date when it is more than six days later. */
export function localEnd(start: string, end: string): string {
  if (start.slice(0, 10) === end.slice(0, 10)) return end.slice(11, 16)
  const days = Date.parse(end.slice(0, 10)) - Date.parse(start.slice(0, 10))
  return days > 6 * 86_400_000 ? localMinute(end) : `${localMinute(end).slice(0, 3)} ${end.slice(11, 16)}`
}

/** `45 min`, `6 h`, `6 h 30 min`. */
export function minutesText(minutes: number): string {
  const whole = Math.round(minutes)
  const hours = Math.floor(whole / 60)
  const rest = whole % 60
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** Where a time lies between the first and the last, in percent. */
export function placeOf(iso: string, first: string, last: string): number {
  const span = Date.parse(last) - Date.parse(first)
  return span <= 0 ? 0 : Math.max(0, Math.min(100, (100 * (Date.parse(iso) - Date.parse(first))) / span))
}
