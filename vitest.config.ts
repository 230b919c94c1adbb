import { defineConfig } from 'vitest/config'

// The bundler reads .sql as text; so must the tests.
const sqlAsText = {
  name: 'sql-as-text',
  transform(code: string, id: string) {
    return id.endsWith('.sql') ? { code: `export default ${JSON.stringify(code)}`, map: null } : null
  },
}

// One process pool without isolation: the whole unit tier in seconds on two cores.
export default defineConfig({
  plugins: [sqlAsText],
  test: {
    globalSetup: ['tests/build-once.ts'],
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: '.build/vitest.json' }]],
    include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', '.build/**', 'tests/peers/**', 'tests/screens/**', 'tests/soak/**', 'tests/scale/**'],
  },
})
