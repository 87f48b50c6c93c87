import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeConversations } from './conversations'
import { type Figure, ms, p, sampleMemory, times } from './figures'
import type { Limits } from './limits'

// A process of its own for each size: what one leaves in memory is not another's.

function readLimits(file: string, database: string): Limits {
  const args = ['--conditions=react-server', '--import', 'tsx', 'bench/limits.ts', file, database]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Limits
}

const count = Number(process.argv[2])
async function measure(): Promise<Figure[]> {
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
  const limits = readLimits(file, join(home, 'raw.db'))
  const figures: Figure[] = []
  const add = (row: string, what: string, measured: string, limit = '–') =>
    figures.push({ row, what, measured, limit })

  const { id } = await door.createDataset('bench')
  const importMemory = sampleMemory()
  const started = performance.now()
  const imported = await door.importFile(id, { path: file, onError: 'skip-line' })
  const seconds = (performance.now() - started) / 1000
  if (imported.stored !== count) throw new Error(`stored ${imported.stored} of ${count}`)
  add(
    'P1',
    `import ${(bytes / 1e6).toFixed(0)} MB, until listed, searchable and with tokens counted`,
    `${Math.round(count / seconds)} conversations/s, memory +${importMemory()} MB at most`,
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
  const exportMemory = sampleMemory()
  const from = performance.now()
  await door.exportTo(id, { status: 'all', trainShare: 0.9, seed: 7 }, out)
  const exportSeconds = (performance.now() - from) / 1000
  add(
    'P2',
    'export of all, untouched lines, with split, check and manifest',
    `${(bytes / 1e6 / exportSeconds).toFixed(1)} MB/s, memory +${exportMemory()} MB at most`,
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

process.stdout.write(JSON.stringify(await measure()))
process.exit(0)
