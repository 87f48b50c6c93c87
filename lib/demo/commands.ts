import 'server-only'
import { createHash } from 'node:crypto'
import { authoriseStudio } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { putSetting } from '@/lib/checks/writes'
import { lineHash } from '@/lib/conversations/hash'
import { initialMessageIds } from '@/lib/conversations/message-ids'
import { setCoverage, setTargets } from '@/lib/coverage/writes'
import { insertDataset, reserveNumbers } from '@/lib/datasets/writes'
import type { Tx } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import type { TagOnExample } from '@/lib/examples/schema'
import { insertExamples } from '@/lib/examples/writes'
import { changeExamples, setTags } from '@/lib/examples/writes/changes'
import { addImport, endImport } from '@/lib/imports/writes'
import type { LiveEvent } from '@/lib/live/schema'
import { operate } from '@/lib/operations/operate'
import { setMembership } from '@/lib/people/writes'
import { changeTagRow, insertTagGroups } from '@/lib/tags/writes'
import { countMessages } from '@/lib/tokens/count'
import { type DemoExample, type DemoFiles, demoFileName, readDemoFiles } from './files'
import type { NewDemo } from './schema'
import { demoTags } from './tags'

const names = { en: 'Support chats (demo)', ko: '고객 상담 데모' }

// What customers really bring: the set holds twice as many refusals, so the chart has something to say.
const targets = {
  'outcome/answer': { targetMin: 0.5, targetMax: null },
  'outcome/refusal': { targetMin: null, targetMax: 0.3 },
  'outcome/clarification': { targetMin: 0.05, targetMax: 0.2 },
}

/** A dataset of about 60 chats with tags, targets, weights and statuses, to try everything on. */
export async function createDemo(actor: Actor, request: NewDemo): Promise<{ datasetId: string }> {
  authoriseStudio(actor, 'create datasets')
  const { locale = 'en' } = request
  const files = await readDemoFiles()
  const messageTokens = await Promise.all(
    files.examples.map((example) => countMessages(example.conversation)),
  )
  const datasetId = newId()
  const importId = newId()
  return operate(actor, { request, action: 'dataset.create-demo' }, async (tx) => {
    const name = names[locale]
    await insertDataset(tx, { id: datasetId, name, guidelines: files.guidelines })
    if (actor.kind === 'user') await setMembership(tx, { datasetId, userId: actor.id, role: 'lead' })
    const tagIds = await insertTagGroups(tx, datasetId, demoTags(locale))
    for (const [slug, target] of Object.entries(targets)) await changeTagRow(tx, tagIds.get(slug)!, target)
    const atInference = { isOn: true, severity: null, settings: { order: 'alternating' } }
    await wishCoverage(tx, datasetId, tagIds)
    await putSetting(tx, { datasetId, checkId: 'inference-format' }, 0, atInference)
    await writeImport(tx, { importId, datasetId, userId: actor.id }, files)
    const firstNumber = await reserveNumbers(tx, datasetId, files.examples.length)
    await insertExamples(
      tx,
      { datasetId, firstNumber, authorId: actor.id, visible: true },
      files.examples.map(({ text, conversation, sourceKey }, i) => ({
        text,
        conversation,
        sourceKey,
        messageTokens: messageTokens[i]!,
        imported: { importId, line: i + 1, lineHash: lineHash(text) },
      })),
    )
    await decide(tx, { datasetId, firstNumber, actorId: actor.id }, files.examples, tagIds)
    const made = { datasetId, target: datasetId, details: { name } }
    return { answer: { datasetId }, ...made, events: eventsOf(actor, datasetId, importId) }
  })
}

/** Two of each kind for each topic; what means nothing is about nothing. */
async function wishCoverage(tx: Tx, datasetId: string, tagIds: ReadonlyMap<string, string>): Promise<void> {
  await setCoverage(tx, datasetId, { target: 2 })
  const topics = [...tagIds].filter(([slug]) => slug.startsWith('topic/') && slug !== 'topic/anything else')
  const kindTagId = tagIds.get('edge case/meaningless input')!
  await setTargets(
    tx,
    datasetId,
    topics.map(([, topicTagId]) => ({ kindTagId, topicTagId, target: 0 })),
  )
}

/** The demo's chats came from a file like any others. */
async function writeImport(
  tx: Tx,
  row: { importId: string; datasetId: string; userId: string },
  { bytes, examples }: DemoFiles,
): Promise<void> {
  const { importId: id, datasetId, userId } = row
  await addImport(tx, {
    id,
    datasetId,
    userId,
    fileName: demoFileName,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    format: 'openai-chat',
    onError: 'abort',
    sourceKey: null,
  })
  const stored = examples.length
  const counts = { bytes: bytes.length, lines: stored, stored, skipped: 0, rejected: 0, rolledBack: 0 }
  await endImport(tx, id, { state: 'done', counts })
}

/** Gives each example the status and the tags that its meta line names. */
async function decide(
  tx: Tx,
  place: { datasetId: string; firstNumber: number; actorId: string },
  examples: readonly DemoExample[],
  tagIds: ReadonlyMap<string, string>,
): Promise<void> {
  const { datasetId, firstNumber, actorId } = place
  const stored = await tx.example.findMany({
    where: { datasetId, number: { gte: firstNumber } },
    orderBy: { number: 'asc' },
    select: { id: true, approvalHash: true },
  })
  const at = new Date()
  const changes = stored.map(({ id, approvalHash }, i) => {
    const { status, reason } = examples[i]!
    const approved = { hash: approvalHash, revision: 1, byId: actorId }
    const change = {
      revision: 1,
      authorId: actorId,
      at,
      status: { status, reason: reason ?? null, byId: actorId },
      ...(status === 'approved' ? { approved } : {}),
    }
    return { id, fromRevision: 1, change, tags: { before: [], after: tagsOf(examples[i]!, tagIds) } }
  })
  await changeExamples(tx, changes)
  await setTags(tx, changes)
}

function tagsOf(example: DemoExample, tagIds: ReadonlyMap<string, string>): TagOnExample[] {
  const messageIds = initialMessageIds(example.conversation.messages.length)
  const idOf = (slug: string) => {
    const id = tagIds.get(slug)
    if (!id) throw new Error(`the demo names a tag that isn't there: ${slug}`)
    return id
  }
  return [
    ...example.tags.map((slug) => ({ tagId: idOf(slug), messageId: null })),
    ...example.messageTags.map(({ message, tag }) => ({
      tagId: idOf(tag),
      messageId: messageIds[message]!,
    })),
  ]
}

const eventsOf = (actor: Actor, datasetId: string, importId: string): LiveEvent[] => [
  { type: 'dataset', datasetId, actorId: actor.id },
  { type: 'import', datasetId, importId, actorId: actor.id },
  { type: 'examples', datasetId, actorId: actor.id },
]
