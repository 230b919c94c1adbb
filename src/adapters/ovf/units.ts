const prefixes: Readonly<Record<string, number>> = {
  '': 1,
  kilo: 1024,
  mega: 1024 ** 2,
  giga: 1024 ** 3,
  tera: 1024 ** 4,
  kibi: 1024,
  mebi: 1024 ** 2,
  gibi: 1024 ** 3,
  tebi: 1024 ** 4,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
  ki: 1024,
  mi: 1024 ** 2,
  gi: 1024 ** 3,
  ti: 1024 ** 4,
}

/**
 * Bytes in one allocation unit: the programmatic units of DSP0004 (`byte * 2^20`, `byte*10^9`) and the words that
 * exporters write instead (`MegaBytes`, `KibiByte`, `GB`, where mega means 2^20 as OVF 0.9 and vSphere mean it).
 * undefined = not understood. Absent units are bytes.
 *
 * ```ts
 * unitBytes('byte * 2 ^ 30') // 1073741824
 * ```
 */
export function unitBytes(text: string | undefined): number | undefined {
  const compact = (text ?? '').toLowerCase().replace(/\s+/g, '').slice(0, 64)
  if (compact === '') return 1
  if (/^bytes?(?:\*\d{1,10}(?:\^\d{1,2})?){0,4}$/.test(compact)) {
    const factors = [...compact.matchAll(/\*(\d+)(?:\^(\d+))?/g)]
    return factors.reduce((unit, [, base, power]) => unit * Number(base) ** Number(power ?? '1'), 1)
  }
  const word = /^([a-z]*?)(?:bytes?|b)$/.exec(compact)
  return word === null ? undefined : prefixes[word[1] ?? '']
}

/**
 * Hertz units of CPU reservations as MHz: `hertz * 10^6`, `MHz`. undefined = not understood.
 */
export function unitMhz(text: string | undefined): number | undefined {
  const compact = (text ?? '').toLowerCase().replace(/\s+/g, '').slice(0, 64)
  if (compact === '' || compact === 'mhz' || compact === 'megahertz') return 1
  const match = /^hertz(?:\*10\^(\d{1,2}))?$/.exec(compact)
  return match === null ? undefined : 10 ** (Number(match[1] ?? '0') - 6)
}

/** A count of units as bytes; undefined when either is not a number or the result is not exact. */
export function quantityBytes(quantity: string | undefined, units: string | undefined): number | undefined {
  const unit = unitBytes(units)
  const text = quantity?.trim() ?? ''
  if (unit === undefined || !/^\d{1,18}(?:\.\d{1,6})?$/.test(text)) return undefined
  const bytes = Number(text) * unit
  return Number.isSafeInteger(Math.round(bytes)) ? Math.round(bytes) : undefined
}
