import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { saveExample } from '@/lib/examples/commands/save-example'
import { reverseEdits } from '@/lib/examples/edit-kinds'
import { getExample, listRevisions } from '@/lib/examples/queries/example'
import type { Edit } from '@/lib/examples/schema'
import { bulkOn, lineOf, rewriteStart } from '@/lib/testing/bulk'
import { type ChatServer, openChatServer, said } from '@/lib/testing/chat-server'
import { purgesOf } from '@/lib/testing/purge'
import { once, proposal, readingEnded, setUpReader } from '@/lib/testing/second-reader'
import { local, makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { stopCounting } from '@/lib/tokens/count'
import { proposeExamples, readOne } from './commands/start-reading'
import { listSuggestions } from './queries'

useStudio()
let chat: ChatServer
let datasetId: string
beforeEach(async () => {
  chat = await openChatServer()
  datasetId = (await makeTaggedDataset()).id
  await setUpReader(datasetId, chat)
})
afterEach(() => chat.close())
afterAll(stopCounting)

const answer = 'It left on Monday.'
const remark = { turn: 2, look: 'grounding', quote: 'on Monday', text: 'Nothing says when.' }
const better = { turn: 2, text: 'I can’t see that from here.', why: 'It is not known.' }

/** An example with a remark and a better answer. */
async function readExample() {
  const [number] = await bulkOn(datasetId).add(lineOf('Where is my parcel?', answer))
  chat.reply = () => said({ remarks: [remark], answers: [better] })
  const run = await readOne(
    local,
    { datasetId, number: number! },
    { ...once(), looks: ['grounding', 'answer'] },
  )
  await readingEnded(datasetId, run.id)
  return number!
}
const suggestionsOf = async (number: number) => (await listSuggestions(local, datasetId, number)).suggestions
const ofKind = async (number: number, kind: string) =>
  (await suggestionsOf(number)).find(({ content }) => content.kind === kind)!
const take = (suggestionId: string, to: 'accepted' | 'edited' | 'rejected', model?: string): Edit => ({
  type: 'set-suggestion',
  suggestionId,
  from: 'open',
  to,
  model,
})

test('taking one over is an ordinary edit, marked as the model’s and by whom', async () => {
  const number = await readExample()
  const reviewer = await makeUser('reviewer', datasetId)
  const { id } = await ofKind(number, 'answer')
  const bulk = bulkOn(datasetId, reviewer)
  const edits = [rewriteStart('m2', answer, better.text), take(id, 'accepted', 'a name that nobody believes')]
  const saved = await bulk.save(number, edits)
  expect(saved.revision).toBe(2)
  expect(saved.edits.at(-1)).toMatchObject({ to: 'accepted', model: 'a-model' })
  expect(await ofKind(number, 'answer')).toMatchObject({ state: 'accepted', byName: reviewer.name })
  expect(await ofKind(number, 'remark')).toMatchObject({ state: 'open', isStale: true })
  const [revision] = await listRevisions(local, datasetId, number)
  expect(revision).toMatchObject({ authorId: reviewer.id })
  expect(revision?.edits).toMatchObject([{ type: 'edit-text' }, { type: 'set-suggestion', model: 'a-model' }])
})

test('it is undone with the edit, and stands open again', async () => {
  const number = await readExample()
  const { id } = await ofKind(number, 'answer')
  const request = {
    ...once(),
    revision: 1,
    edits: [rewriteStart('m2', answer, better.text), take(id, 'edited')],
  }
  const { edits } = await saveExample(local, { datasetId, number }, request)
  expect(await ofKind(number, 'answer')).toMatchObject({ state: 'edited' })
  const undo = { ...once(), revision: 2, edits: reverseEdits(edits), undoOf: request.operationId }
  await saveExample(local, { datasetId, number }, undo)
  expect(await ofKind(number, 'answer')).toMatchObject({ state: 'open', byName: null, isStale: false })
  expect((await getExample(local, datasetId, number)).text).toBe(lineOf('Where is my parcel?', answer))
})

test('turning one down changes nothing of the text, nor of an approval', async () => {
  const number = await readExample()
  const bulk = bulkOn(datasetId)
  await bulk.save(number, [{ type: 'set-status', from: 'draft', to: 'approved' }])
  const { id } = await ofKind(number, 'remark')
  await bulk.save(number, [take(id, 'rejected')])
  expect(await getExample(local, datasetId, number)).toMatchObject({ status: 'approved', revision: 3 })
  expect(await ofKind(number, 'remark')).toMatchObject({ state: 'rejected' })
  // what is decided stays when it is read again
  await readingEnded(
    datasetId,
    (await readOne(local, { datasetId, number }, { ...once(), looks: ['grounding'] })).id,
  )
  const states = (await suggestionsOf(number)).map(({ content, state }) => `${content.kind} ${state}`)
  expect(states.sort()).toEqual(['answer open', 'remark open', 'remark rejected'])
})

test('a mark of what is not there, or of another example, is none', async () => {
  const number = await readExample()
  const { id } = await ofKind(number, 'remark')
  const other = await readExample()
  const { saved } = await bulkOn(datasetId).save(other, [take(id, 'accepted')])
  expect(saved).toBeNull()
  expect(await ofKind(number, 'remark')).toMatchObject({ state: 'open' })
  const before = await listRevisions(local, datasetId, other)
  expect(before).toEqual([])
})

test('one turn alone, for a better answer', async () => {
  const number = await readExample()
  chat.reply = ({ system }) => {
    expect(system).toContain('turn 2 alone')
    return said({ remarks: [], answers: [{ ...better, text: 'Another.' }] })
  }
  const request = { ...once(), looks: ['answer' as const], messageId: 'm2' }
  await readingEnded(datasetId, (await readOne(local, { datasetId, number }, request)).id)
  expect((await ofKind(number, 'answer')).content).toMatchObject({ text: 'Another.' })
  expect(await ofKind(number, 'remark')).toMatchObject({ state: 'open' })
})

test('guidelines and reference notes go along, and the text as data', async () => {
  const note = { datasetId, title: 'Returns', text: 'Thirty days.', byId: 'local', updatedAt: new Date() }
  await db().referenceNote.create({ data: { id: 'note1', ...note } })
  await db().dataset.update({ where: { id: datasetId }, data: { guidelines: 'Be brief.' } })
  await readExample()
  expect(chat.requests.at(-1)?.data).toMatchObject({
    guidelines: 'Be brief.',
    notes: [{ title: 'Returns', text: 'Thirty days.' }],
    turns: [
      { turn: 1, role: 'user', content: 'Where is my parcel?' },
      { turn: 2, role: 'assistant', content: answer },
    ],
  })
})

test('a purge takes what was said of an example that held the text, and the words elsewhere', async () => {
  const number = await readExample()
  const other = await readExample()
  const purges = purgesOf(datasetId, 'can’t see that')
  const { state } = await purges.purge()
  expect(state).toBe('done')
  expect(JSON.stringify(await db().suggestion.findMany())).not.toContain('can’t see that')
  expect((await ofKind(number, 'answer')).content).toMatchObject({
    text: expect.stringContaining('[purged]'),
  })
  await purgesOf(datasetId, 'Where is my parcel?').purge({ number: other })
  expect(await suggestionsOf(other)).toEqual([])
  expect(await suggestionsOf(number)).toHaveLength(2)
  const asked = { ...once(), ...proposal, title: 'A secret word' }
  const { id } = await proposeExamples(local, datasetId, asked)
  await readingEnded(datasetId, id)
  await purgesOf(datasetId, 'A secret word').purge()
  expect(JSON.stringify(await db().readerRun.findMany())).not.toContain('A secret word')
})
