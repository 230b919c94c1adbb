import { describe, expect, test } from 'vitest'
import { evidenceReaders } from '../../src/main/evidence-readers.ts'
import { dialects } from './dialects/index.ts'
import { syntheticEstate } from './estate.ts'
import { scoreOf } from './score.ts'

const seeds = [1, 20_261]

describe.each(dialects.map((dialect) => [dialect.reader.kind, dialect] as const))('%s', (kind, dialect) => {
  test.each(seeds)('finds every reference that was written, and nothing else (seed %i)', async (seed) => {
    const score = await scoreOf(dialect, seed)
    expect(score.facts).toBeGreaterThan(100)
    expect({ missed: score.missed, invented: score.invented }).toEqual({ missed: [], invented: [] })
    expect(score.recall).toBe(1)
    expect(score.precision).toBeGreaterThanOrEqual(0.99)
    expect(score.understood).toBe(score.statements)
  })

  test('is the reader that is surest of such a file', () => {
    for (const file of dialect.write(syntheticEstate(7), 20)) {
      const surest = [...evidenceReaders].sort((a, b) => b.recognises(file) - a.recognises(file))[0]
      expect(surest?.kind).toBe(kind)
      expect(surest?.recognises(file)).toBeGreaterThanOrEqual(0.6)
    }
  })
})
