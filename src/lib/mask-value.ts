import { maskText } from './mask.ts'

/** Masks a value whose name may tell that it is a secret: `DB password` → `swordfish` is one, `Owner` → `Mia` is none. */
export function maskValue(name: string, value: string): string {
  const line = `${name}: ${value}`
  const masked = maskText(line).text
  return masked === line ? value : masked.slice(name.length + 2)
}
