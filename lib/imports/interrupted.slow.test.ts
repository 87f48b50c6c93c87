import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { db, transaction } from '@/lib/db/client'
import { dataFolder } from '@/lib/db/paths'
import { createExample } from '@/lib/examples/commands/create-example'
import { recoverImports } from '@/lib/jobs/import/recover'
import { hasJob, stopJobs } from '@/lib/jobs/room'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { cancelImport } from './commands/cancel-import'
import { runImportFile } from './commands/run-import-file'
import { getImport } from './queries/imports'
import { type Counts, markComplete } from './writes'

let serial = 0
const operationId = () => `operation-${++serial}`
const line = (n: number) =>
  `{"messages":[{"role":"user","content":"Question ${n}"},{"role":"assistant","content":"${n}"}]}`

function makeFile(count: number): string {
  const path = join(tmpdir(), `finecut-cut-${process.pid}-${++serial}.jsonl`)
  writeFileSync(path, Array.from({ length: count }, (_, i) => `${line(i)}\n`).join(''))
  return path
}

/** Runs an import until some rows are stored, then does `interrupt`. */
async function interrupted(datasetId: string, interrupt: (importId: string) => unknown, count = 20_000) {
  const running = runImportFile(local, { datasetId, path: makeFile(count), onError: 'skip-line' })
  const importId = await vi.waitFor(
    async () => {
      const hidden = { where: { datasetId, visible: false }, select: { importId: true } }
      return (await db().example.findFirstOrThrow(hidden)).importId!
    },
    { timeout: 40_000, interval: 5 },
  )
  await interrupt(importId)
  return running
}

const searchRows = async () =>
  Number((await db().$queryRawUnsafe<{ n: bigint }[]>('SELECT count(*) AS n FROM "ExampleSearch"'))[0]?.n)

async function expectNothingLeft(datasetId: string) {
  expect([await db().example.count(), await searchRows()]).toEqual([0, 0])
  const { nextNumber } = await db().dataset.findUniqueOrThrow({ where: { id: datasetId } })
  expect(nextNumber).toBe(1)
}

describe('an import that does not come to its end', () => {
  useStudio()

  it('cancelled: leaves nothing, and counts what it read', async () => {
    const datasetId = await makeDataset()
    const operation = operationId()
    const row = await interrupted(datasetId, async (importId) => {
      const at = { datasetId, importId }
      const first = await cancelImport(local, at, operation)
      expect(await cancelImport(local, at, operation)).toEqual(first)
    })
    expect(row).toMatchObject({ state: 'cancelled', stored: 0, rejected: 0, skipped: 0 })
    expect(row.lines).toBeGreaterThan(0)
    expect(row.rolledBack).toBe(row.lines)
    await expectNothingLeft(datasetId)
    await expect(cancelImport(local, { datasetId, importId: row.id }, operationId())).rejects.toMatchObject({
      reason: 'importOver',
    })
  })

  it('cut off by the end of the process: the next start takes it back', async () => {
    const datasetId = await makeDataset()
    const row = await interrupted(datasetId, () => stopJobs())
    expect(row.state).toBe('running')
    expect(await db().example.count()).toBeGreaterThan(0)
    const left = join(dataFolder('uploads'), 'left-behind')
    writeFileSync(left, 'x')
    utimesSync(left, 0, 0)
    const { done } = await recoverImports()
    await done
    const after = await getImport(local, datasetId, row.id)
    expect(after).toMatchObject({ state: 'failed', message: 'importInterrupted', stored: 0 })
    expect(after.skipped + after.rejected + after.rolledBack).toBe(after.lines)
    expect(readdirSync(dataFolder('uploads'))).toEqual([])
    await expectNothingLeft(datasetId)
  })

  it('cut off while its rows are shown: the next start shows the rest', async () => {
    const datasetId = await makeDataset()
    const { id } = await runImportFile(local, { datasetId, path: makeFile(1_700), onError: 'skip-line' })
    // as it stands after a crash behind the first two steps
    const counts: Counts = { bytes: 1, lines: 1_700, stored: 1_700, skipped: 0, rejected: 0, rolledBack: 0 }
    await transaction((tx) => markComplete(tx, id, counts))
    await db().import.update({ where: { id }, data: { state: 'running' } })
    await db().example.updateMany({
      where: { number: { gt: 1000 } },
      data: { visible: false, number: { decrement: 2_000_000_001 } },
    })
    const { done } = await recoverImports()
    await done
    expect((await getImport(local, datasetId, id)).state).toBe('done')
    const rows = await db().example.findMany({
      where: { visible: true },
      orderBy: { number: 'asc' },
      select: { number: true, text: true },
    })
    expect(rows.map((row) => row.text)).toEqual(Array.from({ length: 1_700 }, (_, i) => line(i)))
    expect(rows.map((row) => row.number)).toEqual(rows.map((_, i) => i + 1))
  })

  it('takes no number from an example that is made meanwhile', async () => {
    const datasetId = await makeDataset()
    const made: number[] = []
    const row = await interrupted(
      datasetId,
      async () => {
        const { number } = await createExample(local, datasetId, { operationId: operationId() })
        made.push(number)
      },
      5_000,
    )
    expect([row.state, row.stored, made]).toEqual(['done', 5_000, [1]])
    const [first] = await db().example.findMany({ where: { importLine: 1 }, select: { number: true } })
    expect(first?.number).toBe(2)
    expect(await db().example.count({ where: { visible: true, number: { gt: 0 } } })).toBe(5_001)
  })

  it('fails whole when the file can’t be read', async () => {
    const datasetId = await makeDataset()
    await expect(
      runImportFile(local, { datasetId, path: '/no/such/file', onError: 'skip-line' }),
    ).rejects.toThrow(/ENOENT/)
    expect(await db().import.count()).toBe(0)
  })

  it('waits in line behind another', async () => {
    const datasetId = await makeDataset()
    const both = await Promise.all(
      [600, 700].map((count) =>
        runImportFile(local, { datasetId, path: makeFile(count), onError: 'skip-line' }),
      ),
    )
    expect(both.map((row) => row.state)).toEqual(['done', 'done'])
    expect(both[0]!.stored + both[1]!.stored + both[0]!.skipped + both[1]!.skipped).toBe(1_300)
    expect(await db().example.count({ where: { visible: true } })).toBe(700)
    expect(both.some((row) => hasJob(row.id))).toBe(false)
  })

  it('keeps memory flat: the file may be as long as it likes', async () => {
    const datasetId = await makeDataset()
    const path = join(tmpdir(), `finecut-flat-${process.pid}.jsonl`)
    const answer = 'Thank you for waiting, the refund is on its way. 환불이 곧 처리됩니다. '.repeat(12)
    const text = (n: number) =>
      `{"messages":[{"role":"user","content":"${n}"},{"role":"assistant","content":"${n} ${answer}"}]}`
    writeFileSync(path, Array.from({ length: 8_000 }, (_, i) => `${text(i)}\n`).join(''))
    const peaks = { early: 0, late: 0 }
    const onProgress = ({ stored }: Counts) => {
      const part = stored < 2_500 ? 'early' : 'late'
      peaks[part] = Math.max(peaks[part], process.memoryUsage.rss())
    }
    const row = await runImportFile(local, { datasetId, path, onError: 'skip-line', onProgress })
    expect(row.stored).toBe(8_000)
    expect(peaks.early).toBeGreaterThan(0)
    expect(peaks.late - peaks.early).toBeLessThan(200 * 1024 * 1024)
  })
})
