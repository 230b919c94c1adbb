/** Where a fact was read: the file or endpoint, and the place within it. */
export interface Place {
  /** File name below the folder the user named, or `vcenter` host. Never an absolute path. */
  readonly file: string
  readonly line?: number
  /** Sheet of a workbook, member of an archive. */
  readonly part?: string
  /** Row within the sheet, 1 = first data row's spreadsheet number as the user sees it. */
  readonly row?: number
  /** Managed object id of a vCenter. */
  readonly object?: string
}

/** The sheet of a workbook in which a literal stands: its name is its cell, `Hosts!C14`, and its line the row. */
export function sheetOf(reference: {
  readonly kind: string
  readonly line: number
  readonly name?: string | undefined
}): string | undefined {
  if (reference.kind !== 'document-literal') return undefined
  const cell = /^(.*)![A-Z]{1,3}(\d+)$/su.exec(reference.name ?? '')
  return cell !== null && Number(cell[2]) === reference.line ? cell[1] : undefined
}
