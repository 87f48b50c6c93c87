import type { Dialect } from './dialect/dialect'
import { postgresql } from './dialect/postgresql'
import { sqlite } from './dialect/sqlite'
import { engine } from './engine'

export type { IndexedOrder } from './dialect/dialect'
export { joinSql, raw, type Sql, type SqlParam, sql } from './sql'

/** The dialect of the engine that this process runs on. */
export const dialect: Dialect = { sqlite, postgresql }[engine]
