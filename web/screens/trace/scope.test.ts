import { expect, test } from 'vitest'
import { scopeOf, scopeOptions } from './scope.ts'

test('a scope of the address bar is one of the command line', () => {
  const shown = (search: string) => scopeOptions(scopeOf(new URLSearchParams(search)))
  expect(shown('')).toBe('--all')
  expect(shown('wave=wave-03')).toBe('--wave wave-03')
  expect(shown('application=Cargo Tracking')).toBe("--application 'Cargo Tracking'")
  expect(shown('vm=erp-db-01&team=x')).toBe('erp-db-01')
})
