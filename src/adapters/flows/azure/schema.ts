/** What a column of a dependency export says. */
export type AzureField =
  | 'slot'
  | 'clientName'
  | 'client'
  | 'clientProcess'
  | 'serverName'
  | 'server'
  | 'serverProcess'
  | 'port'
  | 'protocol'
  | 'connections'

/**
 * Names under which Azure Migrate writes each field, letters and digits only, lower case: the portal's export, the one of
 * its PowerShell module, which has no times, and the newer one, which counts by day.
 */
export const columnNames: ReadonlyMap<string, AzureField> = new Map<string, AzureField>([
  ['timeslot', 'slot'],
  ['date', 'slot'],
  ['sourceservername', 'clientName'],
  ['sourceip', 'client'],
  ['sourceipaddress', 'client'],
  ['sourceapplication', 'clientProcess'],
  ['sourceprocess', 'clientProcess'],
  ['destinationservername', 'serverName'],
  ['destinationip', 'server'],
  ['destinationipaddress', 'server'],
  ['destinationapplication', 'serverProcess'],
  ['destinationprocess', 'serverProcess'],
  ['destinationport', 'port'],
  ['protocol', 'protocol'],
  ['connectioncount', 'connections'],
  ['connections', 'connections'],
])

/** The head of a dependency export. */
export interface AzureHead {
  readonly line: number
  readonly delimiter: string
  readonly columns: Readonly<Partial<Record<AzureField, number>>>
}
