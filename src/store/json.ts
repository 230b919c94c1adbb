/**
 * What goes into a jsonb column. The driver would send an array as a PostgreSQL array and a text as it stands, so
 * documents always go as their own text. U+0000, which PostgreSQL cannot keep, becomes U+FFFD.
 */
export function json(value: unknown): string {
  const text = JSON.stringify(value ?? null)
  return text.includes('\\u0000') ? JSON.stringify(withoutNulls(value)) : text
}

/** A text as PostgreSQL can keep it. */
export function storable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text
}

function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) => {
    if (typeof part === 'string') return storable(part)
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [storable(key), inner]))
  })
}

/** The document as its writer knows it: this layer keeps documents and does not look into them. */
export function documentOf<Doc>(value: unknown): Doc {
  return value as Doc
}
