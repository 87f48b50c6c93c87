import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { engine } from '@/lib/db/engine'
import { type Sort, sorts } from '@/lib/query/words'
import { writeConversations } from './conversations'
import { type Figure, ms, p, quantile, sampleMemory, times } from './figures'
import type { Limits } from './limits'
import { multiply } from './multiply'

// A process of its own for each size and engine: what one leaves in memory is not another's. Above `mostImported`
// conversations the studio is made larger in its tables, and only its lists are measured.
const count = Number(process.argv[2])
const mostImported = 100_000
const imports = Math.min(count, mostImported)

const home = mkdtempSync(join(tmpdir(), 'finecut-bench-'))
process.env.FINECUT_DATA_DIR = join(home, 'data')

const { local, openDirect } = await import('@/cli/direct')
const { listImports } = await import('@/lib/imports/queries/imports')
const { listExamples } = await import('@/lib/examples/queries/list')
const { getDistribution } = await import('@/lib/distribution/queries')
const { closeDb, db } = await import('@/lib/db/client')
const { databaseFile } = await import('@/lib/db/paths')
const { newOperationId } = await import('@/lib/result/call')

const figures: Figure[] = []
const add = (row: string, what: string, measured: string, limit = '–') =>
  figures.push({ row, what, measured, limit })

const file = join(home, 'in.jsonl')
await writeConversations(file, imports)
const megabytes = statSync(file).size / 1e6

function readLimits(): Limits {
  const args = ['--conditions=react-server', '--import', 'tsx', 'bench/limits.ts', file, join(home, 'raw.db')]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Limits
}

const door = await openDirect()
const { id } = await door.createDataset('bench')
const perSecond = (milliseconds: number) => `${Math.round(imports / (milliseconds / 1000))} conversations/s`

async function measureImport(limits: Limits): Promise<void> {
  const [untilListed, untilIndexed, untilCounted] = [sampleMemory(), sampleMemory(), sampleMemory()]
  const started = performance.now()
  let isOver = false
  const imported = door.importFile(id, { path: file, onError: 'skip-line' }).finally(() => {
    isOver = true
  })
  async function until(isSo: () => Promise<boolean>, memory: () => number): Promise<string> {
    while (!isOver && !(await isSo())) await wait(50)
    return `${perSecond(performance.now() - started)}, memory +${memory()} MB at most`
  }
  const listed = await until(async () => (await listImports(local, id))[0]?.state === 'done', untilListed)
  const indexed = await until(async () => (await db().searchDue.count()) === 0, untilIndexed)
  const { stored } = await imported
  const counted = performance.now() - started
  if (stored !== imports) throw new Error(`stored ${stored} of ${imports}`)
  const limit = `${Math.round(limits.insertPerSecond)} rows/s raw insert of row and body`
  const what = `import ${megabytes.toFixed(0)} MB, until`
  add('P1', `${what} listed and filterable`, listed, limit)
  add('P1', `${what} all are in the search index`, indexed)
  add('P1', `${what} tokens counted too`, `${perSecond(counted)}, memory +${untilCounted()} MB at most`)
}

const filters = [
  '',
  'status:draft',
  'turns:>8',
  'tokens:<150',
  'weight:1',
  'problem:none',
  'author:me',
  'untagged:outcome',
  'updated:<1d',
  'number:>500',
]

async function measureLists(limits: Limits): Promise<void> {
  for (const q of filters) {
    const bySort: [Sort, number[]][] = []
    for (const sort of sorts)
      bySort.push([sort, await times(20, () => listExamples(local, id, { q, sort, limit: 50 }))])
    const [worst, slowest] = bySort.toSorted((a, b) => quantile(b[1], 0.95) - quantile(a[1], 0.95))[0]!
    add(
      'P3',
      `first page of 50, ${q || 'no filter'}, each of ${sorts.length} sorts (slowest: ${worst})`,
      p(slowest),
      q === '' ? `${ms(limits.pageMs)} raw keyset page` : '–',
    )
  }
  const deep: number[] = []
  let cursor: string | undefined
  for (let page = 0; page < 40; page++) {
    const from = performance.now()
    const { next } = await listExamples(local, id, { q: 'status:draft', sort: 'updated', cursor, limit: 50 })
    deep.push(performance.now() - from)
    cursor = next ?? undefined
  }
  add('P3', 'pages 1 to 40 of status:draft, by time of change', p(deep))
  const mixed = 'status:draft turns:>6 tokens:<300 weight:1'
  add(
    'P3',
    `first page of a mix: ${mixed}`,
    p(await times(20, () => door.listExamples(id, { q: mixed, limit: 50 }))),
  )
}

