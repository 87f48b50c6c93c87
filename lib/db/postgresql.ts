import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapter, SqlQuery, SqlQueryable, Transaction } from '@prisma/driver-adapter-utils'
import type pg from 'pg'
import { logDefect } from '@/lib/log/log'
import { copyMany } from './copy-many'
import { assertStorable } from './storable'
import { rowsOf, withTexts } from './ticket'

/** Connections of one process for requests and jobs; long reads and the ear for live events have their own. */
export const maxConnections = 10

/**
 * How every connection is set up: a statement ends after a while though nobody waits for it any more, times are in UTC
 * whatever the server's zone is, and other processes help with long statements only: to start them takes longer than a page.
 */
export const connectionConfig = (statementMs: number): pg.ClientConfig => ({
  connectionString: process.env.DATABASE_URL,
  application_name: 'finecut',
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  options: `-c timezone=UTC -c jit=off -c parallel_setup_cost=20000 -c statement_timeout=${statementMs} -c idle_in_transaction_session_timeout=${2 * statementMs}`,
})

const report = (error: Error) => logDefect(error, { database: 'connection lost' })

/** PostgreSQL for Prisma: a pool, and no text that would not come back as it was stored. */
export class Postgresql extends PrismaPg {
  constructor() {
    super(
      { ...connectionConfig(20_000), max: maxConnections, idleTimeoutMillis: 60_000 },
      { onPoolError: report, onConnectionError: report },
    )
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect()
    const start = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (level) => withCopy(guard(await start(level)))
    return guard(adapter)
  }
}

/** What Prisma's adapter keeps to itself: its connection, and how it says what went wrong there. */
type Inside = { client: pg.PoolClient; onError(error: unknown): never }

/** Rows that wait under a ticket are copied into their table. */
function withCopy(tx: Transaction): Transaction {
  const { executeRaw } = tx
  tx.executeRaw = async (query) => {
    const rows = rowsOf(query.args)
    if (!rows) return executeRaw.call(tx, query)
    const inside = tx as Transaction & Inside
    return copyMany(inside.client, query.sql, rows).catch((error: unknown) => inside.onError(error))
  }
  return tx
}

function guard<Q extends SqlQueryable & Partial<SqlDriverAdapter>>(queryable: Q): Q {
  const { queryRaw, executeRaw } = queryable
  const bound = (query: SqlQuery): SqlQuery => {
    const args = withTexts(query.args)
    assertStorable(args)
    return { ...query, args }
  }
  queryable.queryRaw = async (query) => queryRaw.call(queryable, bound(query))
  queryable.executeRaw = async (query) => executeRaw.call(queryable, bound(query))
  return queryable
}
