import { beforeEach, expect, test } from 'vitest'
import { makePair } from '@/lib/alternatives/commands'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { getExample } from '@/lib/examples/queries/example'
import type { Edit } from '@/lib/examples/schema'
import { newOperationId } from '@/lib/result/operation-id'
import { purgesOf } from '@/lib/testing/purge'
import { makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import {
  addPrompts,
  addWeakSpot,
  beginExample,
  changeWeakSpot,
  linkExample,
  setPromptRemoved,
} from './commands'
import { listPrompts, listWeakSpots } from './queries'

useStudio()

let datasetId: string
let lead: Actor
let reviewer: Actor
let spotId: string
const once = () => ({ operationId: newOperationId() })
const at = () => ({ datasetId, spotId })
beforeEach(async () => {
  datasetId = await makeDataset()
  lead = await makeUser('lead', datasetId)
  reviewer = await makeUser('reviewer', datasetId)
  const spot = { ...once(), title: '환불 기한', mustContain: '7일' }
  spotId = (await addWeakSpot(lead, datasetId, spot)).id
})
const fail = (prompt = '언제까지 되나요?', badAnswer = '아무 때나요.') =>
  addPrompts(lead, at(), { ...once(), from: 'typed', prompt, badAnswer })
const prompts = async () => (await listPrompts(lead, at())).prompts
const begin = async (by: Actor = reviewer) => {
  const [prompt] = await prompts()
  return (await beginExample(by, { ...at(), promptId: prompt!.id }, once())).number
}
const save = async (number: number, edits: Edit[]) => {
  const { revision } = await getExample(lead, datasetId, number)
  await saveExample(lead, { datasetId, number }, { ...once(), revision, edits })
}
const only = async () => (await listWeakSpots(reviewer, datasetId))[0]!

test('an example begun for a failing prompt holds the bad answer beside its empty turn, and counts', async () => {
  await fail()
  expect(await only()).toMatchObject({
    title: '환불 기한',
    mustContain: '7일',
    prompts: 1,
    begun: 0,
    examples: [],
  })
  const number = await begin()
  const example = await getExample(reviewer, datasetId, number)
  expect(example).toMatchObject({
    text: '{"messages":[{"role":"user","content":"언제까지 되나요?"},{"role":"assistant","content":""}]}',
    status: 'draft',
    revision: 1,
    alternatives: [{ messageId: 'm2', text: '아무 때나요.', origin: 'imported' }],
  })
  expect(await prompts()).toMatchObject([{ begun: number, badAnswer: '아무 때나요.', origin: 'typed' }])
  await save(number, [
    { type: 'edit-text', messageId: 'm2', path: ['content'], at: 0, remove: '', insert: '7일 안에요.' },
    { type: 'set-status', from: 'draft', to: 'approved' },
  ])
  const { alternatives } = await getExample(reviewer, datasetId, number)
  expect(alternatives).toHaveLength(1)
  const wish = { ...once(), from: 'alternative' as const, alternativeId: alternatives[0]!.id }
  const { pairs } = await makePair(reviewer, { datasetId, number }, wish)
  await save(pairs[0]!.number, [{ type: 'set-status', from: 'draft', to: 'approved' }])
  await db().example.updateMany({ where: { number }, data: { split: 'train' } })
  expect(await only()).toMatchObject({
    begun: 1,
    examples: [{ status: 'approved', split: 'train', count: 1 }],
    pairs: 1,
    approvedPairs: 1,
  })
  await save(number, [{ type: 'set-trashed', from: false, to: true }])
  expect(await only()).toMatchObject({ begun: 0, examples: [] })
})

test('prompts come typed, as lines, and from a marked turn with what stands before it', async () => {
  await fail()
  const lines = [
    '{"prompt":"Q","bad_answer":"A"}',
    'no',
    '{"messages":[{"role":"x","content":"Q"}],"answer":"A"}',
  ]
  expect(await addPrompts(lead, at(), { ...once(), from: 'lines', lines })).toEqual({
    added: 1,
    known: 0,
    rejected: [
      { line: 2, reason: 'notJson' },
      { line: 3, reason: 'badPrompt' },
    ],
  })
  // the same file again: what is there stays as it is, what is new comes
  const again = [lines[0]!, '{"prompt":"Q","bad_answer":"B"}', '{"prompt":"Q","bad_answer":"B"}']
  expect(await addPrompts(lead, at(), { ...once(), from: 'lines', lines: again })).toEqual({
    added: 1,
    known: 2,
    rejected: [],
  })
  const text =
    '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Ho","weight":0},{"role":"user","content":"Then?"},{"role":"assistant","content":"No"}],"tools":[{"n":1.0}]}'
  const { number } = await createExample(lead, datasetId, { ...once(), text })
  const mark = (messageId: string) => ({ ...once(), from: 'example' as const, number, messageId })
  await addPrompts(lead, at(), mark('m4'))
  await expect(addPrompts(lead, at(), mark('m3'))).rejects.toMatchObject({ reason: 'noBadAnswer' })
  await expect(addPrompts(lead, at(), mark('m9'))).rejects.toMatchObject({ code: 'not_found' })
  expect(await prompts()).toMatchObject([
    { origin: 'typed', messages: [{ role: 'user', text: '언제까지 되나요?' }] },
    { origin: 'imported', badAnswer: 'A' },
    { origin: 'imported', badAnswer: 'B' },
    { origin: 'example', badAnswer: 'No', exampleNumber: number, messages: [{}, {}, { text: 'Then?' }] },
  ])
  const kept = await db().weakSpotPrompt.findFirstOrThrow({ where: { origin: 'example' } })
  expect(kept.prompt).toBe(
    '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Ho"},{"role":"user","content":"Then?"}],"tools":[{"n":1.0}]}',
  )
})

test('what is changed, deleted or removed is taken back; what stands otherwise meanwhile is refused', async () => {
  await fail()
  const [prompt] = await prompts()
  const change = { title: '환불', from: { title: '환불 기한' } }
  await changeWeakSpot(lead, at(), { ...once(), ...change })
  await expect(changeWeakSpot(lead, at(), { ...once(), ...change })).rejects.toMatchObject({
    reason: 'undoOverlaps',
  })
  await changeWeakSpot(lead, at(), { ...once(), deleted: true, from: { deleted: false } })
  expect(await listWeakSpots(lead, datasetId)).toEqual([])
  await expect(fail()).rejects.toMatchObject({ code: 'not_found' })
  await changeWeakSpot(lead, at(), { ...once(), deleted: false, from: { deleted: true } })
  await setPromptRemoved(lead, { ...at(), promptId: prompt!.id }, { ...once(), removed: true })
  expect(await only()).toMatchObject({ title: '환불', prompts: 0 })
  await setPromptRemoved(lead, { ...at(), promptId: prompt!.id }, { ...once(), removed: false })
  expect(await only()).toMatchObject({ prompts: 1 })
})

test('an example that is there already can be said to address it', async () => {
  const { number } = await createExample(lead, datasetId, once())
  const link = (linked: boolean) => linkExample(reviewer, at(), { ...once(), number, linked })
  await link(true)
  await link(true)
  expect(await only()).toMatchObject({ examples: [{ status: 'draft', split: null, count: 1 }] })
  await link(false)
  expect(await only()).toMatchObject({ examples: [] })
})

test('is purged with its prompts, bad answers and what was begun for them', async () => {
  await fail('My number is 010-1234-5678', 'Calling 010-1234-5678')
  const number = await begin()
  expect(await purgesOf(datasetId, '010-1234-5678').purge()).toMatchObject({
    state: 'done',
    examples: [number],
    rows: { ExampleAlternative: 1, WeakSpotPrompt: 1 },
  })
  const left = [
    await db().weakSpotPrompt.findMany(),
    await db().example.findMany(),
    await db().exampleAlternative.findMany(),
  ]
  expect(JSON.stringify(left)).not.toContain('010-1234-5678')
  expect(await prompts()).toMatchObject([{ badAnswer: 'Calling [purged]' }])
})

test('leads record, reviewers write against it; strangers find nothing', async () => {
  await fail()
  const [prompt] = await prompts()
  const stranger = await makeUser()
  const viewer = await makeUser('viewer', datasetId)
  const spot = { ...once(), title: 'x', mustContain: '' }
  const typed = { ...once(), from: 'typed' as const, prompt: 'Q', badAnswer: 'A' }
  const onPrompt = { ...at(), promptId: prompt!.id }
  for (const [by, code] of [
    [stranger, 'not_found'],
    [viewer, 'forbidden'],
    [reviewer, 'forbidden'],
  ] as const) {
    await expect(addWeakSpot(by, datasetId, spot)).rejects.toMatchObject({ code })
    await expect(changeWeakSpot(by, at(), { ...once(), title: 'x' })).rejects.toMatchObject({ code })
    await expect(addPrompts(by, at(), typed)).rejects.toMatchObject({ code })
    await expect(setPromptRemoved(by, onPrompt, { ...once(), removed: true })).rejects.toMatchObject({ code })
    if (by === reviewer) continue
    await expect(beginExample(by, onPrompt, once())).rejects.toMatchObject({ code })
    await expect(linkExample(by, at(), { ...once(), number: 1, linked: true })).rejects.toMatchObject({
      code,
    })
  }
  await expect(listWeakSpots(stranger, datasetId)).rejects.toMatchObject({ code: 'not_found' })
  await expect(listPrompts(stranger, at())).rejects.toMatchObject({ code: 'not_found' })
  expect(await listWeakSpots(viewer, datasetId)).toHaveLength(1)
  const elsewhere = await makeDataset('Other')
  await expect(listPrompts(lead, { ...at(), datasetId: elsewhere })).rejects.toMatchObject({
    code: 'not_found',
  })
})
