import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { getCoverage } from '@/lib/coverage/queries'
import { db } from '@/lib/db/client'
import { getDistribution } from '@/lib/distribution/queries'
import { saveExample } from '@/lib/examples/commands/save-example'
import { reverseEdits } from '@/lib/examples/edit-kinds'
import { getExample, listRevisions } from '@/lib/examples/queries/example'
import type { Edit } from '@/lib/examples/schema'
import { createTagGroup } from '@/lib/tags/commands/tag-groups'
import { createTag } from '@/lib/tags/commands/tags'
import { bulkOn, rewriteStart } from '@/lib/testing/bulk'
import { type ChatServer, openChatServer, said } from '@/lib/testing/chat-server'
import { once, proposal, proposed, readingEnded, setUpReader } from '@/lib/testing/second-reader'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { stopCounting } from '@/lib/tokens/count'
import { addWeakSpot, changeWeakSpot } from '@/lib/weak-spots/commands'
import { listLinked, listWeakSpots } from '@/lib/weak-spots/queries'
import { proposeExamples } from './commands/start-reading'
import { editsOnProposal } from './decide'
import { listProposals, listSuggestions } from './queries'
import type { About, NewProposals } from './schema'

useStudio()
let chat: ChatServer
let datasetId: string
let dataset: Awaited<ReturnType<typeof makeTaggedDataset>>
let spotId: string
let about: About
beforeEach(async () => {
  chat = await openChatServer()
  let asked = 0
  chat.reply = () => said(proposed(`Case ${++asked}`))
  dataset = await makeTaggedDataset()
  datasetId = dataset.id
  await setUpReader(datasetId, chat)
  spotId = (await addWeakSpot(local, datasetId, { ...once(), title: 'Paying', mustContain: '' })).id
  about = { kind: 'weak-spot', id: spotId }
})
afterEach(() => chat.close())
afterAll(stopCounting)

const propose = async (change: Partial<NewProposals> = {}) => {
  const { id } = await proposeExamples(local, datasetId, { ...once(), ...proposal, about, ...change })
  return readingEnded(datasetId, id)
}
const open = async () => (await listProposals(local, datasetId, about)).proposals
const spot = async () => (await listWeakSpots(local, datasetId)).find(({ id }) => id === spotId)!
const statusOf = async (number: number) => (await getExample(local, datasetId, number)).status
const decide = async (number: number, isTaken: boolean) => {
  const found = (await open()).find((one) => one.number === number)!
  const { revision } = await getExample(local, datasetId, number)
  const request = { ...once(), revision, edits: editsOnProposal(found, isTaken) }
  return { request, saved: await saveExample(local, { datasetId, number }, request) }
}

test('what is proposed stands by itself, in no count, until somebody accepts it', async () => {
  expect(await propose()).toMatchObject({ state: 'done', total: 2, looked: 2, suggested: 2 })
  // each one knows of those before it
  expect(chat.requests.map(({ data }) => data.sofar)).toEqual([[], ['Case 1']])
  expect(chat.requests[0]?.data).toMatchObject({ title: 'Paying', prompts: ['Do you take cards?'] })
  expect(await open()).toMatchObject([
    { number: 1, revision: 1, status: 'excluded', title: 'Case 1', why: 'It is missing.', model: 'a-model' },
    {
      number: 2,
      title: 'Case 2',
      messages: [
        { id: 'm1', role: 'user', text: 'Case 2?' },
        { id: 'm2', role: 'assistant' },
      ],
    },
  ])
  expect(await spot()).toMatchObject({ examples: [] })
  expect((await getDistribution(local, datasetId, { q: '', by: 'examples' })).total).toBe(0)

  const { saved, request } = await decide(1, true)
  expect(await statusOf(1)).toBe('draft')
  expect(saved.edits).toMatchObject([
    { type: 'set-suggestion', to: 'accepted', model: 'a-model' },
    { type: 'set-status', from: 'excluded', to: 'draft' },
  ])
  expect(await spot()).toMatchObject({ examples: [{ status: 'draft', count: 1 }] })
  expect((await listLinked(local, { datasetId, spotId })).examples).toMatchObject([
    { number: 1, status: 'draft', isBegun: false },
  ])
  expect((await listSuggestions(local, datasetId, 1)).suggestions).toMatchObject([{ state: 'accepted' }])
  expect((await open()).map(({ number }) => number)).toEqual([2])

  const undo = { ...once(), revision: 2, edits: reverseEdits(saved.edits), undoOf: request.operationId }
  await saveExample(local, { datasetId, number: 1 }, undo)
  expect((await open()).map(({ number }) => number)).toEqual([1, 2])
  expect(await spot()).toMatchObject({ examples: [] })
})

test('one that was changed first is accepted as edited; one that is rejected goes into the trash', async () => {
  await propose()
  await bulkOn(datasetId).save(1, [rewriteStart('m2', 'Yes, at the counter.', 'Yes, by card.')])
  const { saved } = await decide(1, true)
  expect(saved.edits).toMatchObject([{ to: 'edited', model: 'a-model' }, { to: 'draft' }])
  await decide(2, false)
  expect(await getExample(local, datasetId, 2)).toMatchObject({ trashed: true, status: 'excluded' })
  expect(await open()).toEqual([])
  expect(await spot()).toMatchObject({ examples: [{ status: 'draft', count: 1 }] })
})

