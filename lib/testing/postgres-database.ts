import pg from 'pg'

export const template = 'finecut_template'

let serial = 0
let connected: Promise<pg.Client> | undefined
// dropped when the next one is made: by then its connections have ended, without a word in the log
let left: string | undefined

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: process.env.FINECUT_TEST_POSTGRES })
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
  const url = new URL(process.env.FINECUT_TEST_POSTGRES!)
  url.pathname = name
  left = name
  return url.href
}
