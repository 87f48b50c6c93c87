import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { dialect, joinSql, raw, type Sql, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { type Filter, readFilter } from '@/lib/examples/filter'
import { countDue } from '../due'
import { eachFiltered } from '../filtered'
import { isThere, whichSql } from '../read'
import { findLatestRun } from '../runs'
import type { FindingCounts, FindingsSummary, SummaryQuery } from '../schema'
import { type CheckId, checkIds, severities } from '../words'

/**
 * How many findings there are, by check and severity and by tag of their examples, of what a query finds.
 * @throws AppError `invalid` `badQuery`
 */
export async function getFindingsSummary(
  actor: Actor,
  datasetId: string,
  { q = '', ...which }: SummaryQuery = {},
): Promise<FindingsSummary> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const filter = q.trim() === '' ? null : await readFilter(db(), actor.id, datasetId, q)
  // before what is counted: whoever hears that all is done has counted all
  const [due, run] = await Promise.all([countDue(db(), datasetId), findLatestRun(db(), datasetId)])
  const isBusy = due > 0 || run?.state === 'running'
  const counts =
    isBusy && !filter ? await countNowAndThen(datasetId, which) : await countAll(datasetId, filter, which)
  return { ...counts, due, run }
}

type Counts = Pick<FindingsSummary, 'checks' | 'tags'>

type OfTags = Pick<SummaryQuery, 'check' | 'severity'>

async function countAll(datasetId: string, filter: Filter | null, which: OfTags): Promise<Counts> {
  const counts = createCounts(which)
  for await (const examples of scopesOf(datasetId, filter)) await counts.add(datasetId, examples)
  return counts.end()
}

const mostKept = 50
const kept = new Map<string, { counts: Promise<Counts>; until: number }>()

/** While findings are made, pages ask again and again: counting takes a tenth of the time at most. */
function countNowAndThen(datasetId: string, which: OfTags): Promise<Counts> {
  const key = [datasetId, which.check, which.severity].join(' ')
  const known = kept.get(key)
  if (known && Date.now() < known.until) return known.counts
  const began = Date.now()
  const own = { counts: countAll(datasetId, null, which), until: Number.POSITIVE_INFINITY }
  kept.delete(key)
  kept.set(key, own)
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
  own.counts.then(
    () => {
      own.until = Date.now() + 9 * (Date.now() - began)
    },
    () => kept.delete(key),
  )
  return own.counts
}

/** Conditions over alias `e` that together hold of every example meant, and no two of them of one. */
async function* scopesOf(datasetId: string, filter: Filter | null): AsyncGenerator<Sql> {
  if (!filter) yield isThere
  else if (!filter.where.doubt) yield filter.where
  else
    for await (const ids of eachFiltered(db(), filter, [sql`f."datasetId" = ${datasetId}`]))
      yield dialect.isOneOf('e."id"', ids)
}

type Count = { n: number | bigint; examples: number | bigint }

function createCounts(which: OfTags) {
  const ofTags = whichSql(which)
  const checks = new Map<string, FindingCounts>()
  const tags = new Map<string, { tagId: string; findings: number; examples: number }>()
  return {
    async add(datasetId: string, examples: Sql) {
      const from = sql`FROM "Finding" f JOIN "Example" e ON e."id" = f."exampleId"`
      const where = joinSql([sql`f."datasetId" = ${datasetId}`, examples], ' AND ')
      const counted = raw('count(*) AS "n", count(DISTINCT f."exampleId") AS "examples"')
      const open = raw(`f."state" = 'open'`)
      const select = <Row>(statement: Sql) => selectSql<Row>(db(), statement)
      const bySeverity = await select<
        Pick<Count, 'n'> & { checkId: CheckId; state: string; severity: number | bigint }
      >(
        sql`SELECT f."checkId", f."state", f."severity", count(*) AS "n" ${from} WHERE ${where}
          GROUP BY f."checkId", f."state", f."severity"`,
      )
      const byCheck = await select<Count & { checkId: CheckId }>(
        sql`SELECT f."checkId", ${counted} ${from} WHERE ${where} AND ${open} GROUP BY f."checkId"`,
      )
      const byTag = await select<Count & { tagId: string }>(
        sql`SELECT t."tagId", ${counted} ${from}
          JOIN (SELECT DISTINCT x."exampleId", x."tagId" FROM "ExampleTag" x
            JOIN "Tag" g ON g."id" = x."tagId" AND g."deletedAt" IS NULL WHERE g."datasetId" = ${datasetId}) t
            ON t."exampleId" = f."exampleId" WHERE ${joinSql([where, open, ...ofTags], ' AND ')} GROUP BY t."tagId"`,
      )
      for (const { checkId, state, severity, n } of bySeverity) {
        const own = countsOf(checkId)
        if (state === 'waived') own.waived += Number(n)
        else own.open[severities[Number(severity)] ?? 'info'] += Number(n)
      }
      for (const { checkId, examples: count } of byCheck) countsOf(checkId).examples += Number(count)
      for (const { tagId, n, examples: count } of byTag) {
        const own = tags.get(tagId) ?? { tagId, findings: 0, examples: 0 }
        own.findings += Number(n)
        own.examples += Number(count)
        tags.set(tagId, own)
      }
    },
    end: () => ({
      checks: checkIds.flatMap((id) => checks.get(id) ?? []),
      tags: [...tags.values()].sort((a, b) => b.findings - a.findings || (a.tagId < b.tagId ? -1 : 1)),
    }),
  }

  function countsOf(check: CheckId): FindingCounts {
    const own = checks.get(check) ?? {
      check,
      open: { info: 0, warning: 0, error: 0 },
      waived: 0,
      examples: 0,
    }
    checks.set(check, own)
    return own
  }
}
