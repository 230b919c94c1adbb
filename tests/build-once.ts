// Tests start worker threads and the CLI from a real build, the one that the launcher makes.
import { fileURLToPath } from 'node:url'
import { ensureBuild, markUse } from '../scripts/build.mjs'

/** Vitest global set-up: builds once and tells every test where. */
export default async function buildOnce(): Promise<void> {
  const folder = await ensureBuild()
  markUse(folder)
  process.env['CAUSEWAY_BUILD'] = folder
  process.env['CAUSEWAY_HOME'] = fileURLToPath(new URL('..', import.meta.url))
}
