import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'

export type Limits = {
  insertPerSecond: number
  pageMs: number
  commitMs: number
  exportMegabytesPerSecond: number
}

const since = (from: number) => performance.now() - from
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

/** What the plain driver and the file system do with the same lines, in this very run. */
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

const [file, database] = process.argv.slice(2)
if (!file || !database) throw new Error('bench/limits.ts takes a file of lines and a place for a database.')
process.stdout.write(JSON.stringify(rawLimits(file, database)))
