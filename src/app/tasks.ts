import { buildEstate } from './build-estate.ts'
import type { AppContext } from './context.ts'

/** A piece of work that runs in a thread of its own: it loads its own input and stores its own result. */
export type Task = (context: AppContext, input: unknown) => Promise<unknown>

/** Every task by name. */
export const tasks: Readonly<Record<string, Task>> = {
  'build-estate': ({ store }) => buildEstate(store),
}
