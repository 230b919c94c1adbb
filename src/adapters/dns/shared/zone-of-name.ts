/**
 * The zone that a usual file name speaks of: `harbour.example.zone`, `db.harbour.example`, `named.harbour.example`,
 * `harbour.example.dns`, `harbour.example.csv`.
 */
export function zoneOfName(fileName: string): string | undefined {
  const base = fileName.slice(fileName.lastIndexOf('/') + 1).toLowerCase()
  const inner = base
    .replace(/^(?:db|named|pri|master)\./, '')
    .replace(/\.(?:zone|db|dns|hosts|txt|csv|tsv)$/, '')
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(inner) ? inner : undefined
}