async function saveOne(i: number): Promise<void> {
  const number = 1 + ((i * 53) % imports)
  const { revision } = await door.getExample(id, number)
  const edits = [{ type: 'set-source-key' as const, from: null, to: `bench-${i}` }]
  await door.saveExample(id, number, { operationId: newOperationId(), revision, edits })
}

async function measureWork(limits: Limits): Promise<void> {
  add('P4', 'open one example', p(await times(100, (i) => door.getExample(id, 1 + ((i * 37) % imports)))))
  const what = 'open one example and save one change (history, audit, full sync)'
  add('P5', what, p(await times(200, saveOne)), `${ms(limits.commitMs)} raw synced commit`)
  const charts = { q: '', by: 'examples' } as const
  add('P6', 'chart of all, by examples', p(await times(20, () => getDistribution(local, id, charts))))
  const turns = { q: '', by: 'messages' } as const
  add('P6', 'chart of all, by trained turns', p(await times(10, () => getDistribution(local, id, turns))))
  for (const q of ['turns:>8', '환불'])
    add('P6', `chart of ${q}`, p(await times(10, () => getDistribution(local, id, { q, by: 'examples' }))))
  for (const q of ['환불', '"#77 "', 'warranty', '배터리 환불', 'arra'])
    add('P7', `search ${q}, first page`, p(await times(30, () => door.listExamples(id, { q, limit: 50 }))))
}

async function measureExport(what: string, name: string, limits: Limits): Promise<void> {
  const memory = sampleMemory()
  let isOver = false
  const others = (async () => {
    const taken: number[] = []
    while (!isOver) {
      const from = performance.now()
      await door.getExample(id, 1 + ((taken.length * 37) % imports))
      taken.push(performance.now() - from)
      await wait(20)
    }
    return taken
  })()
  const from = performance.now()
  await door.exportTo(id, { status: 'all', trainShare: 0.9, seed: 7 }, join(home, name))
  const seconds = (performance.now() - from) / 1000
  isOver = true
  add(
    'P2',
    `export of all, ${what}, with split, check and manifest`,
    `${(megabytes / seconds).toFixed(1)} MB/s, memory +${memory()} MB at most; examples opened meanwhile: ${p(await others)}`,
    `${limits.exportMegabytesPerSecond.toFixed(0)} MB/s raw select to file`,
  )
}

/** A weight rule over everything, while somebody saves ten times a second. */
async function measureBulk(): Promise<void> {
  let isOver = false
  const others = (async () => {
    const taken: number[] = []
    while (!isOver) {
      const from = performance.now()
      await saveOne(1_000 + taken.length)
      taken.push(performance.now() - from)
      await wait(100)
    }
    return taken
  })()
  const from = performance.now()
  const run = await door.runBulk(id, { action: { type: 'weights', rule: 'last' }, selection: { q: '' } })
  const seconds = (performance.now() - from) / 1000
  isOver = true
  if (run.state !== 'done') throw new Error(`the bulk edit ended ${run.state}`)
  const taken = await others
  add(
    'bulk',
    'weights of all by a rule; others open and save meanwhile',
    `${perSecond(seconds * 1000)}; saves ${p(taken)}, p99 ${ms(quantile(taken, 0.99))}`,
  )
}

const limits = readLimits()
await measureImport(limits)
if (count > mostImported) await multiply(id, count / mostImported)
await measureLists(limits)
if (count <= mostImported) {
  await measureWork(limits)
  await measureExport('first, sides given', 'first', limits)
  await measureExport('untouched lines', 'again', limits)
  await measureBulk()
  await measureExport('edited lines', 'edited', limits)
}
if (engine === 'sqlite')
  add(
    '–',
    'database size',
    `${(statSync(databaseFile()).size / 1e6).toFixed(0)} MB for ${((megabytes * count) / imports).toFixed(0)} MB of lines`,
  )
await door.close()
await closeDb()
rmSync(home, { recursive: true, force: true })
process.stdout.write(JSON.stringify(figures))
process.exit(0)
