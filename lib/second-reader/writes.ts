import 'server-only'
import { insertRows } from '@/lib/db/bulk'
import type { Tx } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { takeTurn } from '@/lib/db/turn'
import type { Chosen } from './read'
import type { ReadingTask, SuggestionContent } from './schema'
import type { ReadingState, SuggestionState } from './words'

const endpointId = 'reader'

export type NewEndpoint = { baseUrl: string; model: string; key: string | null; settings: string }

/** Compare-and-set on the revision that the change was made from, 0 for none; false where it is another by now. */
export async function setEndpoint(tx: Tx, fromRevision: number, endpoint: NewEndpoint): Promise<boolean> {
  const data = { ...endpoint, revision: fromRevision + 1, updatedAt: new Date() }
  if (fromRevision > 0) {
    const where = { id: endpointId, revision: fromRevision }
    return (await tx.readerEndpoint.updateMany({ where, data })).count === 1
  }
  return (await tx.readerEndpoint.createMany({ data: [{ id: endpointId, ...data }] })).count === 1
}

export async function dropEndpoint(tx: Tx, fromRevision: number): Promise<boolean> {
  const { count } = await tx.readerEndpoint.deleteMany({ where: { id: endpointId, revision: fromRevision } })
  return count === 1
}

export async function setConsent(
  tx: Tx,
  consent: { datasetId: string; model: string; host: string; byId: string } | { datasetId: string },
): Promise<void> {
  await tx.readerConsent.deleteMany({ where: { datasetId: consent.datasetId } })
  if ('model' in consent) await tx.readerConsent.create({ data: consent, select: { datasetId: true } })
}

/** The next moment at which the endpoint may be asked, for whichever process: how long that is from now. */
export async function takeSlot(tx: Tx, requestsPerMinute: number): Promise<number> {
  await takeTurn(tx, 'reader-pace')
  const now = Date.now()
  const row = await tx.readerPace.findUnique({ where: { id: endpointId }, select: { freeAt: true } })
  const at = Math.max(now, row?.freeAt.getTime() ?? 0)
  await setFreeAt(tx, at + Math.ceil(60_000 / requestsPerMinute))
  return at - now
}

/** Nobody asks before then. */
export async function holdSlots(tx: Tx, waitMs: number): Promise<void> {
  await takeTurn(tx, 'reader-pace')
  const row = await tx.readerPace.findUnique({ where: { id: endpointId }, select: { freeAt: true } })
  await setFreeAt(tx, Math.max(Date.now() + waitMs, row?.freeAt.getTime() ?? 0))
}

/** What another address asked to wait for is no concern of a new one. */
export async function freeSlots(tx: Tx): Promise<void> {
  await tx.readerPace.deleteMany({ where: { id: endpointId } })
}

async function setFreeAt(tx: Tx, ms: number): Promise<void> {
  const freeAt = new Date(ms)
  await tx.readerPace.upsert({
    where: { id: endpointId },
    create: { id: endpointId, freeAt },
    update: { freeAt },
    select: { id: true },
  })
}

export type NewReading = {
  id: string
  datasetId: string
  userId: string
  task: ReadingTask
  selection: Chosen
  model: string
  host: string
  mostMoney: number
}

export async function addReading(tx: Tx, { task, selection, ...row }: NewReading): Promise<void> {
  await tx.readerRun.create({
    data: {
      ...row,
      task: JSON.stringify(task),
      selection: JSON.stringify(selection),
      state: 'collecting',
    },
    select: { id: true },
  })
}

/** Lists at most 500 questions of a run. */
export async function addItems(
  tx: Tx,
  runId: string,
  items: { number: number; seen: number }[],
): Promise<void> {
  await insertRows(
    tx,
    'ReaderItem',
    ['runId', 'number', 'seen'],
    items.map(({ number, seen }) => [runId, number, seen]),
  )
  await tx.readerRun.update({
    where: { id: runId },
    data: { total: { increment: items.length } },
    select: { id: true },
  })
}

/** The list is complete: from now on the model is asked. */
export async function beginReading(tx: Tx, runId: string): Promise<void> {
  await tx.readerRun.updateMany({
    where: { id: runId, state: 'collecting' },
    data: { state: 'running' },
  })
}

