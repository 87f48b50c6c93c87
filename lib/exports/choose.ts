import type { SplitMember } from '@/lib/splits/groups'
import type { Side } from '@/lib/splits/schema'
import { ahead } from './ahead'
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
  trainedTokens: number
  bytes: number
  problems: string
  namesTools: boolean
  namesImages: boolean
  approvedById: string | null
  /** The side it has, whether or not the recipe draws anew. */
  split: Side | null
  /** As the distribution by examples counts them: of an open group also those that only a message holds. */
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
  const same = internTexts()
  const kindOf = new Map(groups.flatMap((group) => group.tags.map((tag) => [tag.id, group.kind] as const)))
  const read = async function* () {
    for await (const ids of ahead(selectIds(reader, asked, groups))) {
      await reader.pause()
      yield await Promise.all([
        readLightRows(reader, ids, { looksIntoTexts: !asked.plansOnly }),
        readPlacedTags(reader, ids),
      ])
    }
  }
  for await (const [rows, placed] of ahead(read())) {
    for (const row of rows) {
      const tagIds = heldTags(placed.get(row.id) ?? [], kindOf)
      chosen.push({
        id: row.id,
        number: row.number,
        status: same(row.status),
        assistantTurns: row.assistantTurns,
        trainedTurns: row.trainedTurns,
        tokens: row.tokens,
        trainedTokens: row.trainedTokens,
        bytes: row.bytes,
        problems: same(row.problems),
        namesTools: Boolean(row.namesTools),
        namesImages: Boolean(row.namesImages),
        approvedById: row.approvedById === null ? null : same(row.approvedById),
        contentHash: row.contentHash,
        sourceKey: row.sourceKey,
        split: row.split,
        side: asked.recipe.reassign ? null : row.split,
        selected: true,
        strata: intern(strataOf(tagIds, strataGroup)),
        tagIds: intern(tagIds),
      })
    }
    await reader.pause()
  }
  return chosen
}

function heldTags(
  placed: readonly PlacedTag[],
  kindOf: ReadonlyMap<string, NamedGroup['kind']>,
): readonly string[] {
  const held = placed.filter(({ tagId, messageId }) => {
    const kind = kindOf.get(tagId)
    return kind === 'open' || (kind === 'exclusive' && messageId === null)
  })
  return [...new Set(held.map(({ tagId }) => tagId))].sort()
}

const untagged = ['']

function strataOf(tagIds: readonly string[], group: NamedGroup | null): readonly string[] {
  const own = tagIds.filter((id) => group?.tags.some((tag) => tag.id === id))
  return own.length > 0 ? own : untagged
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

// each row brings a text of its own, and there are only a few
function internTexts(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const found = known.get(text)
    if (found === undefined) known.set(text, text)
    return found ?? text
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
    rows = await readSided(reader, datasetId, after, sidedAtOnce)
    for (const { id, contentHash, sourceKey, split } of rows)
      if (!own.has(id)) links.push({ contentHash, sourceKey, side: split, selected: false, strata: untagged })
    after = rows.at(-1)?.number ?? after
    await reader.pause()
  } while (rows.length === sidedAtOnce)
  return links
}
