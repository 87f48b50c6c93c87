import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { useStudio } from '@/lib/testing/studio'
import { databaseFile } from './paths'

/** Scalar columns of each model of the Prisma schema. */
function modelColumns(): Map<string, string[]> {
  const schema = readFileSync(join(process.cwd(), 'prisma/schema.prisma'), 'utf8')
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)]
  const names = new Set(models.map((m) => m[1]!))
  return new Map(
    models.map(([, name, body]) => {
      const fields = [...body!.matchAll(/^ {2}(\w+)\s+(\w+)(\[\]|\?)?/gm)]
      return [
        name!,
        fields.filter(([, , type, mark]) => !names.has(type!) && mark !== '[]').map((f) => f[1]!),
      ]
    }),
  )
}

describe('migrations', () => {
  useStudio()

  it('make the tables that the Prisma schema describes', () => {
    const sqlite = new Database(databaseFile(), { readonly: true })
    const models = modelColumns()
    expect(models.size).toBeGreaterThan(15)
    for (const [model, columns] of models) {
      const found = (sqlite.pragma(`table_info("${model}")`) as { name: string }[]).map((c) => c.name)
      expect(found.sort(), model).toEqual(columns.sort())
    }
    sqlite.close()
  })
})
