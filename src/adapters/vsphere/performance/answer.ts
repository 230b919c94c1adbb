import { childOf, childrenOf, childText, type XmlElement } from '../../../formats/xml/index.ts'

/** What the answer says of one entity: numbers of counters, not yet their names. */
export interface EntityAnswer {
  readonly id: string
  readonly times: readonly number[]
  readonly values: ReadonlyMap<number, readonly number[]>
  /** A series with another number of values than there are times: nobody can say which value belongs to which time. */
  readonly uneven?: { readonly counter: number; readonly values: number }
}

/** Reads one entity of an answer in either form: as comma-separated text, or as an element for each number. */
export function entityAnswer(element: XmlElement): EntityAnswer {
  const csv = childText(element, 'sampleInfoCSV')
  const times = csv === undefined ? timesOf(element) : timesOfCsv(csv)
  const values = new Map<number, readonly number[]>()
  let uneven: EntityAnswer['uneven']
  for (const series of childrenOf(element, 'value')) {
    const id = childOf(series, 'id')
    // Only the whole entity: its cards, disks and processors have instances of their own.
    if (id === undefined || (childText(id, 'instance') ?? '') !== '') continue
    const texts =
      csv === undefined
        ? childrenOf(series, 'value').map(({ text }) => text)
        : listOf(childText(series, 'value') ?? '')
    const counter = Number(childText(id, 'counterId'))
    if (texts.length > 0 && texts.length !== times.length) uneven = { counter, values: texts.length }
    values.set(
      counter,
      texts.map((text) => sampleOf(text)),
    )
  }
  const id = childText(element, 'entity') ?? ''
  return { id, times, values, ...(uneven === undefined ? {} : { uneven }) }
}

/** A vCenter writes -1 where it has no sample, and in comma-separated text sometimes nothing. */
function sampleOf(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return value >= 0 ? value : Number.NaN
}

function timesOf(element: XmlElement): number[] {
  return childrenOf(element, 'sampleInfo').map((info) => secondsOf(childText(info, 'timestamp') ?? ''))
}

/** `300,2026-11-20T10:00:00Z,300,2026-11-20T10:05:00Z,…`: interval and time in turn. */
function timesOfCsv(text: string): number[] {
  return listOf(text).flatMap((part, at) => (at % 2 === 1 ? [secondsOf(part)] : []))
}

function listOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(',')
}

function secondsOf(text: string): number {
  return Math.round(Date.parse(text) / 1000)
}
