import { FormatError } from '../../lib/format-error.ts'

/** What a workbook may cost; a workbook of 45,000 VMs stays ten times below. */
export interface XlsxLimits {
  readonly sheets: number
  readonly columns: number
  readonly cellsPerSheet: number
  /** UTF-8 bytes of one row's XML. */
  readonly rowBytes: number
  readonly strings: number
  /** UTF-8 bytes of all shared strings. */
  readonly stringBytes: number
}

/** Columns as Excel has them at most; the rest from memory that one reader may take. */
export const defaultXlsxLimits: XlsxLimits = {
  sheets: 1_000,
  columns: 16_384,
  cellsPerSheet: 50_000_000,
  rowBytes: 16 * 2 ** 20,
  strings: 4_000_000,
  stringBytes: 256 * 2 ** 20,
}

/** A workbook beyond a limit, or not a workbook. */
export function badXlsx(seen: string, expected: string, part: string): FormatError {
  return new FormatError('xlsx', { seen, expected, where: { part } })
}
