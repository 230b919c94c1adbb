/** The twelve machines whose facts no sheet carries. */
export const recordedNames: readonly string[] = [
  'ca-01',
  'cad-gpu-01',
  'cargo-batch-01',
  'cargo-rac-01',
  'customs-gw-01',
  'customs-gw-02',
  'erp-app-01',
  'fin-sql-01',
  'license-01',
  'partner-edi-01',
  'vrouter-01',
  'vro-01',
]
