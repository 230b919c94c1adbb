/** What a written cell holds; null is an empty cell. */
export type CsvValue = string | number | boolean | null

/**
 * CSV text (RFC 4180, CRLF) that stays inert in a spreadsheet: text that a program would run as a formula gets a
 * leading apostrophe, control characters become U+FFFD. Numbers stay numbers, negative ones too.
 */
export function writeCsv(rows: Iterable<readonly CsvValue[]>, delimiter: ',' | ';' | '\t' = ','): string {
  const lines: string[] = []
  for (const row of rows) lines.push(csvLine(row, delimiter))
  return lines.join('')
}

/** One record of {@link writeCsv} with its line end, for callers that stream. */
export function csvLine(row: readonly CsvValue[], delimiter: ',' | ';' | '\t' = ','): string {
  return `${row.map((value) => cellText(value, delimiter)).join(delimiter)}\r\n`
}

// The full-width forms run as formulas in East Asian editions.
const startsFormula = /^[\s\u0000]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/

function cellText(value: CsvValue, delimiter: string): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const inert = startsFormula.test(value) ? `'${value}` : value
  const clean = inert.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd')
  const quoted = clean.includes(delimiter) || /["\r\n]|^\s|\s$/.test(clean)
  return quoted ? `"${clean.replaceAll('"', '""')}"` : clean
}
