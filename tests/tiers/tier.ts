import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { sqlAsText } from '../sql-as-text.ts'

/** A tier of its own: the tests of one folder, one file at a time, with time for real software. */
export function tier(folder: string): ViteUserConfig {
  return defineConfig({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    plugins: [sqlAsText],
    test: {
      globalSetup: ['tests/build-once.ts'],
      include: [`tests/${folder}/**/*.test.ts`],
      fileParallelism: false,
      testTimeout: 600_000,
      hookTimeout: 600_000,
    },
  })
}
