import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { selectSql } from '@/lib/db/run'
import { namesOf } from '@/lib/examples/detail'
import type { Status } from '@/lib/examples/schema'
import { AppError } from '@/lib/result/app-error'
import { bestOf, type MemberCluster } from './clusters'
import { lastDone } from './latest'
import { countDue, readClusters, type Select } from './read'
import type { Cluster, ClustersQuery, ComparisonRow, Duplicates } from './schema'
import type { ComparisonState } from './words'

const clustersAtOnce = 20
const membersShown = 50

const select: Select = (statement) => selectSql(db(), statement)

/** @throws AppError `not_found` */
export async function getComparison(
  actor: Actor,
  { datasetId, runId }: { datasetId: string; runId: string },
): Promise<ComparisonRow> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const [row] = await findComparisons(datasetId, runId)
  if (!row) throw new AppError('not_found')
  return row
}

async function findComparisons(datasetId: string, id?: string): Promise<ComparisonRow[]> {
  const rows = await db().duplicateRun.findMany({
    where: { datasetId, ...(id ? { id } : {}) },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: 1,
  })
  const nameOf = await namesOf(
    db(),
    rows.map(({ userId }) => userId),
  )
  return rows.map(({ userId, datasetId: _, state, startedAt, finishedAt, ...row }) => ({
    ...row,
    state: state as ComparisonState,
    byName: nameOf(userId),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }))
}

/**
 * The clusters of near-duplicates as the last comparison found them, a page at a time, by their smallest numbers; what is
 * excluded or in the trash is left out, and what somebody told apart.
 */
export async function getDuplicates(
  actor: Actor,
  datasetId: string,
  { cluster, after = 0 }: ClustersQuery = {},
): Promise<Duplicates> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const [[latest = null], done, due] = await Promise.all([
    findComparisons(datasetId),
    lastDone(db(), datasetId),
    countDue(select, datasetId),
  ])
  const all = done ? await readClusters(select, datasetId, done.threshold) : []
  const wanted = cluster ? all.filter(({ numbers }) => numbers.includes(cluster)) : all
  const later = wanted.filter(({ numbers }) => cluster !== undefined || numbers[0]! > after)
  const page = later.slice(0, clustersAtOnce)
  return {
    latest,
    threshold: done?.threshold ?? null,
    comparedAt: done?.finishedAt?.toISOString() ?? null,
    due,
    clusters: all.length,
    examples: all.reduce((sum, { numbers }) => sum + numbers.length, 0),
    page: await describeClusters(datasetId, page),
    next: later.length > page.length ? page.at(-1)!.numbers[0]! : null,
  }
}

async function describeClusters(datasetId: string, clusters: MemberCluster[]): Promise<Cluster[]> {
  const shown = clusters.map(({ numbers }) => numbers.slice(0, membersShown))
  const rows = await db().example.findMany({
    where: { datasetId, number: { in: shown.flat() } },
    select: {
      number: true,
      preview: true,
      status: true,
      split: true,
      turns: true,
      tokens: true,
      trainedTokens: true,
      problems: true,
      errors: true,
      sourceKey: true,
      contentHash: true,
      tags: { where: { tag: { deletedAt: null } }, select: { tagId: true } },
      sketch: { select: { contentHash: true } },
    },
  })
  const rowOf = new Map(rows.map((row) => [row.number, row]))
  return clusters.map(({ numbers, alike }, i) => {
    const members = shown[i]!.flatMap((number) => {
      const row = rowOf.get(number)
      if (!row) return []
      const { contentHash, sketch, tags, problems, status, ...rest } = row
      return [
        {
          ...rest,
          status: status as Status,
          problems: problems === '' ? 0 : problems.split(' ').length,
          tagIds: [...new Set(tags.map(({ tagId }) => tagId))].sort(),
          alike: alike.get(number)!,
          isStale: sketch?.contentHash !== contentHash,
        },
      ]
    })
    const keep = bestOf(members).number
    const first = (number: number) => (number === keep ? 0 : 1)
    return {
      keep,
      numbers,
      alike: Math.max(...alike.values()),
      members: members
        .sort((a, b) => first(a.number) - first(b.number) || a.number - b.number)
        .map(({ trainedTokens: _, errors: __, ...member }) => member),
    }
  })
}
