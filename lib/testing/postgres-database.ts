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

async function connect(name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urlOf(name), options: '-c lock_timeout=1000' })
  await client.connect()
  return client
}

let serial = 0
let connected: Promise<pg.Client> | undefined
const run = async (sql: string) => {
  connected ??= connect('postgres')
  return (await connected).query(sql)
}
// dropped before the next test: by then its connections have ended, without a word in the log
let left: string[] = []

async function copyTemplate(): Promise<string> {
  const name = `test_${process.pid}_${++serial}`
  await run(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  return name
}

/** A migrated database of its own, as a copy of the template; its URL. */
export async function makeDatabase(): Promise<string> {
  const name = await copyTemplate()
  left.push(name)
  return urlOf(name)
}

/**
 * For the template: tells a copy whose tables were altered, and empties one whose tables were not, which takes a tenth of
 * the time of another copy.
 */
export const emptying = `
  CREATE SCHEMA testing;
  CREATE TABLE testing.altered (tag TEXT);
  CREATE TABLE testing.kept AS SELECT * FROM "FinecutMigration";
  CREATE FUNCTION testing.note() RETURNS event_trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO testing.altered VALUES (tg_tag); END $$;
  CREATE FUNCTION testing.empty() RETURNS BOOLEAN LANGUAGE plpgsql SET session_replication_role = replica AS $$
    DECLARE
      relation RECORD;
    BEGIN
      IF EXISTS (SELECT FROM testing.altered) THEN RETURN false; END IF;
      FOR relation IN SELECT c.oid, c.oid::regclass AS name, c.relkind, pg_relation_size(c.oid) AS size FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S')
      LOOP
        IF relation.relkind = 'S' THEN PERFORM setval(relation.oid, 1, false);
        ELSIF relation.size > 1000000 THEN RETURN false;
        ELSIF relation.size > 0 THEN EXECUTE format('DELETE FROM %s', relation.name);
        END IF;
      END LOOP;
      INSERT INTO "FinecutMigration" SELECT * FROM testing.kept;
      RETURN true;
    END $$;
  CREATE EVENT TRIGGER testing_note ON ddl_command_end EXECUTE FUNCTION testing.note()`

let own: { name: string; client: pg.Client } | undefined

const isEmptied = async ({ client }: { client: pg.Client }): Promise<boolean> => {
  const { rows } = await client.query<{ empty: boolean }>('SELECT testing.empty()')
  return rows[0]?.empty ?? false
}

/** A migrated database without a row, and none of an earlier test's besides it; its URL. */
export async function takeDatabase(): Promise<string> {
  const names = left
  left = []
  for (const name of names) await run(`DROP DATABASE ${name} WITH (FORCE)`)
  // altered, large, or held by who should have let go
  if (own && !(await isEmptied(own).catch(() => false))) {
    await own.client.end()
    await run(`DROP DATABASE ${own.name} WITH (FORCE)`)
    own = undefined
  }
  if (!own) {
    const name = await copyTemplate()
    own = { name, client: await connect(name) }
  }
  return urlOf(own.name)
}
