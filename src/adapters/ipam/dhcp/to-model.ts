import { literalsIn, partsOfLiteral } from '../../../algebra/evidence/literals.ts'
import { ownerInText } from '../../../algebra/evidence/owner-hint.ts'
import { formatSpan, parseAddress, parseSpan } from '../../../lib/ip.ts'
import type { Line } from '../../../lib/lines.ts'
import { addressName, type IpamEntry, type IpamName, spanName } from '../shared/entry.ts'
import { hardwareAddress } from '../shared/hardware.ts'
import type { Binding } from './schema.ts'

/** States in which nobody has the address. */
const over = /^(?:free|expired|released|abandoned|backup|reset|declined|expired-reclaimed|inactive)/

/** The entry of a lease or a reservation: a server's promise to give a machine this address. */
export function entryOf(binding: Binding): IpamEntry {
  const { line, names, kind, host, state, expires, remark } = binding
  const name = host.replace(/\.$/, '')
  const owner = remark === undefined ? undefined : ownerInText(remark)
  return {
    line,
    names: kind === 'lease' ? names : [...names, ...cardOf(binding)],
    name: name === '' ? undefined : name,
    // A name that leads to the address is the binding's; an address as its name is none.
    host: name === '' || parseAddress(name) !== undefined ? undefined : name.toLowerCase(),
    state: state === '' || state === kind ? kind : `${kind}, ${state}`,
    // A reservation stands whether its machine is there or not.
    disabled: kind === 'lease' && over.test(state),
    expires,
    owner: owner === undefined ? undefined : { team: owner, basis: 'comment' },
    owns: names.flatMap(({ matched, strength }) => (strength === 'name' ? [] : [matched])),
    prose: remark === undefined ? [] : [{ text: remark, line }],
  }
}

/** The card that an address is kept for: a reservation must follow it. A lease follows by itself. */
function cardOf({ card }: Binding): readonly IpamName[] {
  const host = card && (hardwareAddress(card.text) ?? bareHardware(card.text))
  if (card === undefined || host === undefined) return []
  return [{ line: card.line, matched: card.text, strength: 'name', role: 'literal', host }]
}

/** Windows leaves the signs out: `005056aabbcc`. */
function bareHardware(text: string): string | undefined {
  if (text.length !== 12 || !/^[\da-f]+$/i.test(text)) return undefined
  return text.toLowerCase().replace(/..(?=.)/g, '$&:')
}

/** Addresses of a text: the one that it is, else those within it, as in `http://192.0.2.1/boot`. */
export function namesWithin(text: string, line: Line): readonly IpamName[] {
  const whole = nameOf(text, line)
  if (whole) return [whole]
  if (text.length < 8 || text.length > 4000 || !/\d\.\d|:/.test(text)) return []
  return literalsIn(text).map((literal) => {
    const { column: _, ...parts } = partsOfLiteral(literal)
    return { ...parts, line, role: 'literal' as const }
  })
}

/** An address, prefix or range that a setting names: a pool, a router, a server. */
export function settingEntry(name: string, line: Line, names: readonly IpamName[]): IpamEntry {
  return { line, names, name }
}

/** A scope: its subnet and its ranges. What stands beside it may say who has the first of these. */
export function scopeEntry(name: string, line: Line, names: readonly IpamName[], remark: string): IpamEntry {
  const entry = settingEntry(name, line, names)
  if (remark === '') return entry
  const team = ownerInText(remark)
  const prose = [{ text: remark, line }]
  if (team === undefined) return { ...entry, prose }
  return { ...entry, prose, owner: { team, basis: 'description' }, owns: names.slice(0, 1).map(subjectOf) }
}

/** A subnet as others write it, whichever way its mask stands there. */
function subjectOf({ covers, matched }: IpamName): string {
  const span = parseSpan(covers ?? matched)
  return span === undefined ? matched : formatSpan(span)
}

/** What a text names: an address, a prefix, or two ends of a range with a dash. */
export function nameOf(text: string, line: Line): IpamName | undefined {
  if (text.includes('/')) return spanName(text, line)
  if (!text.includes('-')) return addressName(text, line)
  const range = text.replace(/\s+/g, '')
  return spanName(range, line)
}

/** `2026/11/02 09:58:13` in UTC to ISO 8601. */
export function isoOf(date: string, time: string): string | undefined {
  const found = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(date)
  if (!found || !/^\d{1,2}:\d{2}:\d{2}$/.test(time)) return undefined
  const [, year = '', month = '', day = ''] = found
  return isoOfSeconds(
    Date.parse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${time.padStart(8, '0')}Z`) / 1000,
  )
}

/** Seconds since 1970 to ISO 8601; undefined for what is no time. */
export function isoOfSeconds(seconds: number): string | undefined {
  const milliseconds = seconds * 1000
  return milliseconds > 0 && milliseconds < 8.64e15 ? new Date(milliseconds).toISOString() : undefined
}
