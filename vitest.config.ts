import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

const all = ['{lib,cli,components,scripts}/**/*.test.{ts,tsx,mjs}', 'architecture.test.ts']
const onPostgresql = process.env.FINECUT_TEST_ENGINE === 'postgresql'

// What touches no database is the same on both engines: it runs once, with SQLite.
const testsOfDatabase = () =>
  ['lib', 'cli']
    .flatMap((room) =>
      readdirSync(root + room, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`),
    )
    .filter((file) => file.endsWith('.test.ts') && readFileSync(root + file, 'utf8').includes('useStudio('))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^server-only$/, replacement: `${root}lib/testing/empty.ts` },
      { find: /^@\//, replacement: root },
    ],
  },
  test: {
    include: onPostgresql ? testsOfDatabase() : all,
    globalSetup: onPostgresql ? ['lib/testing/postgres-server.mjs'] : [],
    exclude: [...configDefaults.exclude, ...(process.env.FINECUT_FAST_TESTS ? ['**/*.slow.test.*'] : [])],
    environment: 'node',
    // whatever the shell says: each test has a database of its own; what it provokes to be logged is no news, defects are
    env: {
      FINECUT_LOG_LEVEL: 'error',
      FINECUT_CHECK_ANSWERS: 'on',
      ...(onPostgresql ? {} : { DATABASE_URL: '' }),
    },
    pool: 'forks',
    maxWorkers: 2,
    // modules are loaded once a worker, not once a file
    isolate: false,
    setupFiles: ['lib/testing/leave-clean.ts', 'lib/testing/reverse-rows.ts'],
    // Only hangs end here: slow machines are slow, and the full figures take hours.
    testTimeout: process.env.FINECUT_LONG ? 6 * 3_600_000 : 240_000,
    hookTimeout: 120_000,
    // the same of what is waited for
    expect: { poll: { timeout: 60_000 } },
  },
})
