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
// dropped when the next one is made: by then its connections have ended, without a word in the log
let left: string | undefined

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urlOf('postgres') })
  await client.connect()
  return client
}

/** A migrated database of its own for one test, as a copy of the template; its URL. */
export async function makeDatabase(): Promise<string> {
  connected ??= connect()
  const client = await connected
  if (left) await client.query(`DROP DATABASE ${left} WITH (FORCE)`)
  const name = `test_${process.pid}_${++serial}`
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  left = name
  return urlOf(name)
}
