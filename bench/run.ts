import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { startFlags } from '../e2e/fixtures/server'
// @ts-expect-error plain JavaScript, without types
import { ensureBuilt } from '../scripts/build.mjs'
// @ts-expect-error plain JavaScript, without types
import { ensureBundled, environmentOf } from '../scripts/bundle.mjs'
// @ts-expect-error plain JavaScript, without types
import { findPostgres, startPostgres } from '../scripts/find-postgres.mjs'
import type { Figure } from './figures'

// `npm run bench [SIZE …] [-- --engine sqlite|postgresql] [--only sizes|lead|checks|served|browser]`; sizes above 100,000 measure lists.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { engine: { type: 'string' }, only: { type: 'string' } },
})
const sizes = positionals.map(Number).filter((n) => n > 0)
const counts = sizes.length > 0 ? sizes : [10_000, 100_000]
const parts = (name: string) => values.only === undefined || values.only === name

// the threads of a server: what was bundled, no loader of TypeScript beside them
const threads = environmentOf(await ensureBundled()) as { FINECUT_THREADS?: string }

type Server = { url: (database: string) => string; stop: () => Promise<void> }

function measure(script: string, args: string[] = [], databaseUrl?: string): Figure[] {
  const run = [
    ...startFlags,
    '--heap-growing-percent=30',
    '--conditions=react-server',
    '--import',
    'tsx',
    script,
    ...args,
  ]
  const { DATABASE_URL: _, ...own } = process.env
  const served = { ...own, ...threads }
  const env: NodeJS.ProcessEnv = databaseUrl ? { ...served, DATABASE_URL: databaseUrl } : served
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  return JSON.parse(
    execFileSync(process.execPath, run, { encoding: 'utf8', env, stdio: [...stdio], maxBuffer: 1e8 }),
  ) as Figure[]
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

const file = 'docs/performance.md'
const head = [
  '# Speed',
  '',
  'Written by `npm run bench`, a section at a time: conversations seeded, English and Korean, 4 to 12 messages, a process for',
  'each size. The limit column is the plain driver or the file system in the same run. Machines are noisy; compare columns,',
  'not machines.',
  '',
].join('\n')
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const seen = `Finecut ${version}, Node ${process.versions.node}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}.`

/** Puts a section in the place of the one of that title, or behind the others. */
function keep(title: string, figures: Figure[]): void {
  const rows = figures.map((f) => `| ${f.row} | ${f.what} | ${f.measured} | ${f.limit} |`)
  const table = ['| row | what | measured | limit, same run |', '| --- | --- | --- | --- |', ...rows]
  const section = [`## ${title}`, '', seen, '', ...table, ''].join('\n')
  console.log(section)
  // a small size only tries the bench
  if (Math.max(...counts) < 10_000) return
  const sections = readFileSync(file, 'utf8')
    .split(/^(?=## )/m)
    .slice(1)
  const place = sections.findIndex((one) => one.startsWith(`## ${title}\n`))
  if (place < 0) sections.push(section)
  else sections[place] = section
  writeFileSync(file, [head, ...sections.map((one) => `${one.trimEnd()}\n`)].join('\n'))
  const biome = 'node_modules/@biomejs/biome/bin/biome'
  execFileSync(process.execPath, [biome, 'format', '--write', file], { stdio: 'ignore' })
}

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
      keep(
        `${count.toLocaleString('en')} conversations, ${name}`,
        await on(engine!, 'bench/size.ts', [String(count)]),
      )
if (parts('lead')) {
  const led = Math.min(100_000, Math.max(...counts))
  for (const [engine, name] of engines)
    keep(
      `What a lead waits for, ${name}, ${led.toLocaleString('en')} conversations`,
      await on(engine!, 'bench/lead.ts', [String(led)]),
    )
}
if (parts('checks'))
  for (const [engine, name] of engines)
    for (const count of counts)
      keep(
        `All rule checks, ${name}, ${count.toLocaleString('en')} conversations`,
        await on(engine!, 'bench/check-all.ts', [String(count)]),
      )
if (parts('served') || parts('browser')) await ensureBuilt({ typesChecked: true })
if (parts('served')) {
  const served = Math.min(100_000, Math.max(...counts))
  for (const [engine, name] of engines)
    keep(
      `The app with people in it, ${name}, ${served.toLocaleString('en')} conversations`,
      await on(engine!, 'bench/served.ts', [String(served)]),
    )
}
if (parts('browser')) {
  keep('The app as it is served', measure('bench/server.ts'))
  keep('The app under a reviewer’s fingers, in Chromium', measure('bench/browser.ts'))
}
process.exit(0)
