import 'server-only'
import type { Tx } from '@/lib/db/client'
import { dialect, joinSql, raw, type Sql, sql } from '@/lib/db/dialect'
import { idsOf, namesOf } from '@/lib/examples/detail'
import type { Suggestion } from './check'
import { findingColumns } from './finding-columns'
import type { FindingRow } from './schema'
import { type CheckId, type FindingState, severities } from './words'

/** Runs a select in a transaction that is handed over. */
export const selectIn = <Row>(tx: Tx, { sql: text, params }: Sql): Promise<Row[]> =>
  tx.$queryRawUnsafe<Row[]>(text, ...params)

export const rankOf = (severity: (typeof severities)[number]): number => severities.indexOf(severity)

export type Which = { check?: CheckId; code?: string; severity?: (typeof severities)[number] }

/** Conditions over alias `f` of "Finding". */
export function whichSql({ check, code, severity }: Which): Sql[] {
  return [
    ...(check ? [sql`f."checkId" = ${check}`] : []),
    ...(code ? [sql`f."code" = ${code}`] : []),
    ...(severity && severity !== 'info' ? [sql`f."severity" >= ${rankOf(severity)}`] : []),
  ]
}

/** Where findings of an example count: outside the trash. Over alias `e` of "Example". */
export const isThere = raw(`e."visible" = ${dialect.yes} AND e."trashedAt" IS NULL`)

type StoredFinding = {
  id: number | bigint
  exampleId: number | bigint
  number: number | bigint
  checkId: string
  code: string
  severity: number | bigint
  messageId: string | null
  path: string | null
  start: number | bigint | null
  end: number | bigint | null
  excerpt: string
  params: string
  suggestion: string | null
  fingerprint: string
  state: string
  messageIds: string | null
  turns: number | bigint
}
export type ListedFinding = FindingRow & { id: number }

/** At most `limit` findings by number of their examples, of those for which `conditions` hold (aliases `f`, `e`). */
export async function listFindings(tx: Tx, conditions: Sql[], limit: number): Promise<ListedFinding[]> {
  const columns = raw(['id', ...findingColumns].map((name) => `f."${name}"`).join(', '))
  const rows = await selectIn<StoredFinding>(
    tx,
    sql`SELECT ${columns}, e."messageIds", e."turns" FROM "Finding" f
      JOIN "Example" e ON e."id" = f."exampleId" WHERE ${joinSql(conditions, ' AND ')}
      ORDER BY f."number", f."id" LIMIT ${limit}`,
  )
  return withWaivers(tx, rows)
}

async function withWaivers(tx: Tx, rows: StoredFinding[]): Promise<ListedFinding[]> {
  const ids = [...new Set(rows.filter(({ state }) => state === 'waived').map((row) => Number(row.exampleId)))]
  const waivers =
    ids.length === 0
      ? []
      : await tx.findingWaiver.findMany({
          where: { exampleId: { in: ids } },
          select: { exampleId: true, fingerprint: true, reason: true, byId: true, at: true },
        })
  const nameOf = await namesOf(
    tx,
    waivers.map(({ byId }) => byId),
  )
  const waiverOf = new Map(waivers.map((one) => [`${one.exampleId} ${one.fingerprint}`, one]))
  return rows.map((row) => {
    const waiver = row.state === 'waived' ? waiverOf.get(`${row.exampleId} ${row.fingerprint}`) : undefined
    const index =
      row.messageId === null ? -1 : idsOf(row.messageIds, Number(row.turns)).indexOf(row.messageId)
    return {
      id: Number(row.id),
      number: Number(row.number),
      fingerprint: row.fingerprint,
      check: row.checkId as CheckId,
      code: row.code,
      params: JSON.parse(row.params) as FindingRow['params'],
      severity: severities[Number(row.severity)] ?? 'info',
      state: row.state as FindingState,
      messageId: row.messageId,
      messageIndex: index < 0 ? null : index,
      span:
        row.path === null
          ? null
          : {
              path: JSON.parse(row.path) as (string | number)[],
              from: Number(row.start),
              to: Number(row.end),
            },
      excerpt: row.excerpt,
      suggestion: row.suggestion === null ? null : (JSON.parse(row.suggestion) as Suggestion),
      waiver: waiver
        ? { reason: waiver.reason, byName: nameOf(waiver.byId), at: waiver.at.toISOString() }
        : null,
    }
  })
}
