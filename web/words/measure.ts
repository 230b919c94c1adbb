/** MiB in the largest unit that keeps it readable: `64 GiB`, `1.5 TiB`. */
export function size(mib: number | undefined): string {
  if (mib === undefined) return ''
  if (mib >= 1_048_576) return `${short(mib / 1_048_576)} TiB`
  return mib >= 1024 ? `${short(mib / 1024)} GiB` : `${short(mib)} MiB`
}

/** Bytes in the largest unit that keeps it readable. */
export function bytes(value: number | undefined): string {
  return value === undefined ? '' : size(value / 1_048_576)
}

function short(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0).replace(/\.0$/, '')
}

/** `1 VM`, `2 VMs`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`
}

/** A time to the minute, as it stands in the ISO text, with its offset left out. */
export function minute(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}

/** A clause as a sentence: a capital first, a full stop last. */
export function sentence(text: string): string {
  const whole = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(whole) ? whole : `${whole}.`
}
