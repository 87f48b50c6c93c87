import { copyFileSync, mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { db, transaction } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { databaseFile, dataDir } from '@/lib/db/paths'
import { figure } from '@/lib/testing/figure'
import { share } from '@/lib/testing/share'
import { useStudio } from '@/lib/testing/studio'

const commits = 200

/** Numbers below `below`, the same each time. */
function drawn(below: number, count: number): number[] {
  let state = 7
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % below
  })
}

/** One commit of two rows in two tables: both are there or neither is. */
const commit = (n: number) =>
  transaction(async (tx) => {
    const name = String(n).padStart(4, '0')
    await tx.dataset.create({ data: { id: `dataset${name}`, name, guidelines: 'x'.repeat(n * 37) } })
    await tx.auditEvent.create({ data: { actorId: 'local', action: 'dataset.create', target: name } })
  })

function namesIn(file: string): { datasets: string[]; events: string[]; sound: unknown } {
  const copy = new Database(file)
  try {
    const all = (query: string) => copy.prepare(query).pluck().all() as string[]
    return {
      sound: copy.pragma('integrity_check', { simple: true }),
      datasets: all('SELECT name FROM "Dataset" ORDER BY name'),
      events: all('SELECT target FROM "AuditEvent" ORDER BY target'),
    }
  } finally {
    copy.close()
  }
}

describe.runIf(engine === 'sqlite')('a log that was cut off', () => {
  useStudio()

  it('A3: at any byte the file opens, is sound, and holds the first of the commits, each whole', async () => {
    for (let n = 1; n <= commits; n++) await commit(n)
    const file = databaseFile()
    const bytes = readFileSync(`${file}-wal`).length
    expect(bytes).toBeGreaterThan(commits * 1000)
    await db().$queryRawUnsafe('SELECT 1')
    const folder = join(dataDir(), 'cut')
    mkdirSync(folder)
    const offsets = [0, 31, 32, bytes - 1, ...drawn(bytes, share(50, 500))]
    const seen = offsets
      .sort((a, b) => a - b)
      .map((offset) => {
        const copy = join(folder, 'copy.db')
        copyFileSync(file, copy)
        copyFileSync(`${file}-wal`, `${copy}-wal`)
        truncateSync(`${copy}-wal`, offset)
        const { sound, datasets, events } = namesIn(copy)
        expect(sound, `cut at ${offset}`).toBe('ok')
        expect(events, `cut at ${offset}`).toEqual(datasets)
        const first = Array.from({ length: datasets.length }, (_, i) => String(i + 1).padStart(4, '0'))
        expect(datasets, `cut at ${offset}`).toEqual(first)
        return datasets.length
      })
    // what is cut off later keeps more
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBeGreaterThan(seen[0]!)
    figure(
      'A3',
      `sqlite: a log of ${bytes} bytes cut off at ${offsets.length} of them`,
      'all sound, each a prefix',
    )
  })
})
