import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { closeDb, db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { dataDir } from '@/lib/db/paths'
import { createDemo } from '@/lib/demo/commands'
import { createExample } from '@/lib/examples/commands/create-example'
import { listExamples } from '@/lib/examples/queries/list'
import { closeHub } from '@/lib/live/hub'
import { newOperationId } from '@/lib/result/call'
import { firstStudioSql } from '@/lib/testing/first-schema'
import { makeDatabase } from '@/lib/testing/postgres-database'
import { local, useStudio } from '@/lib/testing/studio'
import { backUpStudio, restoreStudio } from './commands'

type Run = { code: number; out: string; error: string }
const finecut = (...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const node = ['bin/finecut.mjs', ...args]
    execFile(process.execPath, node, { env: { ...process.env, LANG: 'en' } }, (error, out, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, error: stderr }),
    )
  })
const once = () => ({ operationId: newOperationId() })
const leave = async () => {
  await closeHub()
  await closeDb()
}
const examples = () => db().example.findMany({ orderBy: { id: 'asc' } })
const revisions = () => db().revision.findMany({ orderBy: [{ exampleId: 'asc' }, { number: 'asc' }] })

describe.runIf(engine === 'postgresql')('a backup of a PostgreSQL studio', () => {
  useStudio()

  it('is of one moment while others save, for its owner’s eyes, and fills an empty database', async () => {
    const { datasetId } = await createDemo(local, once())
    const before = { examples: await examples(), revisions: await revisions() }
    const file = join(dataDir(), 'kept.db')
    let [made, isDone] = [0, false]
    const saves = (async () => {
      for (; !isDone; made++) await createExample(local, datasetId, once())
    })()
    const another = () => {
      const sofar = made
      return vi.waitFor(() => expect(made).toBeGreaterThan(sofar + 1), { timeout: 60_000 })
    }
    await another()
    await backUpStudio(local, { ...once(), file })
    await another()
    isDone = true
    await saves
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(['-wal', '-shm', '-journal', '.lock'].filter((part) => existsSync(file + part))).toEqual([])
    const copy = new Database(file, { readonly: true })
    const kept = copy.prepare('SELECT max(number), count(*) FROM "Example"').raw().get() as number[]
    copy.close()
    expect(kept[0]).toBe(kept[1])
    expect(kept[1]).toBeGreaterThanOrEqual(before.examples.length)
    expect(kept[1]).toBeLessThan(await db().example.count())

    await leave()
    const served = process.env.DATABASE_URL
    process.env.DATABASE_URL = await makeDatabase()
    expect(await restoreStudio(local, file)).toBeNull()
    const after = { examples: await examples(), revisions: await revisions() }
    expect(after.examples.slice(0, before.examples.length)).toEqual(before.examples)
    expect(after.examples).toHaveLength(kept[1]!)
    expect(after.revisions.slice(0, before.revisions.length)).toEqual(before.revisions)
    const { rows } = await listExamples(local, datasetId, { q: 'refund', limit: 100, sort: 'number' })
    expect(rows.length).toBeGreaterThan(0)

    await expect(restoreStudio(local, file)).rejects.toMatchObject({ reason: 'copyInUse' })
    await leave()
    await expect(restoreStudio(local, file)).rejects.toMatchObject({ reason: 'copyTargetNotEmpty' })
    expect(existsSync(join(dataDir(), 'restoring.db'))).toBe(false)
    expect(await db().example.count()).toBe(kept[1])
    await leave()
    process.env.DATABASE_URL = served
  })

  it('of the first schema is restored as this build knows it', async () => {
    await leave()
    const served = process.env.DATABASE_URL
    process.env.DATABASE_URL = await makeDatabase()
    const file = join(dataDir(), 'first.db')
    const first = new Database(file)
    first.exec(firstStudioSql('sqlite'))
    const rows = (sql: string) => first.prepare(sql).raw().all()
    const numbers = rows('SELECT "number", "text", "status" FROM "Example" ORDER BY "number"')
    const edits = rows('SELECT "exampleId", "number", "edits" FROM "Revision" ORDER BY "exampleId", "number"')
    first.close()
    expect(await restoreStudio(local, file)).toBeNull()
    const datasetId = 'dataset000000001'
    expect((await examples()).map(({ number, text, status }) => [number, text, status])).toEqual(numbers)
    expect((await revisions()).map((r) => [r.exampleId, r.number, r.edits])).toEqual(edits)
    const found = await listExamples(local, datasetId, { q: '환불', limit: 50, sort: 'number' })
    expect(found.rows.length).toBeGreaterThan(0)
    expect(await createExample(local, datasetId, once())).toEqual({ number: numbers.length + 1 })
    await leave()
    process.env.DATABASE_URL = served
  })

  it('is made and restored by the command, while the studio is in use', async () => {
    await createDemo(local, once())
    const count = await db().example.count()
    const file = join(dataDir(), 'kept.db')
    const served = process.env.DATABASE_URL
    expect(await finecut('backup', file)).toMatchObject({ code: 0 })
    const refused = await finecut('restore', file)
    expect(refused.code).not.toBe(0)
    expect(refused.error).toContain('Stop it first')
    await leave()
    process.env.DATABASE_URL = await makeDatabase()
    expect(await finecut('restore', file)).toMatchObject({ code: 0, out: 'Restored.\n' })
    expect(await db().example.count()).toBe(count)
    await leave()
    process.env.DATABASE_URL = served
  })
})
