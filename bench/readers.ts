// Every reader of evidence on files that were written with a known answer: recall, precision and speed.
//   npm run bench readers [-- <kind>…]
import { evidenceReaders } from '../src/main/evidence-readers.ts'
import type { EvidenceFile, EvidenceReader } from '../src/ports/evidence-reader.ts'
import type { Dialect } from '../tests/recall/dialect.ts'
import { dialects } from '../tests/recall/dialects/index.ts'
import { syntheticEstate } from '../tests/recall/estate.ts'
import { bytesOf, contextOf, scoreOf } from '../tests/recall/score.ts'

/** One row of the table. */
interface ReaderBench {
  readonly kind: string
  readonly facts: number
  readonly recallPercent: number
  readonly precisionPercent: number
  readonly megabytes: number
  /** Best of the rounds, by processor time, which a busy machine does not change; 20 is asked for. */
  readonly megabytesPerCpuSecond: number
}

/** Rules, records or rows in the file that is timed. */
const timedSize = 30_000
const rounds = 3

function benchOf(dialect: Dialect): ReaderBench {
  const { kind, facts, recall, precision } = scoreOf(dialect, 99, 1000)
  const estate = syntheticEstate(99)
  const context = contextOf(estate)
  const files = dialect.write(estate, timedSize)
  const bytes = bytesOf(files)
  let seconds = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage()
    for (const file of files) consume(dialect.reader, file, context)
    const { user, system } = process.cpuUsage(before)
    seconds = Math.min(seconds, (user + system) / 1e6)
  }
  const percent = (part: number) => Math.round(part * 10_000) / 100
  return {
    kind,
    facts,
    recallPercent: percent(recall),
    precisionPercent: percent(precision),
    megabytes: Math.round(bytes / 1e5) / 10,
    megabytesPerCpuSecond: Math.round(bytes / 1e5 / seconds) / 10,
  }
}

function consume(reader: EvidenceReader, file: EvidenceFile, context: ReturnType<typeof contextOf>): void {
  const reading = reader.read(file, context)
  for (const _ of reading.references) continue
  for (const _ of reading.flows) continue
  for (const _ of reading.owners) continue
}

const wanted = process.argv.slice(2)
const chosen = dialects.filter(({ reader }) => wanted.length === 0 || wanted.includes(reader.kind))
console.table(chosen.map(benchOf))
const without = evidenceReaders.filter(({ kind }) => !dialects.some(({ reader }) => reader.kind === kind))
if (without.length > 0) console.log(`no written dialect: ${without.map(({ kind }) => kind).join(', ')}`)
