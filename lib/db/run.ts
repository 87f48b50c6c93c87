import 'server-only'
import type { Tx } from './client'
import type { Sql } from './sql'

/** Runs a statement that changes rows; how many. */
export const runSql = (tx: Tx, statement: Sql): Promise<number> =>
  tx.$executeRawUnsafe(statement.sql, ...statement.params)

/** Runs a select. Whole numbers may come as bigint: `Number(row.n)`; times as Date or text. */
export const selectSql = <Row>(tx: Tx, statement: Sql): Promise<Row[]> =>
  tx.$queryRawUnsafe<Row[]>(statement.sql, ...statement.params)
