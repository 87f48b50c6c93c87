import { dialect, raw, sql } from '@/lib/db/dialect'
import { eachPair, type Select } from '@/lib/duplicates/read'
import type { Links } from './links'
import type { SplitTwoMember } from './plan-two'
import type { Side, SplitTwoSettings } from './schema'

export type StoredMember = SplitTwoMember & { id: number; number: number }
export type StoredLink = { by: 'near' | 'copy'; alike: number | null }
export type StoredSplit = {
  members: StoredMember[]
  links: Links
  /** What each pair of `links` is. */
  kinds: StoredLink[]
}

const rowsAtOnce = 2_000

type Row = {
  id: number
  number: number
  contentHash: string
  sourceKey: string | null
  split: Side | null
  copiedFrom: number | null
  status: string
  isTrashed: number | boolean
  madeAt: string | null
  pinned: number | boolean | null
  held: number | boolean | null
}

/** Every example of a dataset by number, and what links them; `groups` are the tag groups that count as strata. */
export async function readSplit(
  select: Select,
  datasetId: string,
  settings: SplitTwoSettings,
  groups: readonly { id: string; tags: readonly { id: string }[] }[],
  pause: () => Promise<void>,
): Promise<StoredSplit> {
  const members: StoredMember[] = []
  const copies: [number, number][] = []
  const strataOf = await readStrata(select, settings, groups, pause)
  for (let after = 0; ; ) {
    const rows = await select<Row>(
      sql`SELECT e."id", e."number", e."contentHash", e."sourceKey", e."split", e."copiedFrom", e."status",
          CASE WHEN e."trashedAt" IS NULL THEN 0 ELSE 1 END AS "isTrashed",
          ${raw(dialect.timeText('s."madeAt"'))} AS "madeAt", p."pinned", p."held"
        FROM ${raw(dialect.inOrderOf('number'))}
          LEFT JOIN "DuplicateSketch" s ON s."exampleId" = e."id"
          LEFT JOIN "SplitPlace" p ON p."exampleId" = e."id"
        WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)} AND e."number" > ${after}
        ORDER BY e."number" LIMIT ${rowsAtOnce}`,
    )
    for (const row of rows) {
      if (row.copiedFrom !== null) copies.push([Number(row.number), Number(row.copiedFrom)])
      members.push({
        id: Number(row.id),
        number: Number(row.number),
        contentHash: row.contentHash,
        sourceKey: row.sourceKey,
        side: row.split,
        strata: strataOf(Number(row.id)),
        isPinned: Boolean(row.pinned),
        isHeld: Boolean(row.held),
        isOpen: !Number(row.isTrashed) && row.status !== 'excluded',
        changedAt: row.madeAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(row.madeAt),
      })
    }
    after = Number(rows.at(-1)?.number ?? after)
    await pause()
    if (rows.length < rowsAtOnce) break
  }
  return { members, ...(await readLinks(select, datasetId, settings.threshold, members, copies)) }
}

async function readLinks(
  select: Select,
  datasetId: string,
  threshold: number,
  members: StoredMember[],
  copies: [number, number][],
): Promise<Pick<StoredSplit, 'links' | 'kinds'>> {
  const placeOf = new Map(members.map(({ id }, place) => [id, place]))
  const placeOfNumber = new Map(members.map(({ number }, place) => [number, place]))
  const places: number[] = []
  const kinds: StoredLink[] = []
  for await (const page of eachPair(select, datasetId, threshold))
    for (const { lowId, highId, alike } of page) {
      const [a, b] = [placeOf.get(lowId), placeOf.get(highId)]
      if (a === undefined || b === undefined) continue
      places.push(a, b)
      kinds.push({ by: 'near', alike })
    }
  const apart = await readApart(select, datasetId)
  for (const [number, from] of copies) {
    const [a, b] = [placeOfNumber.get(number), placeOfNumber.get(from)]
    if (a === undefined || b === undefined) continue
    const ids = [members[a]!.id, members[b]!.id].sort((x, y) => x - y)
    if (apart.has(ids.join(' '))) continue
    places.push(a, b)
    kinds.push({ by: 'copy', alike: null })
  }
  return { links: Int32Array.from(places), kinds }
}

/** Pairs of ids that somebody told apart, while both say what they said then. */
async function readApart(select: Select, datasetId: string): Promise<Set<string>> {
  const rows = await select<{ lowId: number; highId: number }>(
    sql`SELECT d."lowId", d."highId" FROM "DuplicateDecision" d
      JOIN "DuplicateSketch" x ON x."exampleId" = d."lowId" AND x."textHash" = d."lowText"
      JOIN "DuplicateSketch" y ON y."exampleId" = d."highId" AND y."textHash" = d."highText"
      WHERE d."datasetId" = ${datasetId}`,
  )
  return new Set(rows.map(({ lowId, highId }) => `${lowId} ${highId}`))
}

type Group = { id: string; tags: readonly { id: string }[] }

/** The strata of an example: in each group its tags there, or one of the group's own for what has none. */
async function readStrata(
  select: Select,
  { groupIds }: SplitTwoSettings,
  groups: readonly Group[],
  pause: () => Promise<void>,
): Promise<(id: number) => readonly string[]> {
  const wanted = groups.filter(({ id }) => groupIds.includes(id))
  const groupOf = new Map(wanted.flatMap(({ id, tags }) => tags.map((tag) => [tag.id, id])))
  const held = new Map<number, string[]>()
  for (const tagId of groupOf.keys()) {
    const rows = await select<{ id: number }>(
      sql`SELECT t."exampleId" AS "id" FROM "ExampleTag" t WHERE t."tagId" = ${tagId} AND t."messageId" = ''`,
    )
    for (const { id } of rows) {
      const list = held.get(Number(id))
      if (list) list.push(tagId)
      else held.set(Number(id), [tagId])
    }
    await pause()
  }
  const known = new Map<string, readonly string[]>()
  return (id) => {
    const own = (held.get(id) ?? []).sort()
    const key = own.join(' ')
    const found = known.get(key)
    if (found) return found
    const strata =
      wanted.length === 0
        ? ['all']
        : wanted.flatMap((group) => {
            const tags = own.filter((tagId) => groupOf.get(tagId) === group.id)
            return tags.length > 0 ? tags.map((tagId) => `${group.id} ${tagId}`) : [`${group.id} `]
          })
    known.set(key, strata)
    return strata
  }
}
