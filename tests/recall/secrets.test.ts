import { expect, test } from 'vitest'
import { evidenceReaders } from '../../src/main/evidence-readers.ts'
import { syntheticEstate } from './estate.ts'
import { prepared } from './prepared.ts'
import { samples } from './samples.ts'
import { contextOf } from './score.ts'

const context = contextOf(syntheticEstate(3, 40))

test('the secrets planted in the recordings of every dialect stay masked, whichever reader takes the file', async () => {
  const told: string[] = []
  let planted = 0
  for (const { file } of samples()) {
    const secrets = new Set(
      Buffer.from(file.bytes)
        .toString('utf8')
        .match(/CANARY\w*/g),
    )
    planted += secrets.size
    for (const reader of evidenceReaders) {
      if (secrets.size === 0 || reader.recognises(file) === 0) continue
      const reading = reader.read(await prepared(reader, file), context)
      const text = JSON.stringify([
        [...reading.references],
        [...reading.flows],
        [...reading.owners],
        reading.unknown,
        reading.device,
      ])
      told.push(
        ...[...secrets]
          .filter((secret) => text.includes(secret))
          .map((secret) => `${reader.kind} ${file.name}: ${secret}`),
      )
    }
  }
  expect(planted).toBeGreaterThan(0)
  expect(told).toEqual([])
})
