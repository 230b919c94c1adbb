/** A measured value with its unit, three digits where they say something: `43.2 %`, `1,210 MHz`, `2.5 GiB`. */
export function amount(value: number | undefined, unit: string): string {
  if (value === undefined) return ''
  if (unit.startsWith('MiB') && value >= 1024) return `${digits(value / 1024)} ${unit.replace('MiB', 'GiB')}`
  return `${digits(value)} ${unit === 'percent' ? '%' : unit}`
}

function digits(value: number): string {
  const decimals = value >= 100 || value === 0 ? 0 : value >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: decimals })
}

/** Seconds as people say them: `20 s`, `5 minutes`, `2 hours`, `1 day`. */
export function duration(seconds: number): string {
  if (seconds % 86_400 === 0) return many(seconds / 86_400, 'day')
  if (seconds % 3600 === 0) return many(seconds / 3600, 'hour')
  if (seconds % 60 === 0) return many(seconds / 60, 'minute')
  return `${seconds} s`
}

function many(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}
