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
