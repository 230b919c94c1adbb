/**
 * A name from outside as a part of a file name: letters, digits, dot, dash and underscore stay, all else becomes a
 * dash; it never begins with a dot or a dash and is at most 80 characters.
 *
 * ```ts
 * fileNameOf('../ERP: db\n01') // 'ERP-db-01'
 * ```
 */
export function fileNameOf(name: string): string {
  const safe = name
    .slice(0, 400)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 80)
    .replace(/(?<![.-])[.-]+$/, '')
  return safe === '' ? 'vm' : safe
}
