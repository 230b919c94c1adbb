/**
 * The zone that a usual file name speaks of: `harbour.example.zone`, `db.harbour.example`, `named.harbour.example`,
 * `harbour.example.dns`, `harbour.example.csv`; of a reverse zone `db.10.20.30`, `10.20.30.rev`, `30.20.10.rev`.
 */
export function zoneOfName(fileName: string): string | undefined {
  const base = fileName.slice(fileName.lastIndexOf('/') + 1).toLowerCase()
  const inner = base
    .replace(/^(?:db|named|pri|master|rev|reverse|zone)\./, '')
    .replace(/\.(?:zone|db|dns|hosts|txt|csv|tsv|rev|reverse|rr|arpa\.db)$/, '')
  const labels = inner.split('.', 5)
  if (labels.length < 4 && inner !== base && labels.every(isOctet)) return reverseZone(labels)
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(inner) ? inner : undefined
}

function isOctet(label: string): boolean {
  return /^(?:0|[1-9]\d{0,2})$/.test(label) && Number(label) < 256
}

/** Most write the network as it is read, some as the zone is called: private networks tell which. */
function reverseZone(labels: readonly string[]): string {
  const backwards = !isPrivate(labels) && isPrivate([...labels].reverse())
  return `${(backwards ? [...labels] : [...labels].reverse()).join('.')}.in-addr.arpa`
}

function isPrivate([first = '', second = '']: readonly string[]): boolean {
  if (first === '10' || (first === '192' && second === '168')) return true
  return first === '172' && Number(second) >= 16 && Number(second) < 32
}
