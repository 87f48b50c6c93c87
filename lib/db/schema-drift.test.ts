import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { useStudio } from '@/lib/testing/studio'
import { db } from './client'
import { engine } from './engine'
import { migrate } from './migrate'
import { dataDir } from './paths'

type Column = { type: string; nullable: boolean }
type Index = { table: string; unique: boolean; columns: string }
/** Columns by `table.column`, indexes by name: those that Prisma knows of. */
type Shape = { columns: Record<string, Column>; indexes: Record<string, Index> }

const types: Record<string, [sqlite: string, postgresql: string]> = {
  String: ['TEXT', 'text'],
  Int: ['INTEGER', 'integer'],
  BigInt: ['BIGINT', 'bigint'],
  Boolean: ['BOOLEAN', 'boolean'],
  DateTime: ['DATETIME', 'timestamp without time zone'],
  Float: ['REAL', 'double precision'],
}
const typeOf = (stored: string) =>
  Object.entries(types).find(([, names]) => names.includes(stored))?.[0] ?? stored

/** Scalar columns and named indexes of each model of the Prisma schema. */
function shapeOfModels(): Shape & { models: string[] } {
  const schema = readFileSync(join(process.cwd(), 'prisma/schema.prisma'), 'utf8')
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)]
  const shape: Shape = { columns: {}, indexes: {} }
  for (const [, table, body] of models as unknown as [string, string, string][]) {
    for (const [line, field, type, mark] of body.matchAll(/^ {2}(\w+)\s+(\w+)(\[\]|\?)?.*$/gm)) {
      if (!types[type!]) continue
      shape.columns[`${table}.${field}`] = { type: type!, nullable: mark === '?' }
      if (/ @unique/.test(line))
        shape.indexes[`${table}_${field}_key`] = { table, unique: true, columns: field! }
    }
    for (const [, kind, list, map] of body.matchAll(
      /^ {2}@@(index|unique)\(\[([^\]]*)\](?:, map: "(\w+)")?/gm,
    )) {
      const columns = list!.split(/,\s*/)
      const name = map ?? `${table}_${columns.join('_')}_${kind === 'unique' ? 'key' : 'idx'}`
      shape.indexes[name] = { table, unique: kind === 'unique', columns: columns.join(' ') }
    }
  }
  return { ...shape, models: models.map(([, name]) => name!) }
}

async function shapeOfSqlite(models: string[], wanted: Shape): Promise<Shape> {
  const url = process.env.DATABASE_URL
  const file = join(dataDir(), 'drift.db')
  process.env.DATABASE_URL = `file:${file}`
  await migrate()
  process.env.DATABASE_URL = url
  if (url === undefined) delete process.env.DATABASE_URL
  const sqlite = new Database(file, { readonly: true })
  const shape: Shape = { columns: {}, indexes: {} }
  for (const table of models) {
    type Info = { name: string; type: string; notnull: number; pk: number }
    for (const { name, type, notnull, pk } of sqlite.pragma(`table_info("${table}")`) as Info[]) {
      const column = `${table}.${name}`
      // a key that counts up must be called INTEGER there, and holds 64 bits
      const isLong = pk > 0 && type === 'INTEGER' && wanted.columns[column]?.type === 'BigInt'
      shape.columns[column] = { type: isLong ? 'BigInt' : typeOf(type), nullable: notnull === 0 }
    }
    type Listed = { name: string; unique: number; origin: string }
    for (const { name, unique, origin } of sqlite.pragma(`index_list("${table}")`) as Listed[]) {
      if (origin === 'pk') continue
      const parts = sqlite.pragma(`index_info("${name}")`) as { name: string | null }[]
      // one of an expression, which the schema has no word for
      if (parts.some((part) => part.name === null)) continue
      shape.indexes[name] = {
        table,
        unique: unique === 1,
        columns: parts.map((part) => part.name).join(' '),
      }
    }
  }
  sqlite.close()
  return shape
}

async function shapeOfPostgresql(models: string[]): Promise<Shape & { collations: string[] }> {
  const columns = await db().$queryRawUnsafe<
    { table: string; name: string; type: string; nullable: string; collation: string | null }[]
  >(
    `SELECT table_name::text AS "table", column_name::text AS "name", data_type::text AS "type",
      is_nullable::text AS "nullable", collation_name::text AS "collation"
      FROM information_schema.columns WHERE table_schema = current_schema()`,
  )
  const indexes = await db().$queryRawUnsafe<Record<string, string>[]>(
    `SELECT t.relname::text AS "table", i.relname::text AS "name", x.indisunique::text AS "unique",
      (SELECT string_agg(a.attname::text, ' ' ORDER BY k.place) FROM unnest(x.indkey) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number) AS "columns"
      FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
      WHERE t.relnamespace = current_schema()::regnamespace AND NOT x.indisprimary AND x.indexprs IS NULL`,
  )
  const known = columns.filter(({ table }) => models.includes(table))
  return {
    columns: Object.fromEntries(
      known.map(({ table, name, type, nullable }) => [
        `${table}.${name}`,
        { type: typeOf(type), nullable: nullable === 'YES' },
      ]),
    ),
    indexes: Object.fromEntries(
      indexes
        .filter(({ table }) => models.includes(table!))
        .map(({ table, name, unique, columns }) => [name, { table, unique: unique === 'true', columns }]),
    ) as Shape['indexes'],
    collations: known.filter(({ type }) => type === 'text').map(({ collation }) => String(collation)),
  }
}

describe('migrations make what the Prisma schema describes', () => {
  useStudio()
  const { models, ...wanted } = shapeOfModels()

  it('on SQLite', async () => {
    expect(models.length).toBeGreaterThan(15)
    expect(Object.keys(wanted.indexes).length).toBeGreaterThan(20)
    expect(await shapeOfSqlite(models, wanted)).toEqual(wanted)
  })

  it.runIf(engine === 'postgresql')('on PostgreSQL, with texts that sort by code points', async () => {
    const { collations, ...found } = await shapeOfPostgresql(models)
    expect(found).toEqual(wanted)
    expect(new Set(collations)).toEqual(new Set(['C']))
  })
})
