import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import pg from 'pg'

const rowsAtOnce = 1_000

export type Limits = {
  insertPerSecond: number
  pageMs: number
  commitMs: number
  exportMegabytesPerSecond: number
}

const since = (from: number) => performance.now() - from
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** What the plain driver of SQLite and the file system do with the same lines, in this very run. */
function rawLimits(file: string, database: string): Limits {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const db = new Database(database)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, status TEXT, updated TEXT, text TEXT)')
  const insert = db.prepare('INSERT INTO row (status, updated, text) VALUES (?, ?, ?)')
  let from = performance.now()
  db.transaction(() => {
    for (const line of lines) insert.run('draft', '2026-01-01', line)
  })()
  const insertPerSecond = lines.length / (since(from) / 1000)

  const page = db.prepare('SELECT id, status, updated FROM row WHERE id > ? ORDER BY id LIMIT 50')
  const pages = Array.from({ length: 50 }, (_, i) => {
    const start = performance.now()
    page.all(i * 50)
    return since(start)
  })
  const update = db.prepare('UPDATE row SET status = ? WHERE id = ?')
  const commits = Array.from({ length: 50 }, (_, i) => {
    const start = performance.now()
    update.run('approved', i + 1)
    return since(start)
  })
  const out = openSync(`${database}.jsonl`, 'w')
  from = performance.now()
  let bytes = 0
  for (const row of db.prepare('SELECT text FROM row ORDER BY id').iterate()) {
    bytes += writeSync(out, `${(row as { text: string }).text}\n`)
  }
  const exportMegabytesPerSecond = bytes / 1e6 / (since(from) / 1000)
  closeSync(out)
  db.close()
  return { insertPerSecond, pageMs: median(pages), commitMs: median(commits), exportMegabytesPerSecond }
}

/** The same with the plain driver of PostgreSQL, in a table of its own. */
async function rawLimitsOfPostgresql(file: string, out: string): Promise<Limits> {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query('CREATE TABLE bench (id SERIAL PRIMARY KEY, status TEXT, updated TEXT, text TEXT)')
  let from = performance.now()
  await client.query('BEGIN')
  for (let at = 0; at < lines.length; at += rowsAtOnce)
    await client.query(
      "INSERT INTO bench (status, updated, text) SELECT 'draft', '2026-01-01', unnest($1::text[])",
      [lines.slice(at, at + rowsAtOnce)],
    )
  await client.query('COMMIT')
  const insertPerSecond = lines.length / (since(from) / 1000)
  const timed = async (body: (i: number) => Promise<unknown>) => {
    const taken: number[] = []
    for (let i = 0; i < 50; i++) {
      const start = performance.now()
      await body(i)
      taken.push(since(start))
    }
    return median(taken)
  }
  const pageMs = await timed((i) =>
    client.query('SELECT id, status, updated FROM bench WHERE id > $1 ORDER BY id LIMIT 50', [i * 50]),
  )
  const commitMs = await timed((i) =>
    client.query('UPDATE bench SET status = $1 WHERE id = $2', ['approved', i + 1]),
  )
  const written = openSync(`${out}.jsonl`, 'w')
  from = performance.now()
  let bytes = 0
  for (let id = 0; id < lines.length; id += rowsAtOnce) {
    const page = 'SELECT text FROM bench WHERE id > $1 ORDER BY id LIMIT $2'
    const { rows } = await client.query<{ text: string }>(page, [id, rowsAtOnce])
    for (const { text } of rows) bytes += writeSync(written, `${text}\n`)
  }
  const exportMegabytesPerSecond = bytes / 1e6 / (since(from) / 1000)
  closeSync(written)
  await client.query('DROP TABLE bench')
  await client.end()
  return { insertPerSecond, pageMs, commitMs, exportMegabytesPerSecond }
}

const [file, database] = process.argv.slice(2)
if (!file || !database) throw new Error('bench/limits.ts takes a file of lines and a place for a database.')
const limits = process.env.DATABASE_URL
  ? await rawLimitsOfPostgresql(file, database)
  : rawLimits(file, database)
process.stdout.write(JSON.stringify(limits))
