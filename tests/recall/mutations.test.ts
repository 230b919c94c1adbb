import { expect, test } from 'vitest'
import { between, pick, randomOf } from '../../src/sample/random.ts'
import { contextOf } from './score.ts'
import { syntheticEstate } from './estate.ts'
import { mutated } from './mutate.ts'
import { prepared } from './prepared.ts'
import { type Sample, samples } from './samples.ts'

const context = contextOf(syntheticEstate(3, 40))
/** The soak sets it to 10,000. */
const mutations = Number(process.env['CAUSEWAY_MUTATIONS'] ?? 600)
/** Places in every sample that get a long line: one in the gate, which still meets every reader, more in the soak. */
const longLines = mutations > 600 ? 5 : 1
const seed = Number(process.env['CAUSEWAY_SEED'] ?? 41)

/** Reads everything; throws what the reader throws. Returns milliseconds. */
async function readWhole({ reader, file }: Sample): Promise<number> {
  const started = performance.now()
  reader.recognises(file)
  const reading = reader.read(await prepared(reader, file), context)
  for (const { text } of reading.references)
    if (text.length > 400 || text.includes('\0')) throw new Error(`not inert: ${text.slice(0, 80)}`)
  for (const _ of reading.flows) continue
  for (const _ of reading.owners) continue
  const { statements, understood, unknown } = reading
  if (!(understood >= 0 && understood <= statements))
    throw new Error(`understood ${understood} of ${statements}`)
  if (understood < statements && unknown.length === 0)
    throw new Error('something was not understood, but nothing is listed')
  return performance.now() - started
}

test('damaged samples: no crash, no hang, and what is not understood is counted', async () => {
  const all = samples()
  const random = randomOf(seed)
  const bad: string[] = []
  let longest = 0
  for (let at = 0; at < mutations; at++) {
    const sample = pick(random, all)
    const bytes = mutated(sample.file.bytes, random)
    try {
      const damaged = { name: sample.file.name, bytes }
      longest = Math.max(longest, await readWhole({ ...sample, file: damaged }))
    } catch (error) {
      bad.push(`${sample.reader.kind} ${sample.file.name} (mutation ${at} of seed ${seed}): ${String(error)}`)
    }
  }
  expect(bad).toEqual([])
  expect(longest).toBeLessThan(60_000)
}, 3_600_000)

/** A quadratic reader needs hours for such a line; the YAML library needs six seconds for half a million errors. */
const slowest = 90_000
const fillers = [' ', 'a', '1.', '10.0.0.1 ', ':', '"', '(', '[', '{', '\\', '-', 'a.', ',', '=', '<', "'"]

test('lines of a megabyte are read in linear time', async () => {
  const random = randomOf(seed)
  const slow: string[] = []
  for (const sample of samples()) {
    const lines = Buffer.from(sample.file.bytes).toString('utf8').split('\n')
    for (let time = 0; time < longLines; time++) {
      const filler = pick(random, fillers)
      const place = between(random, 0, lines.length - 1)
      const line = lines[place] ?? ''
      const head = line.slice(0, between(random, 0, line.length))
      const long = head + filler.repeat(Math.ceil(1_000_000 / filler.length)) + line.slice(head.length)
      const text = [...lines.slice(0, place), long, ...lines.slice(place + 1)].join('\n')
      const file = { name: sample.file.name, bytes: new TextEncoder().encode(text) }
      const milliseconds = await readWhole({ ...sample, file })
      if (milliseconds > slowest)
        slow.push(`${sample.reader.kind} ${file.name} line ${place + 1}, ${JSON.stringify(filler)}`)
    }
  }
  expect(slow).toEqual([])
}, 1_800_000)
