import 'server-only'
import { conversationOf } from '@/lib/conversations/kind'
import { db } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { findExamples, type StoredExample } from '@/lib/examples/read'
import { notesOf } from '@/lib/notes/read'
import type { Endpoint, Question } from '@/lib/second-reader/ask'
import { type Ground, proposalQuestion, readingQuestion } from '@/lib/second-reader/prompt'
import type { Reading } from '@/lib/second-reader/read'
import { suggestionContent } from '@/lib/second-reader/schema'
import { countTokensOf } from '@/lib/tokens/count'

type Item = { number: number; seen: number }
/** A question with its size in tokens, or why none is asked. */
export type Prepared =
  | (Item & { question: Question; tokens: number; example: StoredExample | null })
  | (Item & { reason: string })

/** What the model is asked about each of these; nothing is sent here. */
export async function prepare(run: Reading, endpoint: Endpoint, items: Item[]): Promise<Prepared[]> {
  const { guidelines } = await db().dataset.findUniqueOrThrow({
    where: { id: run.datasetId },
    select: { guidelines: true },
  })
  // of very long notes the first that leave room for the example: most tokens are some characters long
  let room = endpoint.mostTokensIn
  const notes = (await notesOf(db(), run.datasetId)).flatMap(({ title, text }) => {
    room -= title.length + text.length
    return room < 0 ? [] : [{ title, text }]
  })
  const ground: Ground = { guidelines, notes }
  const asked =
    run.task.type === 'propose' ? await proposals(run, items, ground) : await readings(run, items, ground)
  const counts = await countTokensOf(
    asked.map((item) =>
      'question' in item ? item.question.messages.map(({ content }) => content).join('\n') : '',
    ),
    { background: true },
  )
  return asked.map((item, i): Prepared => {
    if (!('question' in item)) return item
    const tokens = counts[i]!
    if (tokens > endpoint.mostTokensIn)
      return { number: item.number, seen: item.seen, reason: 'readerTooLong' }
    return { ...item, tokens }
  })
}

type Unmeasured = (Item & { question: Question; example: StoredExample | null }) | (Item & { reason: string })

async function readings(run: Reading, items: Item[], ground: Ground): Promise<Unmeasured[]> {
  if (run.task.type !== 'read') return []
  const { looks, messageId } = run.task
  const numbers = items.map(({ number }) => number)
  const examples = new Map((await findExamples(db(), run.datasetId, numbers)).map((e) => [e.number, e]))
  return items.map((item) => {
    const example = examples.get(item.number)
    if (!example || example.trashed) return { ...item, reason: 'readerGone' }
    const conversation = conversationOf(example.text)
    if (!conversation.messages.some(({ role }) => role === 'assistant'))
      return { ...item, reason: 'readerNoAnswer' }
    const draft = { conversation, messageIds: example.messageIds }
    const question = readingQuestion(draft, { looks, messageId, ground, mark: newId() })
    return { ...item, question, example }
  })
}

async function proposals(run: Reading, items: Item[], ground: Ground): Promise<Unmeasured[]> {
  if (run.task.type !== 'propose') return []
  const { task } = run
  const like = await findExamples(db(), run.datasetId, task.like)
  const made = await db().suggestion.findMany({
    where: { runId: run.id, kind: 'example' },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { content: true },
  })
  const sofar = made.flatMap(({ content }) => {
    const read = suggestionContent.parse(JSON.parse(content))
    return read.kind === 'example' ? [read.title] : []
  })
  const conversations = like.map(({ text }) => conversationOf(text))
  return items.map((item) => ({
    ...item,
    question: proposalQuestion(task, { like: conversations, sofar, ground, mark: newId() }),
    example: null,
  }))
}
