import type { Line } from '../../../lib/lines.ts'

/** A client that NetBackup prints, with its policy when that is named. */
export interface NetBackupClient {
  readonly line: Line
  readonly client: string
  /** Counted from one. */
  readonly column: number
  readonly policy?: string
  readonly disabled?: boolean
}

const tableHead = /^(?:Hardware|HW)\s+(?:OS|Operating System)\s+Client\b/
/** `CLIENT name hardware os …` of the option `-l`. */
const longForm = /^CLIENT (\S{1,253})(?: \S+){2,12}$/

/** Whether a text is such a list; the first lines decide. */
export function isClientList(text: string): boolean {
  const lines = text.split('\n', 30).map((line) => line.trim())
  if (lines.some((line, at) => tableHead.test(line) && /^[-\s]{10,}$/.test(lines[at + 1] ?? ''))) return true
  const filled = lines.filter((line) => line !== '')
  return filled.length > 0 && filled.filter((line) => longForm.test(line)).length * 10 >= filled.length * 9
}

/** The client of a line; `nothing` for heads and blank lines, undefined for what is no client. */
export function clientOf(line: Line): NetBackupClient | 'nothing' | undefined {
  const text = line.text.slice(0, 2000).trimEnd()
  if (text.trim() === '' || tableHead.test(text) || /^[-\s]+$/.test(text)) return 'nothing'
  const long = longForm.exec(text)
  if (long?.[1] !== undefined) return { line, client: long[1], column: 8 }
  const found = /^(\S+\s+\S+\s+)(\S{1,253})(?:\s+\S+){0,3}$/.exec(text)
  return found?.[2] === undefined
    ? undefined
    : { line, client: found[2], column: (found[1] ?? '').length + 1 }
}
