import { filterFields } from '../../../src/algebra/filter/index.ts'

/** Fields that go on from the word being typed. */
export function completions(where: string): readonly string[] {
  const word = /([a-z]+)$/i.exec(where)?.[1]?.toLowerCase()
  if (word === undefined) return []
  return filterFields.map((field) => field.name).filter((name) => name.startsWith(word) && name !== word)
}
