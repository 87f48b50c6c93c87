import 'server-only'
import { forgetFindings } from '@/lib/checks/writes'
import { conversationOf } from '@/lib/conversations/kind'
import { db, transaction } from '@/lib/db/client'
import { breathe } from '@/lib/db/reader'
import { forgetTexts } from '@/lib/duplicates/writes'
import { findExample, findExamples, type StoredExample } from '@/lib/examples/read'
import { derive, pairsOf } from '@/lib/examples/row'
import { writeChanges } from '@/lib/examples/writes/changes'
import { type PurgedColumns, rewriteHistory, setPurgedColumns } from '@/lib/examples/writes/purge'
import { publish } from '@/lib/live/hub'
import { forgetEdits } from '@/lib/operations/writes'
import { type History, purgeHistory, purgeLine } from '@/lib/purge/purge-history'
import { purgeString } from '@/lib/purge/purge-json'
import { AppError } from '@/lib/result/app-error'
import { forgetSuggestions } from '@/lib/second-reader/writes'
import { countMessages } from '@/lib/tokens/count'
import { requireJob } from '../room'
import type { PurgeStep } from './job'

const pageSize = 100
const attempts = 20

/** Examples of which nothing holds the text, by number, at the revision at which they were looked at. */
export type Clean = Map<number, number>

/**
 * Every example that holds the text or ever did, and how many of their revisions. Those known to be clean are not read
 * again unless they changed; what is found clean is added.
 */
export async function purgeExamples(
  run: PurgeStep,
  clean: Clean,
): Promise<{ examples: number[]; revisions: number }> {
  const found = { examples: [] as number[], revisions: 0 }
  for (let after = 0; ; ) {
    const page = await db().example.findMany({
      where: { datasetId: run.datasetId, visible: true, number: run.number ?? { gt: after } },
      orderBy: { number: 'asc' },
      take: pageSize,
      select: { number: true, revision: true },
    })
    const unknown = page.filter(({ number, revision }) => clean.get(number) !== revision)
    const numbers = unknown.map(({ number }) => number)
    for (const example of await findExamples(db(), run.datasetId, numbers)) {
      const held = await purgeExample(run, example)
      if (held === 0) clean.set(example.number, example.revision)
      else {
        found.examples.push(example.number)
        found.revisions += held
      }
      await run.look(1)
    }
    await run.look(page.length - unknown.length)
    if (run.number !== null || page.length < pageSize) return found
    after = page.at(-1)!.number
    await breathe()
  }
}

/** How many of its revisions held the text; 0 where nothing of it did. */
async function purgeExample(run: PurgeStep, first: StoredExample): Promise<number> {
  let example: StoredExample | null = first
  for (let attempt = 1; example && attempt <= attempts; attempt++) {
    // one that was never edited has no history
    const rows = example.revision === 1 ? [] : await listRevisions(example.id)
    const history = purgeHistory(rows, run.needle, run.id)
    const text = purgeLine(example.text, run.needle)
    const columns = purgedColumns(run, example)
    const held = rows.length > 0 ? history.held : text === null ? 0 : 1
    if (held === 0 && text === null && !columns) return 0
    if (!run.erases) return Math.max(held, 1)
    const answers = rows.flatMap((row) => (row.operationId ? [`${row.authorId}:${row.operationId}`] : []))
    if (await write(run, example, text ?? example.text, history, columns, answers)) return Math.max(held, 1)
    // another save came between reading and writing: once more on what stands there now
    example = await findExample(db(), run.datasetId, first.number)
  }
  throw new AppError('unavailable', 'unavailable', { retryAfterSeconds: 1 })
}

const listRevisions = (exampleId: number) =>
  db().revision.findMany({
    where: { exampleId },
    orderBy: { number: 'asc' },
    select: {
      number: true,
      edits: true,
      text: true,
      messageIds: true,
      approvalHash: true,
      authorId: true,
      operationId: true,
    },
  })

function purgedColumns(
  { needle }: PurgeStep,
  { sourceKey, statusReason }: StoredExample,
): PurgedColumns | null {
  const without = (text: string | null) => text && purgeString(text, needle)
  const columns = { sourceKey: without(sourceKey), statusReason: without(statusReason) }
  return columns.sourceKey === sourceKey && columns.statusReason === statusReason ? null : columns
}

/** A revision of its own, so that every browser fetches it and an older one meets it as a conflict. */
async function write(
  { actor, datasetId, id: purgeId }: PurgeStep,
  example: StoredExample,
  text: string,
  { revisions }: History,
  columns: PurgedColumns | null,
  answers: string[],
): Promise<boolean> {
  const { id, number, messageIds, status } = example
  const conversation = conversationOf(text)
  if (conversation.messages.length !== messageIds.length) throw new AppError('invalid', 'purgeTooCommon')
  const { derived } = derive(text, conversation, await countMessages(conversation))
  const [at, revision] = [new Date(), example.revision + 1]
  const by = { exampleId: id, authorId: actor.id, at, operationId: null }
  const back = status === 'approved'
  const change = {
    revision,
    authorId: actor.id,
    at,
    text: { text, messageIds, derived, pairs: pairsOf(conversation) },
    approved: null,
    autoReturned: false,
    status: back ? { status: 'in_review' as const, reason: null, byId: actor.id } : undefined,
  }
  const done = await transaction(async (tx) => {
    await requireJob(tx)
    const taken = await writeChanges(tx, [
      {
        id,
        number,
        fromRevision: example.revision,
        change,
        tags: { before: example.tags, after: example.tags },
        original:
          revisions.length > 0
            ? null
            : {
                ...by,
                number: 1,
                authorId: example.authorId,
                at: example.createdAt,
                edits: [],
                snapshot: { text, messageIds },
              },
        revision: {
          ...by,
          number: revision,
          edits: [{ type: 'purge-text', purgeId }],
          snapshot: { text, messageIds },
          approvalHash: derived.approvalHash,
          statusAfter: back ? 'in_review' : undefined,
        },
      },
    ])
    if (taken.size === 0) return false
    await rewriteHistory(tx, id, revisions)
    await setPurgedColumns(tx, id, text, columns)
    await forgetEdits(tx, answers)
    await forgetTexts(tx, id)
    await forgetFindings(tx, datasetId, id)
    await forgetSuggestions(tx, id)
    return true
  })
  if (done)
    publish([{ type: 'example', datasetId, number, revision, actorId: actor.id, operationId: purgeId }])
  return done
}
