// Tests start worker threads and the CLI from a real build, the one that the launcher makes.
import { fileURLToPath } from 'node:url'
import { ensureBuild } from '../scripts/build.mjs'

/** Vitest global set-up: builds once and tells every test where. */
export default async function buildOnce(): Promise<void> {
  process.env['CAUSEWAY_BUILD'] = await ensureBuild()
  process.env['CAUSEWAY_HOME'] = fileURLToPath(new URL('..', import.meta.url))
}
