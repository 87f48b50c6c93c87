import { createHash } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { getExample, listRevisions } from '@/lib/examples/queries/example'
import { listExamples } from '@/lib/examples/queries/list'
import { firstRows, firstStudioSql } from '@/lib/testing/first-schema'
import { local, useStudio } from '@/lib/testing/studio'
import { closeDb } from './client'
import { engine } from './engine'
import { migrate } from './migrate'
import { listMigrations } from './migrations'
import { databaseFile } from './paths'

type Raw = { run: (sql: string) => Promise<void>; rows: (sql: string) => Promise<Record<string, unknown>[]> }

/** The database itself, without what this build knows of it. */
async function open<T>(body: (raw: Raw) => Promise<T>): Promise<T> {
  if (engine === 'sqlite') {
    const file = new Database(databaseFile())
    const raw: Raw = {
      run: async (sql) => void file.exec(sql),
      rows: async (sql) => file.prepare(sql).all() as Record<string, unknown>[],
    }
    return body(raw).finally(() => file.close())
  }
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  const raw: Raw = {
    run: async (sql) => void (await client.query(sql)),
    rows: async (sql) => (await client.query(sql)).rows,
  }
  return body(raw).finally(() => client.end())
}

const tables = [
  ...new Set([...firstRows.matchAll(/^INSERT INTO "(\w+)" \(([^)]+)\)/gm)].map((match) => match[1]!)),
]

/** A studio as the first schema left it. */
async function makeFirstStudio(): Promise<void> {
  await closeDb()
  if (engine === 'sqlite')
    for (const part of ['', '-wal', '-shm']) rmSync(databaseFile() + part, { force: true })
  await open(async ({ run }) => {
    if (engine === 'postgresql') await run('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    await run(firstStudioSql(engine))
  })
}

/** Of every table how many rows there are, and a hash of what stands in the columns that it had from the first. */
async function fingerprint(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  await open(async ({ rows }) => {
    for (const table of tables) {
      const columns = [...firstRows.matchAll(new RegExp(`^INSERT INTO "${table}" \\(([^)]+)\\)`, 'gm'))]
      const named = [...new Set(columns.flatMap((match) => match[1]!.split(', ')))].join(', ')
      const all = (await rows(`SELECT ${named} FROM "${table}"`)).map((row) => JSON.stringify(row)).sort()
      found[table] = `${all.length} ${createHash('sha256').update(all.join('\n')).digest('hex')}`
    }
  })
  return found
}

describe('a studio of the first schema', () => {
  useStudio()

  it('is brought up to date with every row as it was, a backup first, and works', async () => {
    await makeFirstStudio()
    const before = await fingerprint()
    expect(Object.keys(before).length).toBeGreaterThan(10)
    const { applied, backup } = await migrate()
    expect(applied).toEqual(
      listMigrations(engine)
        .slice(1)
        .map(({ name }) => name),
    )
    expect(await fingerprint()).toEqual(before)
    if (engine === 'sqlite') expect(existsSync(backup!)).toBe(true)

    const { rows } = await listExamples(local, 'dataset000000001', { q: '', sort: 'number', limit: 50 })
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(rows.filter(({ status }) => status === 'approved')).toHaveLength(6)
    expect((await getExample(local, 'dataset000000001', 1)).text).toContain('환불은 1일 안에 되나요?')
    expect(await listRevisions(local, 'dataset000000001', 12)).toHaveLength(2)
    expect((await migrate()).applied).toEqual([])
  })

  it('is refused where a newer build had it, and left as it is', async () => {
    await makeFirstStudio()
    await open(({ run }) =>
      run(`INSERT INTO "FinecutMigration" VALUES ('9999_later.sql', 'x', '2027-01-01T00:00:00Z')`),
    )
    const before = await fingerprint()
    await expect(migrate()).rejects.toMatchObject({ reason: 'databaseNewer' })
    expect(await fingerprint()).toEqual(before)
    const columns = await open(({ rows }) => rows('SELECT * FROM "Example" LIMIT 1'))
    expect(Object.keys(columns[0]!)).not.toContain('kind')
  })
})
