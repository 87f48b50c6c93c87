import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import { conversationOf } from '@/lib/conversations/kind'
import { db, type Tx } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { breathe } from '@/lib/db/reader'
import { selectSql } from '@/lib/db/run'
import { takeTurn } from '@/lib/db/turn'
import { setTags } from '@/lib/examples/writes/changes'
import { byBytes } from '@/lib/exports/reader'
import { tagNamesOf } from '@/lib/formats/row-tags'
import type { MappedTags } from '@/lib/formats/schema'
import { AppError } from '@/lib/result/app-error'
import { isTagName, tagsByName } from '@/lib/tags/by-name'
import { leastUsedColor } from '@/lib/tags/colors'
import { tagsTurn } from '@/lib/tags/events'
import { keyOf } from '@/lib/tags/names'
import { tagGroupsOf } from '@/lib/tags/read'
import { maxTags, type TagColor } from '@/lib/tags/schema'
import { insertTag, insertTagGroup } from '@/lib/tags/writes'
import { firstHiddenNumber, rowsPerStep } from './job'

type Range = { datasetId: string; importId: string; from: number; to: number }

/** The names of tags that rows of an import bring, in the order of the rows, a few at a time: the first spelling counts. */
async function* namesIn(tx: Tx, range: Range, mapped: MappedTags) {
  const { datasetId, importId, from, to } = range
  const rows = await selectSql<{ id: number; bytes: number | bigint }>(
    tx,
    sql`SELECT e."id", ${raw(dialect.byteLength('e."text"'))} AS "bytes" FROM "Example" e
      WHERE e."datasetId" = ${datasetId} AND e."number" >= ${from} AND e."number" < ${to}
        AND e."importId" || '' = ${importId} ORDER BY e."number"`,
  )
  for (const part of byBytes(rows.map(({ id, bytes }) => ({ id: Number(id), bytes: Number(bytes) })))) {
    const ids = part.map(({ id }) => id)
    const rows = await tx.example.findMany({ where: { id: { in: ids } }, select: { id: true, text: true } })
    const texts = new Map(rows.map(({ id, text }) => [id, text]))
    yield ids.flatMap((id) => {
      const text = texts.get(id)
      return text === undefined ? [] : [{ id, names: tagNamesOf(conversationOf(text), mapped) }]
    })
  }
}

/**
 * All names of tags in the hidden rows of an import that can be names.
 * @throws AppError `invalid` `importTooManyTags` above the most that a dataset may have; the signal's reason
 */
export async function collectTagNames(
  place: { datasetId: string; importId: string },
  stored: number,
  mapped: MappedTags,
  signal: AbortSignal,
): Promise<string[]> {
  const found = new Map<string, string>()
  for (let done = 0; done < stored; done += rowsPerStep) {
    const from = firstHiddenNumber + done
    for await (const rows of namesIn(db(), { ...place, from, to: from + rowsPerStep }, mapped))
      for (const name of rows.flatMap(({ names }) => names))
        if (isTagName(name) && !found.has(keyOf(name))) found.set(keyOf(name), name)
    if (found.size > maxTags) throw new AppError('invalid', 'importTooManyTags')
    signal.throwIfAborted()
    await breathe()
  }
  return [...found.values()]
}

/** Makes tags of the names that none has yet, in an open group named like the column. */
export async function makeTags(
  tx: Tx,
  { datasetId, importId, actorId }: { datasetId: string; importId: string; actorId: string },
  names: readonly string[],
  { column }: MappedTags,
): Promise<void> {
  await takeTurn(tx, tagsTurn(datasetId))
  const groups = await tagGroupsOf(tx, datasetId)
  const known = tagsByName(groups)
  const fresh = names.filter((name) => !known.has(name))
  if (fresh.length === 0) return
  const tags = groups.flatMap((group) => group.tags)
  if (tags.length + fresh.length > maxTags) throw new AppError('invalid', 'importTooManyTags')
  const groupName = isTagName(column) ? column.trim().normalize('NFC') : 'import'
  const own = groups.find(({ name, kind }) => kind === 'open' && keyOf(name) === keyOf(groupName))
  const groupId = own?.id ?? (await insertTagGroup(tx, await newGroup(tx, datasetId, groupName)))
  const colors: TagColor[] = tags.map(({ color }) => color)
  let position = (own?.tags.at(-1)?.position ?? -1) + 1
  for (const name of fresh) {
    const color = leastUsedColor(colors)
    colors.push(color)
    const tag = { datasetId, groupId, name, color, description: '', position: position++ }
    const id = await insertTag(tx, tag)
    const details = { name, groupId, import: importId }
    await addAuditEvent(tx, { actorId, action: 'tag.create', datasetId, target: id, details })
  }
}

async function newGroup(tx: Tx, datasetId: string, name: string) {
  const last = await tx.tagGroup.aggregate({ where: { datasetId }, _max: { position: true } })
  return { datasetId, name, kind: 'open' as const, position: (last._max.position ?? -1) + 1 }
}

/** Puts their tags on rows of an import; names that no tag has stay beside the conversation. */
export async function putTags(tx: Tx, range: Range, mapped: MappedTags): Promise<void> {
  const { idsOf } = tagsByName(await tagGroupsOf(tx, range.datasetId))
  for await (const rows of namesIn(tx, range, mapped))
    await setTags(
      tx,
      rows.map(({ id, names }) => ({
        id,
        tags: { before: [], after: idsOf(names).map((tagId) => ({ tagId, messageId: null })) },
      })),
    )
}
