import { dialect, raw, type Sql, sql } from '@/lib/db/dialect'
import type { Column, ReadRows } from '@/lib/db/rows'
import { mentions } from '@/lib/examples/mentions'
import type { Side, SplitRule } from '@/lib/splits/schema'

/** One snapshot of the database, read in small pages; `pause` lets other requests in between two of them. */
export type Reader = {
  read<Row>(query: Pick<Sql, 'sql' | 'params'>): Promise<Row[]>
  /** Rows with long texts. */
  rows: ReadRows
  pause(): Promise<void>
  /** Where it reads what a version froze, in place of what the database holds now. */
  frozen?: Frozen
}

export type FrozenRow = LightRow &
  Omit<HeavyRow, 'text'> & {
    strip: string
    /** How often it goes out. */
    copies: number
    tags: [tagId: string, messageId: string | null][]
  }
/** The examples of a version, by number. */
export type Frozen = {
  head: DatasetHead
  groups: NamedGroup[]
  ids: number[]
  copiesOf(id: number): number
  split: {
    rule: SplitRule
    shares: Record<Side, number>
    strataNames: string | null
    sideOf(id: number): Side
  }
  rows(ids: number[]): Promise<FrozenRow[]>
  texts(ids: number[]): Promise<Map<number, Buffer>>
}

const mostBytesAtOnce = 2_000_000

/** Splits rows into runs whose texts are at most so many bytes together (or one longer text). */
export function* byBytes<Row extends { bytes: number }>(
  rows: readonly Row[],
  most = mostBytesAtOnce,
): Generator<Row[]> {
  let run: Row[] = []
  let bytes = 0
  for (const row of rows) {
    if (run.length > 0 && bytes + row.bytes > most) {
      yield run
      run = []
      bytes = 0
    }
    run.push(row)
    bytes += row.bytes
  }
  if (run.length > 0) yield run
}

/**
 * Rows of these ids: `read` reads those for which a condition on `column` holds. Ids without a gap are read in one walk,
 * half the time of as many searches; with gaps, what stands in them might be long.
 */
function readThose<Row>(
  column: string,
  ids: number[],
  read: (isOneOfThem: Sql) => Promise<Row[]>,
): Promise<Row[]> {
  const wanted = new Set(ids)
  const [first, last] = ids.reduce(([a, b], id) => [Math.min(a, id), Math.max(b, id)], [ids[0]!, ids[0]!])
  return last - first + 1 === wanted.size
    ? read(sql`${raw(column)} BETWEEN ${first} AND ${last}`)
    : read(dialect.isOneOf(column, ids))
}

const readExamples = <Row extends { id: number }>(
  reader: Reader,
  ids: number[],
  columns: readonly Column[],
) =>
  readThose<Row>('e."id"', ids, (those) =>
    reader.rows<Row>([['id', 'number'], ...columns], sql`FROM "Example" e WHERE ${those}`),
  )

/** Texts as their stored UTF-8, by id: what is untouched leaves without being decoded. */
export async function readTexts(reader: Reader, ids: number[]): Promise<Map<number, Buffer>> {
  if (reader.frozen) return reader.frozen.texts(ids)
  const rows = await readExamples<{ id: number; text: Buffer }>(reader, ids, [['text', 'bytes']])
  return new Map(rows.map(({ id, text }) => [id, text]))
}

export type PlacedTag = { exampleId: number; tagId: string; messageId: string | null }

/** Tags of these examples and of their messages, in no order. */
export async function readPlacedTags(reader: Reader, ids: number[]): Promise<Map<number, PlacedTag[]>> {
  if (reader.frozen)
    return new Map(
      (await reader.frozen.rows(ids)).map(({ id, tags }) => [
        id,
        tags.map(([tagId, messageId]) => ({ exampleId: id, tagId, messageId })),
      ]),
    )
  const rows = await readThose<{ exampleId: number; tagId: string; messageId: string }>(
    't."exampleId"',
    ids,
    (those) =>
      reader.read(sql`SELECT t."exampleId", t."tagId", t."messageId" FROM "ExampleTag" t WHERE ${those}`),
  )
  const found = new Map<number, PlacedTag[]>()
  for (const { exampleId, tagId, messageId } of rows) {
    const tag = { exampleId, tagId, messageId: messageId || null }
    const list = found.get(exampleId)
    if (list) list.push(tag)
    else found.set(exampleId, [tag])
  }
  return found
}

export type NamedTag = { id: string; name: string; color: string }
export type NamedGroup = { id: string; name: string; kind: 'exclusive' | 'open'; tags: NamedTag[] }

