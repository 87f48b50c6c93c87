import 'server-only'
import type { Tx } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { rowColumns, type StoredRow, toExampleRow } from './detail'
import type { ListedExample } from './schema'

const { tags: _tags, updatedAt: _updatedAt, trashedAt: _trashedAt, ...plain } = rowColumns
const columns = raw(
  [
    ...Object.keys(plain).map((name) => `e."${name}"`),
    `${dialect.timeText('e."updatedAt"')} AS "updatedAt"`,
    `${dialect.timeText('e."trashedAt"')} AS "trashedAt"`,
    'u."name" AS "authorName"',
  ].join(', '),
)
const tags = sql`(SELECT ${dialect.joined(raw(`t."tagId" || ':' || t."messageId"`))} FROM "ExampleTag" t
  JOIN "Tag" g ON g."id" = t."tagId" AND g."deletedAt" IS NULL WHERE t."exampleId" = e."id")`
const findings = sql`(SELECT count(*) FROM "Finding" f WHERE f."exampleId" = e."id" AND f."state" = 'open')`

type Read = Omit<StoredRow, 'tags' | 'updatedAt' | 'trashedAt'> & {
  updatedAt: string
  trashedAt: string | null
  tags: string | null
  authorName: string | null
  findings: number | bigint
}

/**
 * Examples by id as a list has them, in the order of the ids; those that are gone are left out. In one statement, for
 * who turns pages waits for each.
 */
export async function readRows(tx: Tx, ids: number[]): Promise<ListedExample[]> {
  const select = sql`SELECT ${columns}, ${tags} AS "tags", ${findings} AS "findings" FROM "Example" e
    LEFT JOIN "User" u ON u."id" = e."authorId" WHERE ${dialect.isOneOf('e."id"', ids)}`
  const rows = await tx.$queryRawUnsafe<Read[]>(select.sql, ...select.params)
  const byId = new Map(rows.map((row) => [Number(row.id), toListed(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

function toListed({ authorName, findings: open, ...row }: Read): ListedExample {
  const stored: StoredRow = {
    ...row,
    updatedAt: new Date(row.updatedAt),
    trashedAt: row.trashedAt === null ? null : new Date(row.trashedAt),
    tags: (row.tags?.split(' ') ?? []).toSorted().map((tag) => {
      const [tagId = '', messageId = ''] = tag.split(':')
      return { tagId, messageId }
    }),
  }
  return { ...toExampleRow(stored, authorName ?? ''), findings: Number(open) }
}
