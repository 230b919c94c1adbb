import type { XmlAttribute } from '../../../formats/xml/element.ts'
import { unescapeCodes } from '../../../formats/xlsx/text.ts'
import { longestLine } from '../../../lib/lines.ts'
import { localNames, told } from '../shared/archive.ts'
import { type Cell, mostColumns, mostRows, type Row } from './schema.ts'

/** Every item of the table of shared strings, in order. Throws FormatError. */
export function sharedStrings(bytes: Uint8Array): Iterable<string> {
  const done: string[] = []
  const localOf = localNames()
  const text = textOf()
  return told(
    bytes,
    {
      open(name) {
        text.open(localOf(name))
      },
      text: text.add,
      close(name) {
        if (text.close(localOf(name)) === 'si') done.push(text.take())
      },
    },
    done,
  )
}

/** Every comment of a sheet at its cell. Throws FormatError. */
export function commentRows(bytes: Uint8Array, sheet: string): Iterable<Row> {
  const done: Row[] = []
  const localOf = localNames()
  const text = textOf()
  let at = { column: 0, row: 1 }
  return told(
    bytes,
    {
      open(name, attributes) {
        const local = text.open(localOf(name))
        if (local === 'comment') at = placeOf(valueOf(attributes, 'ref')) ?? at
      },
      text: text.add,
      close(name) {
        if (text.close(localOf(name)) !== 'comment') return
        const cells = [{ column: at.column, text: text.take(), isText: true }]
        done.push({ sheet, number: at.row, cells, of: 'comment' })
      },
    },
    done,
  )
}

/** Every row of a sheet that shows something. Throws FormatError. */
export function sheetRows(bytes: Uint8Array, sheet: string, strings: readonly string[]): Iterable<Row> {
  const done: Row[] = []
  const localOf = localNames()
  const text = textOf('v')
  let number = 0
  let column = -1
  let type = ''
  let formula = false
  let length = 0
  let cells: Cell[] = []
  let trouble: string | undefined
  const shown = (): string => {
    const raw = text.take()
    if (type !== 's') return raw
    const string = /^\s*\d{1,9}\s*$/.test(raw) ? strings[Number(raw)] : undefined
    if (string === undefined && raw !== '') trouble = 'shared string that does not exist'
    return string ?? ''
  }
  const endCell = (): void => {
    const value = shown()
    // A program that did not calculate leaves no value; an empty text is one.
    if (value === '' && formula && type !== 'str') trouble = 'formula without a value'
    if (value.trim() === '') return
    length += value.length + 1
    if (length > longestLine || column >= mostColumns) trouble = 'row longer than 1,000,000 characters'
    else cells.push({ column, text: value, isText: type === 's' || type === 'str' || type === 'inlineStr' })
  }
  return told(
    bytes,
    {
      open(name, attributes) {
        const local = text.open(localOf(name))
        if (local === 'row') {
          const said = Number(valueOf(attributes, 'r'))
          number = said >= 1 && said <= mostRows && Number.isInteger(said) ? said : number + 1
          column = -1
        } else if (local === 'c') {
          column = placeOf(valueOf(attributes, 'r'))?.column ?? column + 1
          type = valueOf(attributes, 't') ?? 'n'
          formula = false
          text.take()
        } else if (local === 'f') formula = true
      },
      text: text.add,
      close(name) {
        const local = text.close(localOf(name))
        if (local === 'c') endCell()
        else if (local === 'row') {
          const row: Row = { sheet, number, cells, of: 'row' }
          if (trouble !== undefined) done.push({ ...row, trouble })
          else if (cells.length > 0) done.push(row)
          cells = []
          length = 0
          trouble = undefined
        }
      },
    },
    done,
  )
}

const breaks = /[\0-\u001f\u2028\u2029]/

/** Gathers the text of `t` (and `also`), without phonetic hints, as one line. */
function textOf(also?: string): {
  open(local: string): string
  add(value: string): void
  close(local: string): string
  take(): string
} {
  let text = ''
  let within = false
  let phonetic = false
  return {
    open(local) {
      if (local === 'rPh') phonetic = true
      else if (local === 't' || local === also) within = true
      return local
    },
    add(value) {
      if (within && !phonetic && text.length <= longestLine) text += value
    },
    close(local) {
      if (local === 'rPh') phonetic = false
      else if (local === 't' || local === also) within = false
      return local
    },
    take() {
      const taken = text
      text = ''
      // One line, in which a tab only ever stands between cells.
      if (taken === '') return ''
      const plain = unescapeCodes(taken)
      return breaks.test(plain) ? plain.replaceAll(new RegExp(breaks, 'g'), ' ') : plain
    },
  }
}

function valueOf(attributes: readonly XmlAttribute[], name: string): string | undefined {
  for (const attribute of attributes) if (attribute.name === name) return attribute.value
  return undefined
}

/** `C14` as a place; undefined when it is none. */
function placeOf(reference: string | undefined): { column: number; row: number } | undefined {
  if (reference === undefined) return undefined
  let column = 0
  let at = 0
  for (; at < 3; at++) {
    const letter = reference.charCodeAt(at) & 0xdf
    if (!(letter >= 65 && letter <= 90)) break
    column = column * 26 + letter - 64
  }
  let row = 0
  for (; at < reference.length; at++) {
    const digit = reference.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9) || row > mostRows) return undefined
    row = row * 10 + digit
  }
  const fits = column >= 1 && column <= mostColumns && row >= 1 && row <= mostRows
  return fits ? { column: column - 1, row } : undefined
}
