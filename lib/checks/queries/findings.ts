import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { dialect, type Sql, sql } from '@/lib/db/dialect'
import { readFilter } from '@/lib/examples/filter'
import { AppError } from '@/lib/result/app-error'
import { withAround } from '../around'
import { isDue } from '../due'
import { eachFiltered } from '../filtered'
import { isThere, type ListedFinding, listFindings, whichSql } from '../read'
import type { ExampleFindings, FindingRow, FindingsPage, FindingsQuery } from '../schema'
import { warmUp } from '../threads'

const pageSize = 50

/**
 * A page of the findings of a dataset, by number of their examples: open ones unless another state is asked for.
 * @throws AppError `invalid` `badQuery`
 */
export async function getFindings(
  actor: Actor,
  datasetId: string,
  { q = '', state = 'open', after, limit = pageSize, ...which }: FindingsQuery = {},
): Promise<FindingsPage> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const [number = 0, id = 0] = after?.split('.').map(Number) ?? []
  const conditions = [
    sql`f."datasetId" = ${datasetId} AND f."state" = ${state}`,
    ...whichSql(which),
    ...(after ? [sql`(f."number", f."id") > (${number}, ${id})`] : []),
  ]
  if (q.trim() === '')
    return toPage(datasetId, await listFindings(db(), [...conditions, isThere], limit + 1), limit)
  const filter = await readFilter(db(), actor.id, datasetId, q)
  const found: ListedFinding[] = []
  for await (const ids of eachFiltered(db(), filter, conditions, number)) {
    const isOne = dialect.isOneOf('f."exampleId"', ids)
    found.push(...(await listFindings(db(), [...conditions, isOne], limit + 1 - found.length)))
    if (found.length > limit) break
  }
  return toPage(datasetId, found, limit)
}

async function toPage(datasetId: string, found: ListedFinding[], limit: number): Promise<FindingsPage> {
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    findings: await withAround(db(), datasetId, shown.map(toRow)),
    next: last && found.length > limit ? `${last.number}.${last.id}` : null,
  }
}

const toRow = ({ id: _, ...row }: ListedFinding): FindingRow => row

/** All findings of one example, waived ones too. @throws AppError `not_found` */
export async function getExampleFindings(
  actor: Actor,
  { datasetId, number }: { datasetId: string; number: number },
): Promise<ExampleFindings> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const example = await db().example.findUnique({
    where: { datasetId_number: { datasetId, number }, visible: true },
    select: { id: true, revision: true },
  })
  if (!example) throw new AppError('not_found')
  // whoever looks at an example may save it next
  warmUp()
  const own: Sql[] = [sql`f."exampleId" = ${example.id}`]
  const [due, found] = await Promise.all([
    isDue(db(), { datasetId, exampleId: example.id, number }),
    listFindings(db(), own, 2_000),
  ])
  return { revision: example.revision, isDue: due, findings: found.map(toRow) }
}
