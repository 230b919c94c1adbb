import { defineConfig } from 'vitest/config'
import { sqlAsText } from './tests/sql-as-text.ts'

// Tiers 1-3 and 5. One process pool without isolation: the whole unit tier in seconds on two cores.
export default defineConfig({
  plugins: [sqlAsText],
  test: {
    globalSetup: ['tests/build-once.ts'],
    setupFiles: ['tests/seed.ts'],
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', '.build/**', 'tests/{peers,screens,soak,scale}/**'],
  },
})
