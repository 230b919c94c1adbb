import { join } from 'node:path'
import type { AppContext } from '../../src/app/context.ts'
import { discover } from '../../src/app/discover.ts'
import { sourceArgument } from '../../src/app/source-argument.ts'
import { addEvidence } from '../../src/app/evidence.ts'
import { tasks } from '../../src/app/tasks.ts'
import { adapters } from '../../src/main/adapters.ts'
import { newContext } from '../context.ts'

const harbour = join(import.meta.dirname, '../estates/harbour')

/** A workspace with the sources and the evidence of Harbour read; tasks run in this process. */
export async function harbourContext(
  name: string,
): Promise<{ readonly context: AppContext; close(): Promise<void> }> {
  const opened = await newContext(name)
  const context: AppContext = {
    ...opened.context,
    adapters,
    workers: {
      async run<Output>(task: string, input: unknown): Promise<Output> {
        const result: unknown = await tasks[task]?.(context, input)
        return result as Output
      },
    },
  }
  await addEvidence(context, [join(harbour, 'evidence')])
  const inputs = ['rvtools.xlsx', 'vcenter', 'overlay.csv'].map((one) =>
    sourceArgument(join(harbour, one), { password: () => Promise.reject(new Error('no password here')) }),
  )
  await discover(context, inputs)
  return { context, close: () => opened.close() }
}
