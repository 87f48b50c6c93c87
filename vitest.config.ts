import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^server-only$/, replacement: `${root}lib/testing/empty.ts` },
      { find: /^@\//, replacement: root },
    ],
  },
  test: {
    include: ['{lib,cli,components,scripts}/**/*.test.{ts,tsx,mjs}', 'architecture.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env.FINECUT_FAST_TESTS ? ['**/*.slow.test.*'] : [])],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    // Only hangs end here: slow machines are slow, and the full figures take hours.
    testTimeout: process.env.FINECUT_LONG ? 6 * 3_600_000 : 60_000,
    hookTimeout: 60_000,
  },
})
