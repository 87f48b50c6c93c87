import type { SplitMember } from '@/lib/splits/groups'
import type { Side } from '@/lib/splits/schema'
import {
  type LightRow,
  type NamedGroup,
  type PlacedTag,
  type Reader,
  readLightRows,
  readPlacedTags,
  readSided,
} from './reader'
import { type Asked, selectIds } from './select-ids'

/** One example that a recipe asks for, as little of it as a plan and a count need. */
export type Chosen = SplitMember & {
  id: number
  number: number
  status: string
  assistantTurns: number
  trainedTurns: number
  tokens: number
  bytes: number
  problems: string
  approvedById: string | null
  /** The side it has, whether or not the recipe draws anew. */
  split: Side | null
  tagIds: readonly string[]
}

/** The examples that a recipe asks for, by number. */
export async function chooseExamples(
  reader: Reader,
  asked: Asked,
  groups: NamedGroup[],
  strataGroup: NamedGroup | null,
): Promise<Chosen[]> {
  const chosen: Chosen[] = []
  const intern = internLists()
  const live = new Set(groups.flatMap((group) => group.tags.map((tag) => tag.id)))
  for await (const ids of selectIds(reader, asked, groups)) {
    const placed = readPlacedTags(reader, ids)
    for (const row of readLightRows(reader, ids)) {
      const tags = (placed.get(row.id) ?? []).filter((tag) => live.has(tag.tagId))
      chosen.push({
        id: row.id,
        number: row.number,
        status: row.status,
        assistantTurns: row.assistantTurns,
        trainedTurns: row.trainedTurns,
        tokens: row.tokens,
        bytes: row.bytes,
        problems: row.problems,
        approvedById: row.approvedById,
        contentHash: row.contentHash,
        sourceKey: row.sourceKey,
        split: row.split,
        side: asked.recipe.reassign ? null : row.split,
        selected: true,
        strata: intern(strataOf(tags, strataGroup)),
        tagIds: intern([...new Set(tags.map((tag) => tag.tagId))].sort()),
      })
    }
    await reader.pause()
  }
  return chosen
}

const untagged = ['']

/** The tags of the group that the example holds; where it holds none, those that its messages hold. */
function strataOf(tags: readonly PlacedTag[], group: NamedGroup | null): readonly string[] {
  if (!group) return untagged
  const inGroup = tags.filter(({ tagId }) => group.tags.some((tag) => tag.id === tagId))
  const own = inGroup.filter(({ messageId }) => messageId === null)
  const ids = new Set((own.length > 0 ? own : inGroup).map(({ tagId }) => tagId))
  return ids.size > 0 ? [...ids] : untagged
}

// most examples hold one of a few sets of tags: they share the list
function internLists(): (list: readonly string[]) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  return (list) => {
    const key = list.join(' ')
    const found = known.get(key)
    if (found) return found
    known.set(key, list)
    return list
  }
}

const sidedAtOnce = 500

/** Examples that have a side and don't leave now: new ones that they are linked to join them. */
export async function chooseLinks(
  reader: Reader,
  datasetId: string,
  chosen: readonly Chosen[],
): Promise<SplitMember[]> {
  const own = new Set(chosen.map(({ id }) => id))
  const links: SplitMember[] = []
  let rows: Pick<LightRow, 'id' | 'number' | 'contentHash' | 'sourceKey' | 'split'>[]
  let after = 0
  do {
    rows = readSided(reader, datasetId, after, sidedAtOnce)
    for (const { id, contentHash, sourceKey, split } of rows)
      if (!own.has(id)) links.push({ contentHash, sourceKey, side: split, selected: false, strata: untagged })
    after = rows.at(-1)?.number ?? after
    await reader.pause()
  } while (rows.length === sidedAtOnce)
  return links
}
