import 'server-only'
import { conversationOf } from '@/lib/conversations/kind'
import { reserveNumbers } from '@/lib/datasets/writes'
import type { Tx } from '@/lib/db/client'
import { insertExamples } from '@/lib/examples/writes'
import { changeExamples, setTags } from '@/lib/examples/writes/changes'
import { publish } from '@/lib/live/hub'
import { type Found, type Proposed, readProposal, readReading } from '@/lib/second-reader/answer'
import { type Answered, costOf, type Endpoint, type Garbled } from '@/lib/second-reader/ask'
import { type Reading, textHashOf } from '@/lib/second-reader/read'
import { setOutcome, setSuggestions } from '@/lib/second-reader/writes'
import { countMessages } from '@/lib/tokens/count'
import { persist } from '../import/persist'
import type { ReadingJob } from './job'
import { landed } from './landed'
import type { Prepared } from './prepare'

type Asked = Extract<Prepared, { question: unknown }>
const free = { suggested: 0, tokensIn: 0, tokensOut: 0, cost: 0 }

/** Says why nothing was asked, or answered, of an example. */
export async function pass(
  { runId }: ReadingJob,
  { number, reason }: { number: number; reason: string },
): Promise<'skipped'> {
  await persist((tx) => setOutcome(tx, { runId, number }, { outcome: 'skipped', reason, ...free }))
  return 'skipped'
}

/** Keeps what the model said, in one transaction with what it cost; an answer that breaks the form is only counted. */
export async function keep(
  job: ReadingJob,
  run: Reading,
  endpoint: Endpoint,
  item: Asked,
  told: Answered | Garbled,
): Promise<'read' | 'malformed'> {
  const { tokensIn, tokensOut } = told
  const spent = { tokensIn, tokensOut, cost: costOf(endpoint, told) }
  const made = told.kind === 'answer' ? read(run, item, told.text) : null
  const tokens = made?.kind === 'proposal' ? await countMessages(made.proposed.conversation) : []
  const place = { runId: job.runId, number: item.number }
  await persist(async (tx) => {
    const suggested = made?.kind === 'proposal' ? 1 : (made?.found.length ?? 0)
    const outcome = made ? 'read' : 'malformed'
    if (!(await setOutcome(tx, place, { outcome, suggested, ...spent }))) return
    if (made?.kind === 'proposal') await keepProposal(tx, job, run, made.proposed, tokens, spent.cost)
    if (made?.kind === 'reading') await keepReading(tx, run, item, made.found, spent.cost)
  })
  if (made?.kind === 'proposal')
    publish([{ type: 'examples', datasetId: run.datasetId, actorId: job.actor.id }])
  return made ? 'read' : 'malformed'
}

type Made = { kind: 'reading'; found: Found[] } | { kind: 'proposal'; proposed: Proposed }

function read({ task }: Reading, { example }: Asked, text: string): Made | null {
  if (task.type === 'propose' || !example) {
    const proposed = readProposal(text)
    return proposed && { kind: 'proposal', proposed }
  }
  const draft = { conversation: conversationOf(example.text), messageIds: example.messageIds }
  const found = readReading(text, draft, task.looks)
  const { messageId } = task
  return (
    found && {
      kind: 'reading',
      found: messageId === undefined ? found : found.filter((one) => one.messageId === messageId),
    }
  )
}

async function keepReading(tx: Tx, run: Reading, { example }: Asked, found: Found[], cost: number) {
  // thrown away for good meanwhile
  if (!example || run.task.type !== 'read' || (await tx.example.count({ where: { id: example.id } })) === 0)
    return
  const { messages } = conversationOf(example.text)
  const { looks, messageId } = run.task
  const kinds = new Set(looks.map((look) => (look === 'answer' ? ('answer' as const) : ('remark' as const))))
  await setSuggestions(
    tx,
    {
      datasetId: run.datasetId,
      exampleId: example.id,
      revision: example.revision,
      model: run.model,
      runId: run.id,
      cost,
    },
    [...kinds].map((kind) => ({ kind, messageId })),
    found.map((one) => ({
      ...one,
      textHash: textHashOf(messages[example.messageIds.indexOf(one.messageId)]!),
    })),
  )
}

async function keepProposal(
  tx: Tx,
  { actor }: ReadingJob,
  run: Reading,
  { title, why, text, conversation }: Proposed,
  messageTokens: number[],
  cost: number,
) {
  if (run.task.type !== 'propose') return
  const { datasetId } = run
  const number = await reserveNumbers(tx, datasetId, 1)
  await insertExamples(tx, { datasetId, firstNumber: number, authorId: actor.id, visible: true }, [
    { text, conversation, messageTokens },
  ])
  const { id: exampleId } = await tx.example.findUniqueOrThrow({
    where: { datasetId_number: { datasetId, number } },
    select: { id: true },
  })
  // in no count and no file before a person takes it
  const status = { status: 'excluded' as const, reason: null, byId: actor.id }
  const change = { revision: 1, authorId: actor.id, at: new Date(), status }
  await changeExamples(tx, [{ id: exampleId, fromRevision: 1, change }])
  const there = await tx.tag.findMany({
    where: { datasetId, id: { in: run.task.tagIds }, deletedAt: null },
    select: { id: true },
  })
  const after = there.map(({ id: tagId }) => ({ tagId, messageId: null }))
  await setTags(tx, [{ id: exampleId, tags: { before: [], after } }])
  await setSuggestions(
    tx,
    { datasetId, exampleId, revision: 1, model: run.model, runId: run.id, cost },
    [],
    [{ messageId: null, textHash: null, content: { kind: 'example', title, why } }],
  )
  await landed(tx, run.task, { datasetId, exampleId })
}
