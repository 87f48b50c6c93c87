import 'server-only'
import type { Example } from '@/generated/prisma/client'
import { mergeFrames } from '@/lib/conversations/frames'
import { initialMessageIds } from '@/lib/conversations/message-ids'
import type { Frame, Kind } from '@/lib/conversations/schema'
import type { Tx } from '@/lib/db/client'
import type { StoredAlternative } from './read'
import type { ExampleRow, ShownAlternative, Status } from './schema'

export const drawnFrames = 60

export const rowColumns = {
  id: true,
  number: true,
  kind: true,
  revision: true,
  status: true,
  preview: true,
  strip: true,
  turns: true,
  assistantTurns: true,
  trainedTurns: true,
  tokens: true,
  trainedTokens: true,
  problems: true,
  errors: true,
  split: true,
  trashedAt: true,
  updatedAt: true,
  authorId: true,
  tags: { where: { tag: { deletedAt: null } }, select: { tagId: true, messageId: true } },
} as const

/** A row as it is stored: what `toExampleRow` shows. */
export type StoredRow = Pick<Example, Exclude<keyof typeof rowColumns, 'tags'>> & {
  tags: { tagId: string; messageId: string }[]
}

type Placed = StoredRow['tags'][number]
// its own tags before those of its messages; among themselves in one order, whatever the database finds first
export const byPlace = (a: Placed, b: Placed) =>
  a.messageId.length - b.messageId.length || (a.tagId < b.tagId ? -1 : 1)

export function toExampleRow(row: StoredRow, authorName: string): ExampleRow {
  return {
    number: row.number,
    kind: row.kind as Kind,
    revision: row.revision,
    status: row.status as Status,
    preview: row.preview,
    strip: mergeFrames(JSON.parse(row.strip) as Frame[], drawnFrames).frames,
    turns: row.turns,
    assistantTurns: row.assistantTurns,
    trainedTurns: row.trainedTurns,
    tokens: row.tokens,
    trainedTokens: row.trainedTokens,
    tagIds: [...new Set([...row.tags].sort(byPlace).map((t) => t.tagId))],
    problems: row.problems ? row.problems.split(' ') : [],
    errors: row.errors,
    split: row.split as ExampleRow['split'],
    trashed: row.trashedAt !== null,
    updatedAt: row.updatedAt.toISOString(),
    authorName,
  }
}

export const idsOf = (messageIds: string | null, turns: number): string[] =>
  messageIds ? (JSON.parse(messageIds) as string[]) : initialMessageIds(turns)

/** Names for account ids; the command line and accounts that are gone have none and answer ''. */
export async function namesOf(tx: Tx, ids: (string | null)[]): Promise<(id: string | null) => string> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))].slice(0, 500)
  const users = await tx.user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } })
  const names = new Map(users.map((u) => [u.id, u.name]))
  return (id) => (id === null ? '' : (names.get(id) ?? ''))
}

export const shownAlternatives = (
  alternatives: readonly StoredAlternative[],
  nameOf: (id: string | null) => string,
): ShownAlternative[] =>
  alternatives.map(({ authorId, at: _, ...one }) => ({ ...one, authorName: nameOf(authorId) }))
