import 'server-only'
import { shareNotValid } from '@/lib/auth/guest'
import type { Share } from '@/lib/auth/schema'
import { mergeFrames } from '@/lib/conversations/frames'
import { conversationOf } from '@/lib/conversations/kind'
import type { Frame } from '@/lib/conversations/schema'
import { previewOf } from '@/lib/conversations/summary'
import type { Tx } from '@/lib/db/client'
import { exampleOf } from '@/lib/distribution/profile'
import { sumUp } from '@/lib/distribution/read'
import type { Distribution } from '@/lib/distribution/schema'
import { drawnFrames, idsOf } from '@/lib/examples/detail'
import { formatOf } from '@/lib/exports/words'
import { AppError } from '@/lib/result/app-error'
import { type OpenedExample, type OpenedVersion, openVersion } from '@/lib/versions/opened'
import { findVersion } from '@/lib/versions/read'
import type {
  Shared,
  SharedChartQuery,
  SharedExample,
  SharedListQuery,
  SharedRow,
  SharedViewQuery,
} from './schema'
import { shownMessages, shownTools } from './shown'

// What a link to a version shows: conversations and tags as they were frozen, whatever became of them since.

const pageSize = 50

type Opened = OpenedVersion & { kind: SharedRow['kind'] }

/** @throws AppError `not_found` `shareNotValid` also where a text that was purged was in the version */
async function open(tx: Tx, { datasetId, versionId }: Share): Promise<Opened> {
  if (!versionId) throw shareNotValid()
  const version = await findVersion(tx, { datasetId, versionId })
  const opened = await openVersion(tx, version)
  if (!opened) throw shareNotValid()
  return { ...opened, kind: formatOf(version.recipe.format).kind }
}

export async function sharedVersion(tx: Tx, share: Share, most: number): Promise<Shared> {
  const opened = await open(tx, share)
  const groups = heldGroups(opened).map(({ id, name, tags }) => ({ id, name, tags }))
  const count = Math.min(most, opened.numbers(null).length)
  return { kind: 'version', name: share.name, count, most, groups }
}

export async function listVersionExamples(
  tx: Tx,
  share: Share,
  { after, tag }: SharedListQuery,
): Promise<{ rows: SharedRow[]; next: number | null }> {
  const opened = await open(tx, share)
  const numbers = numbersOf(opened, tag).filter((number) => number > after)
  const examples = await opened.read(numbers.slice(0, pageSize))
  return {
    rows: examples.map((example) => shownRow(opened, example)),
    next: examples.length < numbers.length ? (examples.at(-1)?.member.number ?? null) : null,
  }
}

export async function getVersionExample(
  tx: Tx,
  share: Share,
  number: number,
  { tag }: SharedViewQuery,
): Promise<SharedExample> {
  const opened = await open(tx, share)
  const [example] = await opened.read([number])
  if (!example) throw new AppError('not_found')
  const { member, text } = example
  const conversation = conversationOf(text)
  const tags = member.tags.map(([tagId, messageId]) => ({ tagId, messageId: messageId || null }))
  const numbers = numbersOf(opened, tag)
  const { kind, strip } = shownRow(opened, example)
  return {
    number,
    kind,
    strip,
    messages: shownMessages(conversation, idsOf(member.messageIds, member.turns), tags),
    tools: shownTools(conversation),
    tagIds: tags.filter(({ messageId }) => messageId === null).map(({ tagId }) => tagId),
    previous: numbers.findLast((one) => one < number) ?? null,
    next: numbers.find((one) => one > number) ?? null,
  }
}

export async function getVersionChart(tx: Tx, share: Share, { by }: SharedChartQuery): Promise<Distribution> {
  const opened = await open(tx, share)
  return sumUp(opened.profiles, heldGroups(opened), by)
}

/** Of the tags that there were those alone that the version holds: names tell something too. */
function heldGroups({ groups, profiles }: Opened) {
  const held = new Set(profiles.flatMap((profile) => exampleOf(profile).tags.map(({ tagId }) => tagId)))
  return groups
    .map((group) => ({ ...group, tags: group.tags.filter(({ id }) => held.has(id)) }))
    .filter(({ tags }) => tags.length > 0)
}

function numbersOf(opened: Opened, tag: string | undefined): readonly number[] {
  if (tag === undefined) return opened.numbers(null)
  const isTag = heldGroups(opened).some(({ tags }) => tags.some(({ id }) => id === tag))
  if (!isTag) throw new AppError('not_found')
  return opened.numbers(tag)
}

function shownRow({ kind }: Opened, { member, text }: OpenedExample): SharedRow {
  const { number, strip, turns, tags } = member
  return {
    number,
    kind,
    preview: previewOf(conversationOf(text).messages),
    strip: mergeFrames(JSON.parse(strip) as Frame[], drawnFrames).frames,
    turns,
    tagIds: [...new Set(tags.map(([tagId]) => tagId))],
  }
}