test('who takes it is told apart from who changed it: the server says whether it was edited', async () => {
  await propose({ count: 1 })
  const undo = async ({ saved, request }: Awaited<ReturnType<typeof decide>>) =>
    saveExample(
      local,
      { datasetId, number: 1 },
      {
        ...once(),
        revision: saved.revision,
        edits: reverseEdits(saved.edits),
        undoOf: request.operationId,
      },
    )
  // taken, given back, and taken again: as the model wrote it
  await undo(await decide(1, true))
  expect(await open()).toMatchObject([{ revision: 3, isEdited: false }])
  const again = await decide(1, true)
  expect(again.saved.edits[0]).toMatchObject({ to: 'accepted' })
  await undo(again)

  // a reviewer changes it where it stands while a lead, who has not seen that, accepts it
  const reviewer = await makeUser('reviewer', datasetId)
  const [found] = await open()
  await bulkOn(datasetId, reviewer).save(1, [rewriteStart('m2', 'Yes, at the counter.', 'Yes, by card.')])
  expect(await open()).toMatchObject([{ revision: found!.revision + 1, isEdited: true }])
  const accept = { ...once(), revision: found!.revision, edits: editsOnProposal(found!, true) }
  const saved = await saveExample(local, { datasetId, number: 1 }, accept)
  expect(saved.edits).toMatchObject([
    { type: 'set-suggestion', to: 'edited', model: 'a-model' },
    { to: 'draft' },
  ])
  const history = await listRevisions(local, datasetId, 1)
  expect(history.at(-1)).toMatchObject({ number: 1, proposedBy: 'a-model' })
  expect(history.slice(0, 2)).toMatchObject([
    { edits: [{ type: 'set-suggestion', to: 'edited' }, { type: 'set-status' }], proposedBy: null },
    { authorId: reviewer.id, edits: [{ type: 'edit-text' }], proposedBy: null },
  ])
})

test('edited and accepted in one save; two who change the same words are asked', async () => {
  await propose({ count: 1 })
  const [found] = await open()
  const rewrite = (to: string): Edit => rewriteStart('m2', 'Yes, at the counter.', to)
  const request = (to: string) => ({
    ...once(),
    revision: found!.revision,
    edits: [rewrite(to), ...editsOnProposal(found!, true)],
  })
  const saved = await saveExample(local, { datasetId, number: 1 }, request('Yes, by card.'))
  expect(saved.edits).toMatchObject([
    { type: 'edit-text' },
    { to: 'edited', model: 'a-model' },
    { to: 'draft' },
  ])
  const reviewer = await makeUser('reviewer', datasetId)
  await expect(
    saveExample(
      reviewer,
      { datasetId, number: 1 },
      { ...once(), revision: found!.revision, edits: [rewrite('Never.')] },
    ),
  ).rejects.toMatchObject({ code: 'conflict', reason: 'exampleChanged' })
})

test('for a cell of coverage they hold its tags, and fill it when they are accepted', async () => {
  const group = await createTagGroup(local, datasetId, { ...once(), name: 'topic', kind: 'exclusive' })
  const topic = (await createTag(local, datasetId, { ...once(), groupId: group.id, name: 'bills' })).id
  const kind = dataset.tag('edge case/ambiguous')
  about = { kind: 'coverage', id: `${kind} ${topic}` }
  await propose({ count: 1, tagIds: [kind, topic] })
  const count = async () =>
    (await getCoverage(local, datasetId, { q: '' })).cells.find(
      (cell) => cell.kindTagId === kind && cell.topicTagId === topic,
    )?.count
  expect(await count()).toBe(0)
  await decide(1, true)
  expect(await count()).toBe(1)
  expect((await getExample(local, datasetId, 1)).tags.map(({ tagId }) => tagId).sort()).toEqual(
    [kind, topic].sort(),
  )
})

test('it is said of their own weak spot alone, and of one that is there', async () => {
  await propose({ count: 1 })
  const other = await addWeakSpot(local, datasetId, { ...once(), title: 'Other', mustContain: '' })
  const ofOther: About = { kind: 'weak-spot', id: other.id }
  expect((await listProposals(local, datasetId, ofOther)).proposals).toEqual([])
  await changeWeakSpot(local, { datasetId, spotId }, { ...once(), deleted: true })
  await expect(propose()).rejects.toMatchObject({ code: 'not_found' })
  const elsewhere = await makeDataset('Elsewhere')
  const theirs = await addWeakSpot(local, elsewhere, { ...once(), title: 'Theirs', mustContain: '' })
  await expect(propose({ about: { kind: 'weak-spot', id: theirs.id } })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('refuses a stranger; a reviewer may change what is proposed and accepts nothing', async () => {
  await propose({ count: 1 })
  const [stranger, reviewer] = [await makeUser(), await makeUser('reviewer', datasetId)]
  await expect(listProposals(stranger, datasetId, about)).rejects.toMatchObject({ code: 'not_found' })
  await expect(listLinked(stranger, { datasetId, spotId })).rejects.toMatchObject({ code: 'not_found' })
  const [found] = await open()
  const accept = { ...once(), revision: 1, edits: editsOnProposal(found!, true) }
  await expect(saveExample(reviewer, { datasetId, number: 1 }, accept)).rejects.toMatchObject({
    code: 'forbidden',
  })
  await bulkOn(datasetId, reviewer).save(1, [rewriteStart('m2', 'Yes, at the counter.', 'No.')])
  expect(await open()).toMatchObject([{ revision: 2 }])
})

test('what is no example does not land', async () => {
  chat.reply = () => said({ ...proposed('x'), messages: [{ role: 'user', content: 'x' }] })
  expect(await propose()).toMatchObject({ state: 'done', malformed: 2, suggested: 0 })
  expect(await db().example.count({ where: { datasetId } })).toBe(0)
  const gone = { ...once(), ...proposal, tagIds: ['aaaaaaaaaaaaaaaa'] }
  await expect(proposeExamples(local, datasetId, gone)).rejects.toMatchObject({ reason: 'tagGone' })
})
