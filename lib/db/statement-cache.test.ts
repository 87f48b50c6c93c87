import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { keepStatements } from './statement-cache'

describe('a connection that keeps its statements', () => {
  let client: Database.Database
  let prepared: string[]
  beforeEach(() => {
    client = new Database(':memory:')
    const prepare = client.prepare.bind(client) as typeof client.prepare
    prepared = []
    client.prepare = ((sql: string) => {
      prepared.push(sql)
      return prepare(sql)
    }) as typeof client.prepare
    keepStatements(client)
    client.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)')
  })
  const run = (sql: string, ...values: unknown[]) => client.prepare(sql).bind(values).run()
  const read = (sql: string, ...values: unknown[]) => client.prepare(sql).bind(values).raw().all()

  it('prepares what comes again once, each time with its own values', () => {
    const insert = 'INSERT INTO t (name) VALUES (?)'
    expect(['a', 'b'].map((name) => run(insert, name).changes)).toEqual([1, 1])
    const select = 'SELECT name FROM t WHERE id = ?'
    const [one, two] = [1, 2].map((id) => client.prepare(select).bind([id]))
    expect([two!.raw().all(), one!.raw().all()]).toEqual([[['b']], [['a']]])
    expect(one!.columns().map(({ name, type }) => [name, type])).toEqual([['name', 'TEXT']])
    expect(prepared).toEqual([insert, select])
  })

  it('goes on after a statement that failed, and after a change of the schema', () => {
    const insert = 'INSERT INTO t (name) VALUES (?) RETURNING id'
    expect(client.prepare(insert).reader).toBe(true)
    expect(read(insert, 'a')).toEqual([[1]])
    expect(() => read(insert, 'a')).toThrow('UNIQUE')
    client.exec('ALTER TABLE t ADD COLUMN more TEXT')
    expect(read(insert, 'b')).toEqual([[2]])
    run('DELETE FROM t')
    client.exec('VACUUM')
    expect(read('SELECT count(*) FROM t')).toEqual([[0]])
  })
})
