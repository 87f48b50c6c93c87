import 'server-only'
import type { Example, Prisma } from '@/generated/prisma/client'
import { initialMessageIds } from '@/lib/conversations/message-ids'
import { writeEdits } from '@/lib/conversations/splice'
import type { Tx } from '@/lib/db/client'
import { isConversationEdit } from './edit-kinds'
import type { Alternative, Edit, Status, TagOnExample } from './schema'

/** Another answer, with who wrote it and when. */
export type StoredAlternative = Alternative & { authorId: string; at: Date }
export const alternativeColumns = {
  orderBy: [{ at: 'asc' }, { id: 'asc' }],
  select: { id: true, messageId: true, text: true, origin: true, authorId: true, at: true },
} satisfies Prisma.Example$alternativesArgs

const stored = {
  id: true,
  number: true,
  revision: true,
  text: true,
  messageIds: true,
  turns: true,
  strip: true,
  errors: true,
  updatedAt: true,
  approvalHash: true,
  status: true,
  statusReason: true,
  approvedHash: true,
  approvedRevision: true,
  autoReturned: true,
  trashedAt: true,
  sourceKey: true,
  importId: true,
  authorId: true,
  createdAt: true,
  tags: { where: { tag: { deletedAt: null } }, select: { tagId: true, messageId: true } },
  alternatives: alternativeColumns,
} as const

/** One example as the save command needs it; null where there is none. For commands that have authorised. */
export async function findExample(tx: Tx, datasetId: string, number: number) {
  const row = await tx.example.findUnique({
    where: { datasetId_number: { datasetId, number }, visible: true },
    select: stored,
  })
  return row && toStored(row)
}

/** At most 500 examples by number, in that order; those that are not there are left out. */
export async function findExamples(tx: Tx, datasetId: string, numbers: number[]): Promise<StoredExample[]> {
  const rows = await tx.example.findMany({
    where: { datasetId, number: { in: numbers }, visible: true },
    orderBy: { number: 'asc' },
    select: stored,
  })
  return rows.map(toStored)
}

type StoredRow = Pick<Example, Exclude<keyof typeof stored, 'tags' | 'alternatives'>> & {
  tags: { tagId: string; messageId: string }[]
  alternatives: (Omit<StoredAlternative, 'origin'> & { origin: string })[]
}

/** The ids of the messages of a stored example, those of an untouched one as they would be given. */
export const messageIdsOf = ({
  messageIds,
  turns,
}: {
  messageIds: string | null
  turns: number
}): string[] => (messageIds ? (JSON.parse(messageIds) as string[]) : initialMessageIds(turns))

function toStored(row: StoredRow) {
  return {
    ...row,
    status: row.status as Status,
    messageIds: messageIdsOf(row),
    tags: row.tags.map((t): TagOnExample => ({ tagId: t.tagId, messageId: t.messageId || null })),
    alternatives: row.alternatives as StoredAlternative[],
    trashed: row.trashedAt !== null,
  }
}
export type StoredExample = ReturnType<typeof toStored>

/** Revisions after `revision`, oldest first. */
export async function listRevisionsAfter(tx: Tx, exampleId: number, revision: number) {
  const rows = await tx.revision.findMany({
    where: { exampleId, number: { gt: revision } },
    orderBy: { number: 'asc' },
    select: { number: true, authorId: true, operationId: true, edits: true },
  })
  return rows.map((row) => ({ ...row, edits: JSON.parse(row.edits) as Edit[] }))
}

/** The text of an example as it stood at a revision: the nearest full copy before it, with the edits since. */
export async function textAt(tx: Tx, example: StoredExample, revision: number) {
  if (revision === example.revision) return { text: example.text, messageIds: example.messageIds }
  const base = await tx.revision.findFirst({
    where: { exampleId: example.id, number: { lte: revision }, text: { not: null } },
    orderBy: { number: 'desc' },
    select: { number: true, text: true, messageIds: true },
  })
  if (!base?.text || !base.messageIds) return undefined
  const between = await tx.revision.findMany({
    where: { exampleId: example.id, number: { gt: base.number, lte: revision } },
    orderBy: { number: 'asc' },
    select: { edits: true },
  })
  let at = { text: base.text, messageIds: JSON.parse(base.messageIds) as string[] }
  for (const row of between) {
    const edits = (JSON.parse(row.edits) as Edit[]).filter(isConversationEdit)
    if (edits.length > 0) at = writeEdits(at.text, at.messageIds, edits)
  }
  return { text: at.text, messageIds: at.messageIds }
}
