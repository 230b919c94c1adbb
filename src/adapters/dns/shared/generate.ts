/** Most names that one directive makes; BIND itself takes more, a plan does not need them. */
export const mostGenerated = 65_536

/** Where the counter stands in a template, and how it is written. */
interface Counter {
  readonly offset: number
  readonly width: number
  readonly base: string
}

type Template = readonly (string | Counter)[]

/** `101-108` or `0-254/2`: the numbers of a `$GENERATE`, and whether there are more than are made. */
export interface Counting {
  readonly first: number
  readonly last: number
  readonly step: number
  readonly cut: boolean
}

/** Reads the range of a `$GENERATE`; undefined when it is none. */
export function countingOf(text: string, most = mostGenerated): Counting | undefined {
  const found = /^(\d{1,10})-(\d{1,10})(?:\/(\d{1,10}))?$/.exec(text)
  if (!found) return undefined
  const first = Number(found[1])
  const last = Number(found[2])
  const step = Number(found[3] ?? 1)
  if (last < first || step < 1) return undefined
  const reached = first + step * (most - 1)
  return { first, last: Math.min(last, reached), step, cut: last > reached }
}

/**
 * A template of `$GENERATE` taken apart: `$` is the counter, `${offset,width,base}` the counter moved, padded and in
 * another base (`d`, `o`, `x`, `X`, and `n`, `N` for nibbles of reverse names); `$$` and `\$` are a dollar sign.
 */
export function templateOf(text: string): Template {
  const parts: (string | Counter)[] = []
  let plain = ''
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    const next = text.charAt(at + 1)
    if ((sign === '\\' || sign === '$') && next === '$') {
      plain += '$'
      at++
    } else if (sign === '$') {
      const close = next === '{' ? text.indexOf('}', at) : -1
      const spelled = close > 0 && close - at < 40 ? text.slice(at + 2, close) : undefined
      const found = /^([-+]?\d{1,9})(?:,(\d{1,3})(?:,([doxXnN]))?)?$/.exec(spelled ?? '0')
      if (plain !== '') parts.push(plain)
      plain = ''
      parts.push({ offset: Number(found?.[1] ?? 0), width: Number(found?.[2] ?? 0), base: found?.[3] ?? 'd' })
      if (spelled !== undefined) at = close
    } else plain += sign
  }
  if (plain !== '') parts.push(plain)
  return parts
}

/** The template filled in for one number. */
export function filled(template: Template, count: number): string {
  let text = ''
  for (const part of template) text += typeof part === 'string' ? part : spell(count + part.offset, part)
  return text
}

function spell(value: number, { width, base }: Counter): string {
  if (value < 0) return String(value)
  const upper = base === 'X' || base === 'N'
  if (base === 'n' || base === 'N') {
    // The width counts the dots as well.
    let text = ''
    let rest = value
    let open = width
    do {
      const digit = (rest % 16).toString(16)
      text += upper ? digit.toUpperCase() : digit
      rest = Math.floor(rest / 16)
      if (open > 0) open--
      if (open > 0 || rest > 0) {
        text += '.'
        if (open > 0) open--
      }
    } while (rest > 0 || open > 0)
    return text
  }
  const text = value.toString(base === 'o' ? 8 : base === 'd' ? 10 : 16).padStart(width, '0')
  return upper ? text.toUpperCase() : text
}
