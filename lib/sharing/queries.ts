import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import { authoriseShared, shareNotValid } from '@/lib/auth/guest'
import type { Actor, Share, ShareKind } from '@/lib/auth/schema'
import { conversationOf } from '@/lib/conversations/kind'
import { db } from '@/lib/db/client'
import { readProfiles } from '@/lib/distribution/counters'
import { exampleOf } from '@/lib/distribution/profile'
import { type Counted, countFiltered, sumUp } from '@/lib/distribution/read'
import type { Distribution, DistributionBy } from '@/lib/distribution/schema'
import { idsOf, namesOf, rowColumns, toExampleRow } from '@/lib/examples/detail'
import { type Filter, readFilter } from '@/lib/examples/filter'
import { readRows } from '@/lib/examples/read-rows'
import { countMatches, listMatches, type Matches } from '@/lib/query/matches'
import type { Cursor } from '@/lib/query/page'
import type { Term } from '@/lib/query/words'
import { AppError } from '@/lib/result/app-error'
import { queryNameOf } from '@/lib/tags/query-name'
import { tagGroupsOf } from '@/lib/tags/read'
import type { TagGroupRow } from '@/lib/tags/schema'
import type {
  Shared,
  SharedChartQuery,
  SharedExample,
  SharedListQuery,
  SharedRow,
  SharedViewQuery,
  ShareRow,
} from './schema'
import { termsBeside } from './scope'
import { shownMessages, shownTools } from './shown'
import { getVersionChart, getVersionExample, listVersionExamples, sharedVersion } from './version'

const pageSize = 50
const mostCounted = 10_000
const mostListed = 500

