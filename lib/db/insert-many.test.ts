import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { insertMany } from './insert-many'

describe('many rows', () => {
  const open = () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE one (id INTEGER PRIMARY KEY, name TEXT, yes BOOLEAN, n INTEGER)')
    return db
  }
  const insert = 'INSERT INTO "one" ("name", "yes", "n") VALUES (?, ?, ?) '

  it.each([1, 2, 333, 334, 1_000])('%i of them are stored in order, each as it is', (count) => {
    const db = open()
    const rows = Array.from({ length: count }, (_, i) => [`VALUES (?) 가 ${i}`, i % 2 === 0, i] as const)
    expect(
      insertMany(
        db,
        insert,
        rows.map((row) => [...row]),
      ),
    ).toBe(count)
    const stored = db.prepare('SELECT name, yes, n, typeof(n) AS type FROM one ORDER BY id').all()
    expect(stored).toEqual(rows.map(([name, yes, n]) => ({ name, yes: Number(yes), n, type: 'integer' })))
  })

  it('what is said of twins holds for each of them', () => {
    const db = open()
    db.exec('CREATE UNIQUE INDEX u ON one (name)')
    const add = `${insert}ON CONFLICT (name) DO UPDATE SET n = one.n + excluded.n`
    insertMany(db, add, [
      ['a', null, 1],
      ['b', null, 2],
      ['a', null, 3],
    ])
    expect(db.prepare('SELECT name, n FROM one ORDER BY name').raw().all()).toEqual([
      ['a', 4],
      ['b', 2],
    ])
  })

  it('nothing is nothing', () => {
    expect(insertMany(open(), insert, [])).toBe(0)
  })
})
