import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
// @ts-expect-error plain JavaScript, without types
import { ensureBuilt } from '../scripts/build.mjs'
import type { Figure } from './figures'

const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((n) => n > 0)
const counts = sizes.length > 0 ? sizes : [10_000, 100_000]

function measure(script: string, ...args: string[]): Figure[] {
  const run = ['--conditions=react-server', '--import', 'tsx', script, ...args]
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  return JSON.parse(execFileSync(process.execPath, run, { encoding: 'utf8', stdio: [...stdio] })) as Figure[]
}

function section(title: string, figures: Figure[]): string[] {
  const rows = figures.map((f) => `| ${f.row} | ${f.what} | ${f.measured} | ${f.limit} |`)
  const head = ['| row | what | measured | limit, same run |', '| --- | --- | --- | --- |']
  const lines = [`## ${title}`, '', ...head, ...rows, '']
  console.log(lines.join('\n'))
  return lines
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const page = [
  '# Speed',
  '',
  'Written by `npm run bench`: conversations seeded, English and Korean, 4 to 12 messages. The limit column is plain',
  'better-sqlite3 or the file system in the same run. Machines are noisy; compare columns, not machines.',
  '',
  `Finecut ${version}, Node ${process.versions.node}, ${cpus().length} cores, a process for each size.`,
  '',
]
for (const count of counts)
  page.push(
    ...section(`${count.toLocaleString('en')} conversations`, measure('bench/size.ts', String(count))),
  )
await ensureBuilt({ typesChecked: true })
page.push(...section('The app as it is served', measure('bench/server.ts')))
page.push(...section('The app under a reviewer’s fingers, in Chromium', measure('bench/browser.ts')))
writeFileSync('docs/performance.md', page.join('\n'))
execFileSync(process.execPath, [
  'node_modules/@biomejs/biome/bin/biome',
  'format',
  '--write',
  'docs/performance.md',
])
