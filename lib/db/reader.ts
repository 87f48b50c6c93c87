import 'server-only'
import Database from 'better-sqlite3'
import { databaseFile } from './paths'

export type ReadPage = <Row>(sql: string, params: unknown[]) => Row[]

/**
 * A long read over one snapshot, on a read-only connection of its own: exports and statistics go through here,
 * so that saves don't wait for them. Read in keyset pages and `await breathe()` between two of them.
 */
export async function readSnapshot<T>(body: (page: ReadPage) => Promise<T>): Promise<T> {
  const sqlite = new Database(databaseFile(), { readonly: true, timeout: 1000 })
  try {
    sqlite.exec('BEGIN')
    return await body(<Row>(sql: string, params: unknown[]) => sqlite.prepare(sql).all(...params) as Row[])
  } finally {
    sqlite.close()
  }
}

/** Lets waiting requests in. */
export const breathe = (): Promise<void> => new Promise((go) => setImmediate(go))
