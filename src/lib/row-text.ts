/** Longest text of a row; longer ones are cut. */
const longest = 400

/** A row as people find it again in the file: its filled cells, each with its header. */
export function rowText(headers: readonly string[], cells: readonly unknown[]): string {
  const parts: string[] = []
  let length = 0
  for (const [at, cell] of cells.entries()) {
    const text = cell instanceof Date ? cell.toISOString() : String(cell ?? '').trim()
    if (text === '') continue
    const part = `${headers[at]?.trim() || `column ${at + 1}`}: ${text.replaceAll('\0', '\ufffd')}`
    parts.push(part)
    length += part.length + 2
    if (length > longest) return `${parts.join('; ').slice(0, longest)}…`
  }
  return parts.join('; ')
}
