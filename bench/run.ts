import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeConversations } from './conversations'
import { rawLimits } from './limits'

const sizes = process.argv
  .slice(2)
  .map(Number)
  .filter((n) => n > 0)
const counts = sizes.length > 0 ? sizes : [10_000, 100_000]

type Figure = { row: string; what: string; measured: string; limit: string }

const quantile = (values: number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * q)]!
const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
async function times(runs: number, body: (i: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  await body(0)
  for (let i = 0; i < runs; i++) {
    const from = performance.now()
    await body(i)
    taken.push(performance.now() - from)
  }
  return taken
}
const p = (taken: number[]) => `p50 ${ms(quantile(taken, 0.5))}, p95 ${ms(quantile(taken, 0.95))}`
const rss = () => Math.round(process.memoryUsage().rss / 1e6)

async function measure(count: number): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), 'finecut-bench-'))
  process.env.FINECUT_DATA_DIR = join(home, 'data')
  const file = join(home, 'in.jsonl')
  await writeConversations(file, count)
  const bytes = statSync(file).size
  const { openDirect } = await import('@/cli/direct')
  const { getDistribution } = await import('@/lib/distribution/queries')
  const { closeDb } = await import('@/lib/db/client')
  const { local } = await import('@/cli/direct')
  const { databaseFile } = await import('@/lib/db/paths')
  const { newOperationId } = await import('@/lib/result/call')
  const door = await openDirect()
  const limits = rawLimits(file, join(home, 'raw.db'))
  const figures: Figure[] = []
  const add = (row: string, what: string, measured: string, limit = '–') =>
    figures.push({ row, what, measured, limit })

  const { id } = await door.createDataset('bench')
  const before = rss()
  const started = performance.now()
  const imported = await door.importFile(id, { path: file, onError: 'skip-line' })
  const seconds = (performance.now() - started) / 1000
  if (imported.stored !== count) throw new Error(`stored ${imported.stored} of ${count}`)
  add(
    'P1',
    `import ${(bytes / 1e6).toFixed(0)} MB, until listed, searchable and with tokens counted`,
    `${Math.round(count / seconds)} conversations/s, memory +${rss() - before} MB`,
    `${Math.round(limits.insertPerSecond)} rows/s raw insert of row and body`,
  )

  const list = (q: string) => times(30, () => door.listExamples(id, { q, limit: 50 }))
  add('P3', 'first page of 50, no filter', p(await list('')), `${ms(limits.pageMs)} raw keyset page`)
  for (const q of ['status:draft', 'turns:>8', 'tokens:<150', 'weight:1'])
    add('P3', `first page, ${q}`, p(await list(q)))
  add('P4', 'open one example', p(await times(50, (i) => door.getExample(id, 1 + ((i * 37) % count)))))
  const saves = await times(100, async (i) => {
    const number = 1 + ((i * 53) % count)
    const { revision } = await door.getExample(id, number)
    const edits = [{ type: 'set-source-key' as const, from: null, to: `bench-${i}` }]
    await door.saveExample(id, number, { operationId: newOperationId(), revision, edits })
  })
  add(
    'P5',
    'open one example and save one change (history, audit, full sync)',
    p(saves),
    `${ms(limits.commitMs)} raw synced commit`,
  )
  add(
    'P6',
    'distribution of all tags, by examples',
    p(await times(10, () => getDistribution(local, id, { q: '', by: 'examples' }))),
  )
  add(
    'P6',
    'distribution, by trained turns',
    p(await times(5, () => getDistribution(local, id, { q: '', by: 'messages' }))),
  )
  for (const q of ['환불', '"#77 "', 'warranty', '배터리 환불'])
    add('P7', `search ${q}, first page`, p(await times(20, () => door.listExamples(id, { q, limit: 50 }))))
  const out = join(home, 'out')
  const baseline = rss()
  const from = performance.now()
  await door.exportTo(id, { status: 'all', trainShare: 0.9, seed: 7 }, out)
  const exportSeconds = (performance.now() - from) / 1000
  add(
    'P2',
    'export of all, untouched lines, with split, check and manifest',
    `${(bytes / 1e6 / exportSeconds).toFixed(1)} MB/s, memory +${rss() - baseline} MB`,
    `${limits.exportMegabytesPerSecond.toFixed(0)} MB/s raw select to file`,
  )
  add(
    '–',
    'database size',
    `${(statSync(databaseFile()).size / 1e6).toFixed(0)} MB for ${(bytes / 1e6).toFixed(0)} MB of lines`,
  )
  await door.close()
  await closeDb()
  rmSync(home, { recursive: true, force: true })
  return figures
}

const page = [
  '# Speed',
  '',
  'Written by `npm run bench`: conversations seeded, English and Korean, 4 to 12 messages. The limit column is plain',
  'better-sqlite3 or the file system in the same run. Machines are noisy; compare columns, not machines.',
  '',
]
const version = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version
page.push(`Finecut ${version}, Node ${process.versions.node}, ${cpus().length} cores, in one process.`, '')
for (const count of counts) {
  const figures = await measure(count)
  page.push(
    `## ${count.toLocaleString('en')} conversations`,
    '',
    '| row | what | measured | limit, same run |',
    '| --- | --- | --- | --- |',
  )
  page.push(...figures.map((f) => `| ${f.row} | ${f.what} | ${f.measured} | ${f.limit} |`), '')
  console.log(page.slice(-figures.length - 4).join('\n'))
}
writeFileSync('docs/performance.md', page.join('\n'))
process.exit(0)
