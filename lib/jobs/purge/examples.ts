import 'server-only'
import { forgetPairs } from '@/lib/alternatives/writes'
import { forgetFindings } from '@/lib/checks/writes'
import { conversationOf } from '@/lib/conversations/kind'
import { db, transaction } from '@/lib/db/client'
import { breathe } from '@/lib/db/reader'
import { forgetTexts } from '@/lib/duplicates/writes'
import { findExample, findExamples, type StoredAlternative, type StoredExample } from '@/lib/examples/read'
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
): Promise<{ examples: number[]; revisions: number; alternatives: number }> {
  const found = { examples: [] as number[], revisions: 0, alternatives: 0 }
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
      const { revisions: held, alternatives } = await purgeExample(run, example)
      found.alternatives += alternatives
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

type Held = { revisions: number; alternatives: number }

/** How many of its revisions and alternatives held the text; no revision where nothing of it did. */
async function purgeExample(run: PurgeStep, first: StoredExample): Promise<Held> {
  let example: StoredExample | null = first
  for (let attempt = 1; example && attempt <= attempts; attempt++) {
    // one that was never edited has no history
    const rows = example.revision === 1 ? [] : await listRevisions(example.id)
    const history = purgeHistory(rows, run.needle, run.id)
    const text = purgeLine(example.text, run.needle)
    const columns = purgedColumns(run, example)
    const alternatives = purgedAlternatives(run, example)
    const changed = alternatives.filter((one) => !example?.alternatives.includes(one)).length
    const held = rows.length > 0 ? history.held : text === null ? 0 : 1
    if (held === 0 && text === null && !columns && changed === 0) return { revisions: 0, alternatives: 0 }
    const found = { revisions: Math.max(held, 1), alternatives: changed }
    if (!run.erases) return found
    const answers = rows.flatMap((row) => (row.operationId ? [`${row.authorId}:${row.operationId}`] : []))
    const purged = { text: text ?? example.text, history, columns, alternatives }
    if (await write(run, example, purged, answers)) return found
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

/** The same objects where they don't hold the text. */
const purgedAlternatives = ({ needle }: PurgeStep, { alternatives }: StoredExample): StoredAlternative[] =>
  alternatives.map((one) => {
    const text = purgeString(one.text, needle)
    return text === one.text ? one : { ...one, text }
  })

type Purged = {
  text: string
  history: History
  columns: PurgedColumns | null
  alternatives: StoredAlternative[]
}

/** A revision of its own, so that every browser fetches it and an older one meets it as a conflict. */
async function write(
  { actor, datasetId, id: purgeId }: PurgeStep,
  example: StoredExample,
  { text, history: { revisions }, columns, alternatives }: Purged,
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
        alternatives: { before: example.alternatives, after: alternatives },
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
    await forgetPairs(tx, id)
    return true
  })
  if (done)
    publish([{ type: 'example', datasetId, number, revision, actorId: actor.id, operationId: purgeId }])
  return done
}
