import 'server-only'
import { promptLine } from '@/lib/alternatives/pair-line'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { conversationOf, kindOf } from '@/lib/conversations/kind'
import { initialMessageIds } from '@/lib/conversations/message-ids'
import { readLine } from '@/lib/conversations/parse'
import { writeEdits } from '@/lib/conversations/splice'
import { textOf } from '@/lib/conversations/summary'
import { reserveNumbers } from '@/lib/datasets/writes'
import { db, type Tx } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { findExample } from '@/lib/examples/read'
import { alternativeText } from '@/lib/examples/schema'
import { insertExamples } from '@/lib/examples/writes'
import { setAlternatives } from '@/lib/examples/writes/alternatives'
import type { LiveEvent } from '@/lib/live/schema'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { countMessages } from '@/lib/tokens/count'
import { findPrompt, findSpot, leaveKnown } from './read'
import { readFailing } from './read-line'
import type {
  NewPrompts,
  NewWeakSpot,
  PromptChange,
  PromptsAdded,
  RejectedPrompt,
  SpotLink,
  WeakSpotChange,
} from './schema'
import { addSpot, changeSpot, insertPrompts, type NewPrompt, setLink, setRemoved } from './writes'

type SpotAddress = { datasetId: string; spotId: string }
const turnOf = (datasetId: string) => `weak-spots:${datasetId}`
const told = (actor: Actor, datasetId: string): LiveEvent[] => [
  { type: 'dataset', datasetId, actorId: actor.id },
]

/** Records where the model fails. */
export async function addWeakSpot(
  actor: Actor,
  datasetId: string,
  request: NewWeakSpot,
): Promise<{ id: string }> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { title, mustContain } = request
  return operate(actor, { request, action: 'weak-spot.add', datasetId }, async (tx) => {
    const id = newId()
    await addSpot(tx, { id, datasetId, title, mustContain, createdById: actor.id })
    return { answer: { id }, target: id, events: told(actor, datasetId) }
  })
}

/**
 * Changes, deletes or brings back a weak spot.
 * @throws AppError `not_found`; `conflict` `undoOverlaps` where it is not what `from` says
 */
export async function changeWeakSpot(
  actor: Actor,
  { datasetId, spotId }: SpotAddress,
  request: WeakSpotChange,
): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { operationId: _, from = {}, ...change } = request
  const operation = {
    request,
    action: 'weak-spot.change',
    datasetId,
    target: spotId,
    turn: turnOf(datasetId),
  }
  return operate(actor, operation, async (tx) => {
    const spot = await findSpot(tx, datasetId, spotId)
    if (!spot || (spot.deletedAt && change.deleted !== false)) throw new AppError('not_found')
    const stands = { title: spot.title, mustContain: spot.mustContain, deleted: spot.deletedAt !== null }
    if (Object.entries(from).some(([key, value]) => stands[key as keyof typeof stands] !== value))
      throw new AppError('conflict', 'undoOverlaps')
    await changeSpot(tx, spotId, change)
    return { answer: {}, details: { fields: Object.keys(change) }, events: told(actor, datasetId) }
  })
}

/**
 * Adds prompts at which the model fails, each with its bad answer; what is no such prompt is told by its line, and what
 * stands there already is counted: the same file may be read twice.
 * @throws AppError `not_found`; `invalid` `noBadAnswer` where the marked turn holds no text
 */
export async function addPrompts(
  actor: Actor,
  { datasetId, spotId }: SpotAddress,
  request: NewPrompts,
): Promise<PromptsAdded> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const read = request.from === 'example' ? null : promptsOf(request)
  const operation = {
    request,
    action: 'weak-spot.prompts',
    datasetId,
    target: spotId,
    turn: turnOf(datasetId),
  }
  return operate(actor, operation, async (tx) => {
    await requireSpot(tx, datasetId, spotId)
    await refuseWhilePurging(tx, datasetId)
    const { prompts, rejected } = read ?? (await markedPrompt(tx, datasetId, request as Marked))
    const fresh = await leaveKnown(tx, spotId, prompts)
    await insertPrompts(tx, { datasetId, spotId, authorId: actor.id }, fresh)
    const answer = { added: fresh.length, known: prompts.length - fresh.length, rejected }
    return { answer, details: { added: fresh.length }, events: told(actor, datasetId) }
  })
}

type Marked = Extract<NewPrompts, { from: 'example' }>
type Prompts = { prompts: NewPrompt[]; rejected: RejectedPrompt[] }

function promptsOf(request: Exclude<NewPrompts, Marked>): Prompts {
  if (request.from === 'typed') {
    const prompt = JSON.stringify({ messages: [{ role: 'user', content: request.prompt }] })
    const typed = { prompt, badAnswer: request.badAnswer, origin: 'typed', exampleNumber: null }
    return { prompts: [typed], rejected: [] }
  }
  const prompts: NewPrompt[] = []
  const rejected: RejectedPrompt[] = []
  for (const [i, line] of request.lines.entries()) {
    const read = readFailing(line)
    const prompt = read.ok ? readLine(read.prompt) : null
    if (!read.ok) rejected.push({ line: i + 1, reason: read.reason })
    else if (!prompt?.ok) rejected.push({ line: i + 1, reason: 'badPrompt' })
    else
      prompts.push({
        prompt: prompt.text,
        badAnswer: read.badAnswer,
        origin: 'imported',
        exampleNumber: null,
      })
  }
  return { prompts, rejected }
}

