import type { Tally } from '../../../algebra/evidence/collect.ts'
import type { Line } from '../../../lib/lines.ts'
import { namingTypes, silentTypes, type Zone, type ZoneRecord } from './schema.ts'

/** Most lines that one parenthesised record may span. */
const mostRecordLines = 500

interface Tokens {
  readonly words: readonly string[]
  /** The line begins with a blank: the owner is the one before. */
  readonly continues: boolean
  readonly open: number
}

/** Reads a zone file (RFC 1035): $ORIGIN, $TTL, parentheses, quoted texts. One bad line is counted and left out. */
export function readZone(lines: readonly Line[], fileName: string, tally: Tally): Zone {
  let origin = zoneOfName(fileName) ?? ''
  let zone: string | undefined
  let ttl: number | undefined
  let owner = ''
  let contact: string | undefined
  const records: ZoneRecord[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (!line) continue
    let tokens = tokenize(line.text, 0)
    const words = [...tokens.words]
    const { continues } = tokens
    for (let more = 1; tokens.open > 0 && more < mostRecordLines && index + 1 < lines.length; more++) {
      index++
      tokens = tokenize(lines[index]?.text ?? '', tokens.open)
      words.push(...tokens.words)
    }
    if (words.length === 0) continue
    const directive = (words[0] ?? '').toUpperCase()
    if (directive === '$ORIGIN') {
      origin = absolute(words[1] ?? '', origin)
      zone ??= origin
      tally.known()
    } else if (directive === '$TTL') {
      ttl = seconds(words[1] ?? '')
      tally.known()
    } else if (directive.startsWith('$')) tally.unknown(directive, line)
    else {
      const record = recordOf(words, continues, { owner, origin, ttl })
      if (!record) {
        tally.unknown('record', line)
        continue
      }
      owner = record.owner
      if (record.type === 'SOA') {
        contact = contactOf(record.data[1])
        zone = owner
        if (origin === '') origin = owner
      }
      if (!namingTypes.has(record.type) && !silentTypes.has(record.type))
        tally.unknown(`type ${record.type}`, line)
      else {
        tally.known()
        records.push({ ...record, line: line.number, text: line.text })
      }
    }
  }
  const name = zone ?? (origin === '' ? undefined : origin)
  return { records, ...(name === undefined ? {} : { name }), ...(contact === undefined ? {} : { contact }) }
}

function recordOf(
  words: readonly string[],
  continues: boolean,
  before: { readonly owner: string; readonly origin: string; readonly ttl: number | undefined },
): Omit<ZoneRecord, 'line' | 'text'> | undefined {
  let at = 0
  const { origin } = before
  const owner = continues ? before.owner : absolute(words[at++] ?? '', origin)
  let ttlSeconds = before.ttl
  for (let step = 0; step < 2; step++) {
    const word = words[at] ?? ''
    const own = seconds(word)
    if (own !== undefined) {
      ttlSeconds = own
      at++
    } else if (/^(?:IN|CH|HS)$/i.test(word)) at++
  }
  const type = (words[at++] ?? '').toUpperCase()
  const data = words.slice(at)
  if (!/^[A-Z][A-Z0-9-]{0,15}$/.test(type) || data.length === 0 || (owner === '' && continues))
    return undefined
  return { owner, type, data, origin, ...(ttlSeconds === undefined ? {} : { ttlSeconds }) }
}

/** Splits at blanks outside quotes; a semicolon begins a comment, parentheses join lines. */
function tokenize(text: string, openBefore: number): Tokens {
  const words: string[] = []
  let open = openBefore
  let at = 0
  const continues = /^\s/.test(text)
  while (at < text.length) {
    const sign = text.charAt(at)
    if (sign === ';') break
    if (sign === '(' || sign === ')') {
      open = Math.max(0, open + (sign === '(' ? 1 : -1))
      at++
    } else if (sign === '"') {
      let end = at + 1
      while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1
      words.push(text.slice(at + 1, end))
      at = end + 1
    } else if (/\s/.test(sign)) at++
    else {
      let end = at
      while (end < text.length && !/[\s;()"]/.test(text.charAt(end))) end += text.charAt(end) === '\\' ? 2 : 1
      words.push(text.slice(at, end))
      at = end
    }
  }
  return { words, continues, open }
}

/** A name made absolute under `origin`: lower case, without the final dot; `@` is the origin itself. */
export function absolute(name: string, origin: string): string {
  const lower = name.toLowerCase()
  if (lower === '@') return origin
  if (lower.endsWith('.')) return lower.slice(0, -1)
  return origin === '' ? lower : `${lower}.${origin}`
}

/** `3600`, `1h`, `1d12h` in seconds. */
function seconds(text: string): number | undefined {
  if (/^\d{1,10}$/.test(text)) return Number(text)
  if (!/^(?:\d{1,9}[smhdw]){1,5}$/i.test(text)) return undefined
  const unit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }
  let total = 0
  for (const [, count, letter] of text.matchAll(/(\d+)([smhdw])/gi)) {
    total += Number(count) * (unit[(letter ?? 's').toLowerCase()] ?? 1)
  }
  return total
}

/** `hostmaster.harbour.example.` is the mail address hostmaster@harbour.example. */
function contactOf(name: string | undefined): string | undefined {
  if (name === undefined) return undefined
  const dot = name.search(/(?<!\\)\./)
  if (dot <= 0) return name
  return `${name.slice(0, dot).replaceAll('\\.', '.')}@${name.slice(dot + 1).replace(/\.$/, '')}`.toLowerCase()
}

/** The zone that a usual file name speaks of: `harbour.example.zone`, `db.harbour.example`, `named.harbour.example`. */
function zoneOfName(fileName: string): string | undefined {
  const base = fileName.slice(fileName.lastIndexOf('/') + 1).toLowerCase()
  const inner = base.replace(/^(?:db|named|pri|master)\./, '').replace(/\.(?:zone|db|dns|hosts|txt)$/, '')
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(inner) ? inner : undefined
}
