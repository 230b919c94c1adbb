import { memoryEntry, openMemoryZip } from '../../../formats/zip/memory.ts'
import { localNames, told } from '../shared/archive.ts'
import { documentLimits, type Paragraph, textParts } from './schema.ts'
import { openTables } from './tables.ts'

/** Every paragraph with text, part by part. Throws FormatError at the part that cannot be read; earlier ones are given. */
export function* readParagraphs(bytes: Uint8Array): Iterable<Paragraph> {
  const zip = openMemoryZip(bytes, documentLimits)
  const counter = { last: 0 }
  const parts = [...zip.entries.values()].filter(({ name }) => textParts.test(name))
  for (const entry of parts.sort((a, b) => order(a.name) - order(b.name) || (a.name < b.name ? -1 : 1))) {
    const part = textParts.exec(entry.name)?.[1] ?? ''
    yield* paragraphsOf(memoryEntry(zip, entry), part === 'document' ? 'body' : part, counter)
  }
}

function order(name: string): number {
  const place = ['document', 'footnotes', 'endnotes', 'comments', 'header'].findIndex((part) =>
    name.startsWith(`word/${part}`),
  )
  return place < 0 ? 9 : place
}

/** Paragraphs of a part as they end; one within another (a text box) ends first. */
function paragraphsOf(bytes: Uint8Array, part: string, counter: { last: number }): Iterable<Paragraph> {
  const done: Paragraph[] = []
  const open: string[] = []
  const tables = openTables()
  const localOf = localNames()
  let inText = false
  let fallback = 0
  const add = (text: string): void => {
    const last = open.length - 1
    if (last >= 0 && fallback === 0) open[last] += text
  }
  const end = (raw: string): void => {
    if (raw === '' || raw.trim() === '') return
    const text = /[\r\n\0]/.test(raw) ? raw.replaceAll(/[\r\n\0]/g, ' ') : raw
    counter.last++
    const { beside, below } = tables.add(text)
    done.push({ number: counter.last, text, part, beside, below })
  }
  return told(
    bytes,
    {
      open(name) {
        switch (localOf(name)) {
          // The same text box again, for programs of long ago.
          case 'Fallback':
            fallback++
            break
          case 'p':
            open.push('')
            break
          case 't':
            inText = true
            break
          case 'tab':
            add('\t')
            break
          case 'br':
          case 'cr':
            add(' ')
            break
          case 'noBreakHyphen':
            add('-')
            break
          case 'tbl':
          case 'tr':
          case 'tc':
            tables.open(localOf(name))
        }
      },
      text(value) {
        if (inText) add(value)
      },
      close(name) {
        switch (localOf(name)) {
          case 'Fallback':
            fallback--
            break
          case 't':
            inText = false
            break
          case 'p':
            end(open.pop() ?? '')
            break
          case 'tbl':
          case 'tc':
            tables.close(localOf(name))
        }
      },
    },
    done,
  )
}
