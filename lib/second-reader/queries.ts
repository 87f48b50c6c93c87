import 'server-only'
import { authoriseDataset, authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { conversationOf } from '@/lib/conversations/kind'
import { textOf } from '@/lib/conversations/summary'
import { db } from '@/lib/db/client'
import { namesOf } from '@/lib/examples/detail'
import { findExample, messageIdsOf } from '@/lib/examples/read'
import type { Status } from '@/lib/examples/schema'
import { AppError } from '@/lib/result/app-error'
import { findConsent, findEndpoint } from './endpoint'
import { findReading, listLastReadings, textHashOf, toReadingRow } from './read'
import {
  type About,
  type EndpointView,
  type ProposalRow,
  type ReaderState,
  type ReadingRow,
  type SuggestionRow,
  suggestionContent,
} from './schema'
import { mostOpenProposals, type SuggestionState } from './words'

/** The endpoint as an owner set it up, without its key; null where there is none. */
export async function getEndpoint(actor: Actor): Promise<{ endpoint: EndpointView | null }> {
  authoriseStudio(actor, 'set up the second reader')
  const found = await findEndpoint(db())
  if (!found) return { endpoint: null }
  const { key: _, keyState, updatedAt, ...endpoint } = found
  return { endpoint: { ...endpoint, key: keyState, updatedAt: updatedAt.toISOString() } }
}

/** Whether examples of a dataset may be sent, to which model, and what it read last. */
export async function getReader(actor: Actor, datasetId: string): Promise<ReaderState> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const [endpoint, runs, open] = await Promise.all([
    findEndpoint(db()),
    listLastReadings(db(), datasetId),
    db().suggestion.groupBy({ by: ['kind'], where: { datasetId, state: 'open' }, _count: true }),
  ])
  const consent = endpoint && (await findConsent(db(), datasetId, endpoint))
  const nameOf = await namesOf(db(), [...runs.map(({ userId }) => userId), consent?.byId ?? null])
  const count = (kind: string) => open.find((row) => row.kind === kind)?._count ?? 0
  return {
    endpoint: endpoint && {
      model: endpoint.model,
      host: endpoint.host,
      priceIn: endpoint.priceIn,
      priceOut: endpoint.priceOut,
      mostTokensIn: endpoint.mostTokensIn,
      mostTokensOut: endpoint.mostTokensOut,
    },
    consent: consent && { byName: nameOf(consent.byId), at: consent.at.toISOString() },
    open: { remark: count('remark'), answer: count('answer'), example: count('example') },
    runs: runs.map((run) => toReadingRow(run, nameOf(run.userId))),
  }
}

/** @throws AppError `not_found` */
export async function getReading(
  actor: Actor,
  { datasetId, runId }: { datasetId: string; runId: string },
): Promise<ReadingRow> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const run = await findReading(db(), datasetId, runId)
  if (!run) throw new AppError('not_found')
  const nameOf = await namesOf(db(), [run.userId])
  return toReadingRow(run, nameOf(run.userId))
}

const mostSuggestions = 200

/** What the model said of an example, open ones first, then the newest. @throws AppError `not_found` */
export async function listSuggestions(
  actor: Actor,
  datasetId: string,
  number: number,
): Promise<{ suggestions: SuggestionRow[] }> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const example = await findExample(db(), datasetId, number)
  if (!example) throw new AppError('not_found')
  const rows = await db().suggestion.findMany({
    where: { exampleId: example.id },
    orderBy: [{ at: 'desc' }, { id: 'asc' }],
    take: mostSuggestions,
  })
  const nameOf = await namesOf(
    db(),
    rows.map(({ decidedById }) => decidedById),
  )
  const { messages } = conversationOf(example.text)
  const hashOf = (messageId: string) => {
    const message = messages[example.messageIds.indexOf(messageId)]
    return message && textHashOf(message)
  }
  const suggestions = rows.flatMap((row): SuggestionRow[] => {
    // a purge may have taken a word of its form
    const content = suggestionContent.safeParse(JSON.parse(row.content))
    if (!content.success) return []
    return [
      {
        id: row.id,
        messageId: row.messageId,
        content: content.data,
        state: row.state as SuggestionState,
        isStale: row.messageId !== null && hashOf(row.messageId) !== row.textHash,
        model: row.model,
        cost: row.cost,
        at: row.at.toISOString(),
        byName: row.decidedById === null ? null : nameOf(row.decidedById),
      },
    ]
  })
  const isOpen = ({ state }: SuggestionRow) => (state === 'open' ? 0 : 1)
  return { suggestions: suggestions.sort((a, b) => isOpen(a) - isOpen(b)) }
}

/** What was proposed for a weak spot or a cell and waits for a person, in the order in which it came. */
export async function listProposals(
  actor: Actor,
  datasetId: string,
  about: About,
): Promise<{ proposals: ProposalRow[] }> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const runs = await db().readerRun.findMany({
    // as `addReading` writes it: a quotation mark inside of a text is escaped there
    where: { datasetId, task: { contains: `"about":${JSON.stringify(about)}` } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: 500,
    select: { id: true },
  })
  const rows = await db().suggestion.findMany({
    where: {
      runId: { in: runs.map(({ id }) => id) },
      kind: 'example',
      state: 'open',
      example: { trashedAt: null },
    },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    take: mostOpenProposals,
    include: {
      example: {
        select: {
          ...{ number: true, revision: true, status: true, text: true, messageIds: true, turns: true },
          revisions: { where: { number: 1 }, select: { text: true } },
        },
      },
    },
  })
  const proposals = rows.flatMap(({ id, content, model, at, example }): ProposalRow[] => {
    const read = suggestionContent.safeParse(JSON.parse(content))
    if (!read.success || read.data.kind !== 'example') return []
    const { number, revision, text } = example
    const status = example.status as Status
    const ids = messageIdsOf(example)
    const messages = conversationOf(text).messages.map((message, i) => ({
      id: typeof message.content === 'string' ? (ids[i] ?? null) : null,
      role: message.role,
      text: textOf(message),
    }))
    const { title, why } = read.data
    return [
      {
        ...{ suggestionId: id, number, revision, status, title, why, model, messages },
        isEdited: revision > 1 && example.revisions[0]?.text !== text,
        at: at.toISOString(),
      },
    ]
  })
  return { proposals }
}
