import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { conversationOf, longestTokens } from '@/lib/conversations/kind'
import { hasDuplicateKeys } from '@/lib/conversations/line-structure'
import { findProblems } from '@/lib/conversations/problems'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/result/app-error'
import { countMessages } from '@/lib/tokens/count'
import { byPlace, idsOf, namesOf, rowColumns, shownAlternatives, toExampleRow } from '../detail'
import { alternativeColumns, findExample, type StoredAlternative, textAt } from '../read'
import type { Edit, ExampleDetail, RevisionRow, Status } from '../schema'

const ownOperationsTold = 20

/** @throws AppError `not_found` */
export async function getExample(actor: Actor, datasetId: string, number: number): Promise<ExampleDetail> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const row = await db().example.findUnique({
    where: { datasetId_number: { datasetId, number }, visible: true },
    select: {
      ...rowColumns,
      text: true,
      messageIds: true,
      statusReason: true,
      statusById: true,
      approvedRevision: true,
      sourceKey: true,
      importId: true,
      importLine: true,
      copiedFrom: true,
      createdAt: true,
      _count: { select: { suggestions: { where: { state: 'open' } } } },
      alternatives: alternativeColumns,
    },
  })
  if (!row) throw new AppError('not_found')
  const conversation = conversationOf(row.text)
  const last = await db().revision.findUnique({
    where: { exampleId_number: { exampleId: row.id, number: row.revision } },
    select: { authorId: true },
  })
  const revisedBy = last?.authorId ?? row.authorId
  const [nameOf, file, messageTokens, own] = await Promise.all([
    namesOf(db(), [row.authorId, row.statusById, revisedBy, ...row.alternatives.map((a) => a.authorId)]),
    row.importId ? db().import.findUnique({ where: { id: row.importId }, select: { fileName: true } }) : null,
    countMessages(conversation),
    // only what is in this text: a save may have come since it was read
    db().revision.findMany({
      where: { exampleId: row.id, number: { lte: row.revision }, authorId: actor.id },
      orderBy: { number: 'desc' },
      take: ownOperationsTold,
      select: { operationId: true, number: true },
    }),
  ])
  return {
    ...toExampleRow(row, nameOf(row.authorId)),
    id: row.id,
    text: row.text,
    messageIds: idsOf(row.messageIds, row.turns),
    messageTokens,
    tags: [...row.tags].sort(byPlace).map((t) => ({ tagId: t.tagId, messageId: t.messageId || null })),
    alternatives: shownAlternatives(row.alternatives as StoredAlternative[], nameOf),
    problemList: findProblems(conversation, row.text, { tokens: longestTokens(conversation, messageTokens) }),
    duplicateKeys: hasDuplicateKeys(row.text),
    statusReason: row.statusReason,
    statusByName: nameOf(row.statusById) || null,
    approvedRevision: row.approvedRevision,
    sourceKey: row.sourceKey,
    importFile: file?.fileName ?? null,
    importLine: row.importLine,
    copiedFrom: row.copiedFrom,
    createdAt: row.createdAt.toISOString(),
    suggestions: row._count.suggestions,
    revisedByName: nameOf(revisedBy),
    ownOperations: own.flatMap(({ operationId, number: revision }) =>
      operationId ? [{ operationId, revision }] : [],
    ),
  }
}

/** Revisions, newest first; one that was never edited has none. */
export async function listRevisions(actor: Actor, datasetId: string, number: number): Promise<RevisionRow[]> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const example = await findExample(db(), datasetId, number)
  if (!example) throw new AppError('not_found')
  const rows = await db().revision.findMany({
    where: { exampleId: example.id },
    orderBy: { number: 'desc' },
    take: 500,
    select: {
      number: true,
      authorId: true,
      at: true,
      edits: true,
      statusAfter: true,
      operationId: true,
      undoOf: true,
    },
  })
  const nameOf = await namesOf(
    db(),
    rows.map((r) => r.authorId),
  )
  const proposal = await db().suggestion.findFirst({
    where: { exampleId: example.id, kind: 'example' },
    select: { model: true },
  })
  return rows.map((r) => ({
    ...r,
    proposedBy: (r.number === 1 && proposal?.model) || null,
    at: r.at.toISOString(),
    authorName: nameOf(r.authorId),
    edits: JSON.parse(r.edits) as Edit[],
    statusAfter: r.statusAfter as Status | null,
  }))
}

/** Text and message ids as they stood at a revision. @throws AppError `not_found` */
export async function getRevisionText(actor: Actor, datasetId: string, number: number, revision: number) {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const example = await findExample(db(), datasetId, number)
  const text = example && revision <= example.revision ? await textAt(db(), example, revision) : undefined
  if (!text) throw new AppError('not_found')
  return text
}
