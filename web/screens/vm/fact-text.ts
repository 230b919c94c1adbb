/** `memoryReservationMib` → `memory reservation MiB`: a field's name for people. */
export function titleOf(field: string): string {
  return field
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\bmib\b/, 'MiB')
    .replace(/\bmhz\b/, 'MHz')
    .replace(/\b(id|uuid|cpu|os|dns|ha|drs|dpm|evc|bios|srm|numa|mac|mtu|vlan|tpm|cbt|url)\b/g, (word) =>
      word.toUpperCase(),
    )
    .replace(/\b(cpu|nic|vm)s\b/g, (_, word: string) => `${word.toUpperCase()}s`)
}

/** A value for people: lists with commas, objects as `key value`. */
export function plain(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(plain).join(', ')
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, item]) => `${titleOf(key)} ${plain(item)}`)
      .join('; ')
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}
