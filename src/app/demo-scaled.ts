import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type ScaledOptions, scaledFlows, scaledSources, shapeOf } from '../sample/scaled/index.ts'
import type { AppContext } from './context.ts'
import { storeReading } from './store-reading.ts'
import { ensureEstate } from './estate.ts'
import { addEvidence } from './evidence.ts'

export type { ScaledOptions } from '../sample/scaled/index.ts'

/** Rows of the flow file that are put together before they are written. */
const rowsPerWrite = 5000

/**
 * Fills the workspace with a generated estate of any size: its vCenters as sources, and its flows as a CSV file that the flow
 * reader takes like anybody's. The same options give the same estate.
 */
export async function loadScaled(context: AppContext, options: ScaledOptions): Promise<void> {
  await loadScaledSources(context, options)
  await loadScaledFlows(context, options)
}

/** The vCenters of {@link loadScaled}, merged into the estate. */
export async function loadScaledSources(context: AppContext, options: ScaledOptions): Promise<void> {
  for (const source of scaledSources(options)) {
    context.progress.phase(`generating ${source.description.label}`)
    await storeReading(context, source, performance.now())
  }
  await ensureEstate(context)
}

/** The flows of {@link loadScaled}. */
export async function loadScaledFlows(context: AppContext, options: ScaledOptions): Promise<void> {
  const folder = join(context.workspace.state, 'generated')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `flows-${options.vms}-${options.seed}.csv`)
  context.progress.phase('generating flows')
  await writeFlows(file, options)
  context.progress.phase('reading flows')
  await addEvidence(context, [file])
}

async function writeFlows(file: string, options: ScaledOptions): Promise<void> {
  const stream = createWriteStream(file)
  stream.write('source,destination,port,protocol,first_seen,last_seen,days,bytes,connections\n')
  let rows: string[] = []
  for (const flow of scaledFlows(shapeOf(options))) {
    rows.push(
      `${flow.client},${flow.server},${flow.port},${flow.protocol},${flow.firstSeen ?? ''},${flow.lastSeen ?? ''},${flow.days ?? ''},${flow.bytes},${flow.connections}\n`,
    )
    if (rows.length < rowsPerWrite) continue
    if (!stream.write(rows.join(''))) await once(stream, 'drain')
    rows = []
  }
  stream.end(rows.join(''))
  await once(stream, 'finish')
}
