import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
// @ts-expect-error plain JavaScript, without types
import { ensureBuilt } from '../scripts/build.mjs'
// @ts-expect-error plain JavaScript, without types
import { findPostgres, startPostgres } from '../scripts/find-postgres.mjs'
import type { Figure } from './figures'

// `npm run bench [SIZE …] [-- --engine sqlite|postgresql] [--only sizes|served|browser]`; sizes above 100,000 measure lists.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string' }, only: { type: 'string' } },
})
const sizes = positionals.map(Number).filter((n) => n > 0)
const counts = sizes.length > 0 ? sizes : [10_000, 100_000]
const parts = (name: string) => values.only === undefined || values.only === name

type Server = { url: (database: string) => string; stop: () => Promise<void> }

function measure(script: string, args: string[] = [], databaseUrl?: string): Figure[] {
  const run = ['--conditions=react-server', '--import', 'tsx', script, ...args]
  const { DATABASE_URL: _, ...own } = process.env
  const env = databaseUrl ? { ...own, DATABASE_URL: databaseUrl } : own
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  return JSON.parse(
    execFileSync(process.execPath, run, { encoding: 'utf8', env, stdio: [...stdio], maxBuffer: 1e8 }),
  ) as Figure[]
}

function section(title: string, figures: Figure[]): string[] {
  const rows = figures.map((f) => `| ${f.row} | ${f.what} | ${f.measured} | ${f.limit} |`)
  const head = ['| row | what | measured | limit, same run |', '| --- | --- | --- | --- |']
  const lines = [`## ${title}`, '', ...head, ...rows, '']
  console.log(lines.join('\n'))
  return lines
}

/** A new database of a server with the settings of a real one. */
async function onPostgres<T>(body: (url: string) => T): Promise<T | null> {
  const bin = await findPostgres()
  if (!bin) return null
  const server = (await startPostgres(bin, { durable: true })) as Server
  try {
    return body(server.url('postgres'))
  } finally {
    await server.stop()
  }
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const page = [
  '# Speed',
  '',
  'Written by `npm run bench`: conversations seeded, English and Korean, 4 to 12 messages. The limit column is the plain',
  'driver or the file system in the same run. Machines are noisy; compare columns, not machines.',
  '',
  `Finecut ${version}, Node ${process.versions.node}, ${cpus().length} cores, a process for each size.`,
  '',
]
const engines = [
  ['sqlite', 'SQLite'],
  ['postgresql', 'PostgreSQL'],
].filter(([engine]) => values.engine === undefined || values.engine === engine)

async function on(engine: string, script: string, args: string[]): Promise<Figure[]> {
  const skipped = [
    {
      row: '–',
      what: 'no PostgreSQL server here, and no way to install one',
      measured: 'not run',
      limit: '–',
    },
  ]
  return engine === 'sqlite'
    ? measure(script, args)
    : ((await onPostgres((url) => measure(script, args, url))) ?? skipped)
}

if (parts('sizes'))
  for (const [engine, name] of engines)
    for (const count of counts)
      page.push(
        ...section(
          `${count.toLocaleString('en')} conversations, ${name}`,
          await on(engine!, 'bench/size.ts', [String(count)]),
        ),
      )
if (parts('served') || parts('browser')) await ensureBuilt({ typesChecked: true })
if (parts('served')) {
  const served = Math.min(100_000, Math.max(...counts))
  for (const [engine, name] of engines)
    page.push(
      ...section(
        `The app with people in it, ${name}, ${served.toLocaleString('en')} conversations`,
        await on(engine!, 'bench/served.ts', [String(served)]),
      ),
    )
}
if (parts('browser')) {
  page.push(...section('The app as it is served', measure('bench/server.ts')))
  page.push(...section('The app under a reviewer’s fingers, in Chromium', measure('bench/browser.ts')))
}
// the page holds whole runs only
if (values.only === undefined && values.engine === undefined && sizes.length === 0) {
  writeFileSync('docs/performance.md', page.join('\n'))
  execFileSync(process.execPath, [
    'node_modules/@biomejs/biome/bin/biome',
    'format',
    '--write',
    'docs/performance.md',
  ])
}
process.exit(0)
