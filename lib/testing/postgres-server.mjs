import pg from 'pg'
import { migrate } from '@/lib/db/migrate'
import { findPostgres, startPostgres } from '../../scripts/find-postgres.mjs'
import { emptying, template } from './postgres-database'

/** Vitest's global set-up for the run on PostgreSQL: a server, and a migrated database that tests get copies of. */
export default async function setUp() {
  const bin = await findPostgres()
  if (!bin) throw new Error('No PostgreSQL server here, and no way to install one.')
  const server = await startPostgres(bin)
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  await client.query(`CREATE DATABASE ${template}`)
  await client.end()
  // the workers inherit it
  process.env.DATABASE_URL = server.url(template)
  await migrate()
  const made = new pg.Client({ connectionString: server.url(template) })
  await made.connect()
  await made.query(emptying)
  await made.end()
  return server.stop
}
