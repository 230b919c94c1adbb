/** A value as a filter takes it: bare where it may be, else in quotes, a quote inside doubled. */
export function quoted(value: string): string {
  if (/^[^\s()'",=!~<>]+$/.test(value)) return value
  return value.includes('"') && !value.includes("'") ? `'${value}'` : `"${value.replaceAll('"', '""')}"`
}
