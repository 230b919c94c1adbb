import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TraceResult } from '../contract/trace.ts'
import { problem } from '../model/problems/index.ts'
import { getMeta, listSources, setMeta } from '../store/index.ts'
import type { AppContext } from './context.ts'
import { discover } from './discover.ts'
import { addEvidence } from './evidence.ts'
import { writeTemplates } from './init.ts'
import { makePlan } from './plan.ts'
import { sourceArgument } from './source-argument.ts'
import { loadScaled, type ScaledOptions } from './demo-scaled.ts'
import { traceVm } from './trace.ts'
import { lastTranslation, translate } from './translate.ts'

/** The VM that every guide looks at. */
export const exerciseVm = 'erp-db-01'

/** What the demo did, for the story at the end. */
export type DemoOutcome =
  /** The workspace holds somebody's own data: nothing was added to it. */
  | { readonly kind: 'not-demo' }
  | {
      readonly kind: 'ready'
      readonly fresh: boolean
      readonly trace?: TraceResult
      readonly files: number
      readonly vms: number
      readonly waves: number
    }

/** Folder of the sample estate in this installation. */
export function sampleFolder(): string {
  return join(process.env['CAUSEWAY_HOME'] ?? '.', 'tests', 'estates', 'harbour')
}

/**
 * Fills a workspace with the sample estate and runs every stage, or opens the one that is there. A workspace that has sources
 * and is not marked as demo is left alone: real data is never mixed with the sample.
 */
export async function runDemo(context: AppContext, scaled: ScaledOptions | undefined): Promise<DemoOutcome> {
  const marked = (await getMeta<boolean>(context.store, 'demo')) === true
  const filled = (await listSources(context.store)).length > 0
  if (filled && !marked) return { kind: 'not-demo' }
  if (!marked) {
    await setMeta(context.store, 'demo', true)
    writeTemplates(context.workspace)
  }
  const stamp = scaled ? `scaled ${JSON.stringify(scaled)}` : `sample ${hashOfFolder(sampleFolder())}`
  const fresh = (await getMeta<string>(context.store, 'demo-loaded')) !== stamp
  if (fresh) {
    if (scaled) await loadScaled(context, scaled)
    else await loadSample(context)
    await context.workers.run('note-traces', {}, context.progress)
    await setMeta(context.store, 'demo-loaded', stamp)
  }
  const plan = await makePlan(context)
  const objects = await translated(context, plan.hash)
  const shared = {
    kind: 'ready',
    fresh,
    vms: plan.waves.reduce((sum, wave) => sum + wave.vms.length, 0),
    waves: plan.waves.length,
    files: objects.files,
  } as const
  return scaled ? shared : { ...shared, trace: await traceVm(context, exerciseVm) }
}

/** The repository of this plan; it is only written again when the plan is another one. */
async function translated(context: AppContext, planHash: string): Promise<{ readonly files: number }> {
  const out = join(context.workspace.folder, 'repository')
  const last = await lastTranslation(context)
  return last?.planHash === planHash && existsSync(out) ? last : translate(context, { out, check: true })
}

/** Hash over names and bytes of every file below a folder. */
function hashOfFolder(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name)
    if (statSync(path).isFile()) hash.update(`${name}\0`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** The workbook, the recorded vCenter answers, two OVAs, the overlay, and the evidence; unchanged ones cost nothing. */
async function loadSample(context: AppContext): Promise<void> {
  const folder = sampleFolder()
  const nobody = {
    password: () => Promise.reject(problem('password-missing', { subject: 'the sample estate' })),
  }
  const inputs = ['rvtools.xlsx', 'vcenter', 'ova', 'overlay.csv'].map((name) =>
    sourceArgument(join(folder, name), nobody),
  )
  await discover(context, inputs)
  context.progress.phase('reading evidence')
  await addEvidence(context, [join(folder, 'evidence')])
}