export async function setWaiting(tx: Tx, runId: string, waitsUntil: Date | null): Promise<void> {
  await tx.readerRun.updateMany({ where: { id: runId, state: 'running' }, data: { waitsUntil } })
}

export type Outcome = {
  outcome: 'read' | 'skipped' | 'malformed'
  reason?: string
  suggested: number
  tokensIn: number
  tokensOut: number
  cost: number
}

/** Says what became of a question, in the transaction that keeps it; false where that was said before. */
export async function setOutcome(
  tx: Tx,
  { runId, number }: { runId: string; number: number },
  { outcome, reason = '', suggested, tokensIn, tokensOut, cost }: Outcome,
): Promise<boolean> {
  const { count } = await tx.readerItem.updateMany({
    where: { runId, number, outcome: null },
    data: { outcome, reason: reason || null },
  })
  if (count === 0) return false
  await tx.readerRun.update({
    where: { id: runId },
    data: {
      looked: { increment: 1 },
      suggested: { increment: suggested },
      skipped: { increment: outcome === 'skipped' ? 1 : 0 },
      malformed: { increment: outcome === 'malformed' ? 1 : 0 },
      tokensIn: { increment: tokensIn },
      tokensOut: { increment: tokensOut },
      cost: { increment: cost },
    },
    select: { id: true },
  })
  return true
}

/** False where it has ended already. */
export async function endReading(
  tx: Tx,
  runId: string,
  {
    state,
    message = null,
  }: { state: Exclude<ReadingState, 'collecting' | 'running'>; message?: string | null },
): Promise<boolean> {
  const { count } = await tx.readerRun.updateMany({
    where: { id: runId, state: { in: ['collecting', 'running'] } },
    data: { state, message, waitsUntil: null, finishedAt: new Date() },
  })
  return count === 1
}

/** Lets a run that ended early go on; false where it doesn't stand there any more. */
export async function reopenReading(
  tx: Tx,
  runId: string,
  { state, mostMoney }: { state: 'collecting' | 'running'; mostMoney?: number },
): Promise<boolean> {
  const { count } = await tx.readerRun.updateMany({
    where: { id: runId, state: { in: ['cancelled', 'stopped'] } },
    data: { state, message: null, finishedAt: null, ...(mostMoney === undefined ? {} : { mostMoney }) },
  })
  return count === 1
}

export type NewSuggestion = {
  messageId: string | null
  content: SuggestionContent
  textHash: string | null
}

/** What was read of an example now stands in the place of what was open of these kinds. */
export async function setSuggestions(
  tx: Tx,
  made: {
    datasetId: string
    exampleId: number
    revision: number
    model: string
    runId: string
    cost: number
  },
  replaced: { kind: SuggestionContent['kind']; messageId?: string }[],
  suggestions: NewSuggestion[],
): Promise<void> {
  const { exampleId, cost, ...rest } = made
  for (const { kind, messageId } of replaced)
    await tx.suggestion.deleteMany({
      where: { exampleId, state: 'open', kind, ...(messageId === undefined ? {} : { messageId }) },
    })
  await tx.suggestion.createMany({
    data: suggestions.map(({ content, ...suggestion }) => ({
      id: newId(),
      exampleId,
      ...rest,
      ...suggestion,
      cost: cost / suggestions.length,
      kind: content.kind,
      content: JSON.stringify(content),
    })),
  })
}

/** After a purge: nothing that was said of an example while it held the text. */
export async function forgetSuggestions(tx: Tx, exampleId: number): Promise<void> {
  await tx.suggestion.deleteMany({ where: { exampleId } })
}

/** Says what somebody made of a suggestion; the last word counts. */
export async function decideSuggestion(
  tx: Tx,
  { id, exampleId, to, byId }: { id: string; exampleId: number; to: SuggestionState; byId: string },
): Promise<void> {
  const isOpen = to === 'open'
  await tx.suggestion.updateMany({
    where: { id, exampleId },
    data: { state: to, decidedById: isOpen ? null : byId, decidedAt: isOpen ? null : new Date() },
  })
}
