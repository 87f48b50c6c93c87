import pg from 'pg'

export const template = 'finecut_template'

// as the set-up left it; each test sets its own
const given = process.env.DATABASE_URL

/** Another database of the server that the set-up started. */
function urlOf(name: string): string {
  const url = new URL(given!)
  url.pathname = name
  return url.href
}

let serial = 0
let connected: Promise<pg.Client> | undefined
// dropped before the next test: by then its connections have ended, without a word in the log
let left: string[] = []

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urlOf('postgres') })
  await client.connect()
  return client
}

/** A migrated database of its own for one test, as a copy of the template; its URL. */
export async function makeDatabase(): Promise<string> {
  connected ??= connect()
  const client = await connected
  const name = `test_${process.pid}_${++serial}`
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  left.push(name)
  return urlOf(name)
}

/** Removes what earlier tests made. */
export async function dropDatabases(): Promise<void> {
  const names = left
  left = []
  if (!connected) return
  for (const name of names) await (await connected).query(`DROP DATABASE ${name} WITH (FORCE)`)
}