async function markedPrompt(tx: Tx, datasetId: string, { number, messageId }: Marked): Promise<Prompts> {
  const example = await findExample(tx, datasetId, number)
  const conversation = example && conversationOf(example.text)
  const index = example?.messageIds.indexOf(messageId) ?? -1
  if (!example || !conversation || index < 0) throw new AppError('not_found')
  const message = conversation.messages[index]!
  const badAnswer = alternativeText.safeParse(textOf(message))
  if (message.role !== 'assistant' || kindOf(conversation) !== 'chat' || index === 0 || !badAnswer.success)
    throw new AppError('invalid', 'noBadAnswer')
  const prompt = promptLine(example.text, index)
  return {
    prompts: [{ prompt, badAnswer: badAnswer.data, origin: 'example', exampleNumber: number }],
    rejected: [],
  }
}

/** Takes a failing prompt away, or brings it back. @throws AppError `not_found` */
export async function setPromptRemoved(
  actor: Actor,
  at: SpotAddress & { promptId: string },
  request: PromptChange,
): Promise<object> {
  await authoriseDataset(actor, 'manage tags', at.datasetId)
  const { datasetId, promptId: target } = at
  return operate(actor, { request, action: 'weak-spot.prompt', datasetId, target }, async (tx) => {
    if (!(await findPrompt(tx, at))) throw new AppError('not_found')
    await setRemoved(tx, target, request.removed)
    return { answer: {}, details: { removed: request.removed }, events: told(actor, datasetId) }
  })
}

/**
 * A draft that begins with a failing prompt; the bad answer stands beside its empty assistant turn as an alternative.
 * @throws AppError `not_found`
 */
export async function beginExample(
  actor: Actor,
  at: SpotAddress & { promptId: string },
  request: { operationId: string },
): Promise<{ number: number }> {
  await authoriseDataset(actor, 'edit examples', at.datasetId)
  const { datasetId, spotId, promptId } = at
  const failing = await findPrompt(db(), at)
  if (!failing || failing.removedAt) throw new AppError('not_found')
  const ids = initialMessageIds(conversationOf(failing.prompt).messages.length + 1)
  const messageId = ids.at(-1)!
  const { text } = writeEdits(failing.prompt, ids.slice(0, -1), [
    {
      type: 'insert-message',
      messageId,
      afterId: ids.at(-2) ?? null,
      message: { role: 'assistant', content: '' },
    },
  ])
  const conversation = conversationOf(text)
  const messageTokens = await countMessages(conversation)
  const operation = { request, action: 'weak-spot.begin', datasetId, target: spotId }
  return operate(actor, operation, async (tx) => {
    await requireSpot(tx, datasetId, spotId)
    await refuseWhilePurging(tx, datasetId)
    // a purge may have gone over it since it was read
    if ((await findPrompt(tx, at))?.prompt !== failing.prompt) throw new AppError('conflict', 'staleRevision')
    const number = await reserveNumbers(tx, datasetId, 1)
    await insertExamples(tx, { datasetId, firstNumber: number, authorId: actor.id, visible: true }, [
      { text, conversation, messageTokens },
    ])
    const { id } = await tx.example.findUniqueOrThrow({
      where: { datasetId_number: { datasetId, number } },
      select: { id: true },
    })
    const bad = { id: 'bad', messageId, text: failing.badAnswer, origin: 'imported' as const }
    const after = [{ ...bad, authorId: failing.authorId, at: failing.at }]
    await setAlternatives(tx, [{ id, alternatives: { before: [], after } }])
    await setLink(tx, { datasetId, spotId, exampleId: id, promptId }, true)
    const events: LiveEvent[] = [
      ...told(actor, datasetId),
      { type: 'examples', datasetId, actorId: actor.id },
    ]
    return { answer: { number }, details: { number }, events }
  })
}

/** Says of an example that it addresses a weak spot, or no more. @throws AppError `not_found` */
export async function linkExample(
  actor: Actor,
  { datasetId, spotId }: SpotAddress,
  request: SpotLink,
): Promise<object> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  const operation = { request, action: 'weak-spot.link', datasetId, target: spotId, turn: turnOf(datasetId) }
  return operate(actor, operation, async (tx) => {
    await requireSpot(tx, datasetId, spotId)
    const example = await findExample(tx, datasetId, request.number)
    if (!example) throw new AppError('not_found')
    await setLink(tx, { datasetId, spotId, exampleId: example.id, promptId: null }, request.linked)
    const { number, linked } = request
    return { answer: {}, details: { number, linked }, events: told(actor, datasetId) }
  })
}

async function requireSpot(tx: Tx, datasetId: string, spotId: string): Promise<void> {
  const spot = await findSpot(tx, datasetId, spotId)
  if (!spot || spot.deletedAt) throw new AppError('not_found')
}