/** Groups and tags that aren't deleted, in their order. */
export async function readTagGroups(reader: Omit<Reader, 'rows'>, datasetId: string): Promise<NamedGroup[]> {
  if (reader.frozen) return reader.frozen.groups
  const groups = await reader.read<{ id: string; name: string; kind: NamedGroup['kind'] }>(
    sql`SELECT g."id", g."name", g."kind" FROM "TagGroup" g
      WHERE g."datasetId" = ${datasetId} AND g."deletedAt" IS NULL ORDER BY g."position", g."id"`,
  )
  const tags = await reader.read<NamedTag & { groupId: string }>(
    sql`SELECT t."id", t."name", t."color", t."groupId" FROM "Tag" t
      WHERE t."datasetId" = ${datasetId} AND t."deletedAt" IS NULL ORDER BY t."position", t."id"`,
  )
  return groups.map((group) => ({
    ...group,
    tags: tags.filter((tag) => tag.groupId === group.id).map(({ groupId: _, ...tag }) => tag),
  }))
}

export type DatasetHead = { name: string; splitRule: string | null }
export async function readDatasetHead(reader: Reader, datasetId: string): Promise<DatasetHead | undefined> {
  if (reader.frozen) return reader.frozen.head
  const [row] = await reader.read<DatasetHead>(
    sql`SELECT d."name", d."splitRule" FROM "Dataset" d WHERE d."id" = ${datasetId}`,
  )
  return row
}

export type LightRow = {
  id: number
  number: number
  status: string
  contentHash: string
  sourceKey: string | null
  split: Side | null
  problems: string
  tokens: number
  trainedTokens: number
  assistantTurns: number
  trainedTurns: number
  approvedById: string | null
  bytes: number
  /** True (or 1) where the text holds that key or one of its values does: only opening it tells. */
  namesTools: boolean | number
  namesImages: boolean | number
}

/** What an export asks of examples before it opens their texts, by number; a plan needn't look into these at all. */
export async function readLightRows(
  reader: Reader,
  ids: number[],
  { looksIntoTexts = true } = {},
): Promise<LightRow[]> {
  if (reader.frozen) return reader.frozen.rows(ids)
  const names = (what: 'tools' | 'images') => (looksIntoTexts ? mentions(what) : raw(`NOT ${dialect.yes}`))
  const rows = await readExamples<LightRow>(reader, ids, [
    ['number', 'number'],
    ['status', 'text'],
    ['contentHash', 'text'],
    ['sourceKey', 'text'],
    ['split', 'text'],
    ['problems', 'text'],
    ['tokens', 'number'],
    ['trainedTokens', 'number'],
    ['assistantTurns', 'number'],
    ['trainedTurns', 'number'],
    ['approvedById', 'text'],
    ['bytes', 'number', raw(dialect.byteLength('e."text"'))],
    ['namesTools', 'boolean', names('tools')],
    ['namesImages', 'boolean', names('images')],
  ])
  return rows.sort(byNumber)
}

// faster than the database sorts rows that it found by their ids
const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number

export type HeavyRow = {
  id: number
  number: number
  revision: number
  status: string
  approvedRevision: number | null
  approvedById: string | null
  problems: string
  turns: number
  messageIds: string | null
  text: Buffer
}

/** What an export writes of examples, by number: texts as their stored UTF-8, and what stands beside them. */
export async function readHeavyRows(reader: Reader, ids: number[]): Promise<HeavyRow[]> {
  if (reader.frozen) {
    const texts = await reader.frozen.texts(ids)
    return (await reader.frozen.rows(ids)).map((row) => ({ ...row, text: texts.get(row.id)! }))
  }
  const rows = await readExamples<HeavyRow>(reader, ids, [
    ['number', 'number'],
    ['revision', 'number'],
    ['status', 'text'],
    ['approvedRevision', 'number'],
    ['approvedById', 'text'],
    ['problems', 'text'],
    ['turns', 'number'],
    ['messageIds', 'text'],
    ['text', 'bytes'],
  ])
  return rows.sort(byNumber)
}

/** What a trainer learns of each message of these examples, as JSON of `Frame[]`, by number. */
export async function readStrips(reader: Reader, ids: number[]): Promise<{ id: number; strip: string }[]> {
  if (reader.frozen) return reader.frozen.rows(ids)
  const rows = await readExamples<{ id: number; number: number; strip: string }>(reader, ids, [
    ['number', 'number'],
    ['strip', 'text'],
  ])
  return rows.sort(byNumber)
}

/** Examples that have a side, from number `after` on: they may link new ones, also where they don't leave now. */
export function readSided(reader: Reader, datasetId: string, after: number, limit: number) {
  if (reader.frozen) return Promise.resolve([])
  return reader.read<Pick<LightRow, 'id' | 'number' | 'contentHash' | 'sourceKey' | 'split'>>(
    sql`SELECT e."id", e."number", e."contentHash", e."sourceKey", e."split" FROM ${raw(dialect.inOrderOf('number'))}
      WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)} AND e."split" IS NOT NULL
      AND e."number" > ${after} ORDER BY e."number" LIMIT ${limit}`,
  )
}
