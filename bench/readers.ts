// Every reader of evidence on files that were written with a known answer: recall, precision and speed.
//   npm run bench readers [-- <kind>…]
// Each in a thread of its own, as a machine that has read forty kinds before knows the code of none of them well.
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { openMemoryZip } from '../src/formats/zip/memory.ts'
import { evidenceReaders } from '../src/main/evidence-readers.ts'
import type { EvidenceFile, EvidenceReader } from '../src/ports/evidence-reader.ts'
import type { Dialect } from '../tests/recall/dialect.ts'
import { dialects } from '../tests/recall/dialects/index.ts'
import { syntheticEstate } from '../tests/recall/estate.ts'
import { prepared } from '../tests/recall/prepared.ts'
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
  /** The same by what is inside: the bytes of an archive's parts once they are inflated, else the file's own. */
  readonly unpackedPerCpuSecond: number
}

/** Rules, records or rows in the file that is timed. */
const timedSize = 30_000
/** Rounds until both are over; the best one counts. */
const fewestRounds = 3
const longestSeconds = 4

async function benchOf(dialect: Dialect): Promise<ReaderBench> {
  const { kind, facts, recall, precision } = await scoreOf(dialect, 99, 1000)
  const estate = syntheticEstate(99)
  const context = contextOf(estate)
  const files = dialect.write(estate, timedSize)
  const bytes = bytesOf(files)
  const unpacked = files.reduce((sum, file) => sum + unpackedBytes(file.bytes), 0)
  let seconds = Number.POSITIVE_INFINITY
  for (let round = 0, spent = 0; round < fewestRounds || spent < longestSeconds; round++) {
    const before = process.cpuUsage()
    for (const file of files) await consume(dialect.reader, file, context)
    const { user, system } = process.cpuUsage(before)
    spent += (user + system) / 1e6
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
    unpackedPerCpuSecond: Math.round(unpacked / 1e5 / seconds) / 10,
  }
}

/** Bytes of all parts when it is an archive. */
function unpackedBytes(bytes: Uint8Array): number {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes.length
  return [...openMemoryZip(bytes).entries.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
}

async function consume(
  reader: EvidenceReader,
  file: EvidenceFile,
  context: ReturnType<typeof contextOf>,
): Promise<void> {
  const reading = reader.read(await prepared(reader, file), context)
  for (const _ of reading.references) continue
  for (const _ of reading.flows) continue
  for (const _ of reading.owners) continue
}

/** One reader in a thread of its own. */
function inThread(kind: string): Promise<ReaderBench> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: kind })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

async function table(): Promise<void> {
  const wanted = process.argv.slice(2)
  const chosen = dialects.filter(({ reader }) => wanted.length === 0 || wanted.includes(reader.kind))
  const rows: ReaderBench[] = []
  for (const { reader } of chosen) rows.push(await inThread(reader.kind))
  console.table(rows)
  const without = evidenceReaders.filter(({ kind }) => !dialects.some(({ reader }) => reader.kind === kind))
  if (without.length > 0) console.log(`no written dialect: ${without.map(({ kind }) => kind).join(', ')}`)
}

if (isMainThread) await table()
else {
  const dialect = dialects.find(({ reader }) => reader.kind === workerData)
  if (dialect) parentPort?.postMessage(await benchOf(dialect))
}