/** The dataset's links that are not revoked, newest first. */
export async function listShares(actor: Actor, datasetId: string): Promise<{ shares: ShareRow[] }> {
  await authoriseDataset(actor, 'share a dataset', datasetId)
  const rows = await db().shareLink.findMany({
    where: { datasetId, revokedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: mostListed,
    select: {
      id: true,
      kind: true,
      name: true,
      query: true,
      versionId: true,
      createdById: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
    },
  })
  const nameOf = await namesOf(
    db(),
    rows.map((row) => row.createdById),
  )
  const versions = await db().version.findMany({
    where: { datasetId, id: { in: rows.flatMap(({ versionId }) => versionId ?? []) } },
    select: { id: true, name: true },
  })
  const now = new Date()
  return {
    shares: rows.map(({ createdById, versionId, ...row }) => ({
      ...row,
      version: versions.find(({ id }) => id === versionId) ?? null,
      kind: row.kind as ShareKind,
      createdByName: nameOf(createdById),
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt?.toISOString() ?? null,
      expired: row.expiresAt !== null && row.expiresAt <= now,
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    })),
  }
}

/** What a guest's link shows: its title, how many examples, and the tags by their names. */
export async function getShared(actor: Actor): Promise<Shared> {
  const share = authoriseShared(actor)
  if (share.kind === 'version') return sharedVersion(db(), share, mostCounted)
  const groups = await groupsOf(share)
  const { run, query, where } = await filterOf(share)
  return {
    kind: share.kind,
    name: share.name,
    count: await countMatches(run, query, where, mostCounted),
    most: mostCounted,
    groups: groups.map((group) => ({
      id: group.id,
      name: group.name,
      tags: group.tags.map(({ id, name, color }) => ({ id, name, color })),
    })),
  }
}

/** One page of what a link shows, by number. `next`: the number to go on behind. */
export async function listShared(
  actor: Actor,
  asked: SharedListQuery,
): Promise<{ rows: SharedRow[]; next: number | null }> {
  const share = authoriseShared(actor)
  if (share.kind === 'version') return listVersionExamples(db(), share, asked)
  const { after, tag } = asked
  const { run, query, where } = await filterOf(share, tag)
  const found = await listMatches(run, query, where, {
    sort: 'number',
    cursor: after === 0 ? null : behind(after),
    limit: pageSize,
  })
  const rows = await readRows(db(), found.ids)
  return { rows: rows.map(shownRow), next: found.next && Number(found.next.value) }
}

/** One example of what a link shows. @throws AppError `not_found` where the link doesn't show it */
export async function getSharedExample(
  actor: Actor,
  number: number,
  { tag }: SharedViewQuery,
): Promise<SharedExample> {
  const share = authoriseShared(actor)
  if (share.kind === 'version') return getVersionExample(db(), share, number, { tag })
  const isIt: Term = { key: 'number', negated: false, values: [{ sign: '=', value: number }] }
  const within = await filterOf(share, undefined, [isIt])
  const found = await listMatches(within.run, within.query, within.where, {
    sort: 'number',
    cursor: null,
    limit: 1,
  })
  const [id] = found.ids
  const row =
    id === undefined
      ? null
      : await db().example.findUnique({
          where: { id },
          select: { ...rowColumns, text: true, messageIds: true },
        })
  if (!row) throw new AppError('not_found')
  const conversation = conversationOf(row.text)
  const tags = row.tags.map((t) => ({ tagId: t.tagId, messageId: t.messageId || null }))
  const list = await filterOf(share, tag)
  const [previous, next] = await Promise.all([neighbour(list, number, true), neighbour(list, number, false)])
  const { kind, strip } = shownRow(toExampleRow(row, ''))
  return {
    number,
    kind,
    strip,
    messages: shownMessages(conversation, idsOf(row.messageIds, row.turns), tags),
    tools: shownTools(conversation),
    tagIds: tags.filter(({ messageId }) => messageId === null).map(({ tagId }) => tagId),
    previous,
    next,
  }
}

/** What the tags hold of what a link shows. */
export async function getSharedChart(actor: Actor, { by }: SharedChartQuery): Promise<Distribution> {
  const share = authoriseShared(actor)
  if (share.kind === 'version') return getVersionChart(db(), share, { by })
  return sumUp(await profilesOf(share, by), await groupsOf(share), by)
}

const profilesOf = async (share: Share, by: DistributionBy): Promise<Counted[]> =>
  share.kind === 'dataset'
    ? (await readProfiles(db(), share.datasetId)).profiles
    : countFiltered(await filterOf(share), by)

/** The tags of a dataset; of less than that, those alone that what is shown holds: names tell something too. */
async function groupsOf(share: Share): Promise<TagGroupRow[]> {
  const groups = await tagGroupsOf(db(), share.datasetId)
  if (share.kind === 'dataset') return groups
  const profiles = await profilesOf(share, 'examples')
  const held = new Set(profiles.flatMap((profile) => exampleOf(profile).tags.map(({ tagId }) => tagId)))
  return groups
    .map((group) => ({ ...group, tags: group.tags.filter(({ id }) => held.has(id)) }))
    .filter(({ tags }) => tags.length > 0)
}

/** Every read of a guest goes through this. A query that means nothing any more (a tag was renamed) shows nothing. */
async function filterOf(share: Share, tagId?: string, more: Term[] = []): Promise<Filter> {
  const tagName = tagId === undefined ? null : nameOfTag(await tagGroupsOf(db(), share.datasetId), tagId)
  if (tagId !== undefined && tagName === null) throw new AppError('not_found')
  try {
    const beside = [...termsBeside(share, tagName), ...more]
    return await readFilter(db(), share.createdById, share.datasetId, share.query, beside)
  } catch (error) {
    if (error instanceof AppError && error.reason === 'badQuery') throw shareNotValid()
    throw error
  }
}

function nameOfTag(groups: TagGroupRow[], tagId: string): string | null {
  const group = groups.find(({ tags }) => tags.some(({ id }) => id === tagId))
  const tag = group?.tags.find(({ id }) => id === tagId)
  return group && tag ? queryNameOf(tag, group, groups) : null
}

const behind = (number: number): Cursor => ({ sort: 'number', value: number + 1, tie: 0 })

async function neighbour({ run, query, where }: Filter, number: number, backward: boolean) {
  let cursor: Cursor | null = backward ? { sort: 'number', value: number, tie: 0 } : behind(number)
  while (cursor) {
    const found: Matches = await listMatches(run, query, where, {
      sort: 'number',
      cursor,
      limit: 1,
      backward,
    })
    const [place] = found.cursors
    if (place) return Number(place.value)
    cursor = found.next
  }
  return null
}

function shownRow(row: ReturnType<typeof toExampleRow>): SharedRow {
  const { number, kind, preview, strip, turns, tagIds } = row
  return { number, kind, preview, strip, turns, tagIds }
}
