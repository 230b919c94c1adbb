import { memoryEntry, openMemoryZip } from '../../../formats/zip/memory.ts'
import { localName } from '../../../formats/xml/index.ts'
import { told } from '../shared/archive.ts'
import { documentLimits, type Paragraph, textParts } from './schema.ts'
import { openTables } from './tables.ts'

/** Every paragraph with text, part by part. Throws FormatError at the part that cannot be read; earlier ones are given. */
export function* readParagraphs(bytes: Uint8Array): Iterable<Paragraph> {
  const zip = openMemoryZip(bytes, documentLimits)
  let number = 0
  const parts = [...zip.entries.values()].filter(({ name }) => textParts.test(name))
  for (const entry of parts.sort((a, b) => order(a.name) - order(b.name) || (a.name < b.name ? -1 : 1))) {
    const part = textParts.exec(entry.name)?.[1] ?? ''
    for (const paragraph of paragraphsOf(memoryEntry(zip, entry))) {
      number++
      yield { ...paragraph, number, part: part === 'document' ? 'body' : part }
    }
  }
}

function order(name: string): number {
  const place = ['document', 'footnotes', 'endnotes', 'comments', 'header'].findIndex((part) =>
    name.startsWith(`word/${part}`),
  )
  return place < 0 ? 9 : place
}

type Text = Pick<Paragraph, 'text' | 'beside' | 'below'>

/** Paragraphs of a part as they end; one within another (a text box) ends first. */
function paragraphsOf(bytes: Uint8Array): Iterable<Text> {
  const done: Text[] = []
  const open: string[] = []
  const tables = openTables()
  let inText = false
  let fallback = 0
  const add = (text: string): void => {
    const last = open.length - 1
    if (last >= 0 && fallback === 0) open[last] += text
  }
  return told(
    bytes,
    {
      open(name) {
        const local = localName(name)
        // The same text box again, for programs of long ago.
        if (local === 'Fallback') fallback++
        else if (local === 'p') open.push('')
        else if (local === 't') inText = true
        else if (local === 'tab') add('\t')
        else if (local === 'br' || local === 'cr') add(' ')
        else if (local === 'noBreakHyphen') add('-')
        else tables.open(local)
      },
      text(value) {
        if (inText) add(value)
      },
      close(name) {
        const local = localName(name)
        if (local === 'Fallback') fallback--
        else if (local === 't') inText = false
        else if (local === 'p') {
          const text = (open.pop() ?? '').replaceAll(/[\r\n\0]/g, ' ')
          if (text.trim() !== '') done.push({ text, ...tables.add(text) })
        } else tables.close(local)
      },
    },
    done,
  )
}
