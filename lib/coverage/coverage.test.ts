import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { createTagGroup } from '@/lib/tags/commands/tag-groups'
import { createTag } from '@/lib/tags/commands/tags'
import { local, makeUser, useStudio } from '@/lib/testing/studio'
import { addTaggedExample, makeTaggedDataset, tagsOf } from '@/lib/testing/tagged'
import { changeCoverage, startExample } from './commands'
import { getCoverage } from './queries'
import type { StartRequest } from './schema'

useStudio()

let datasetId: string
let dataset: Awaited<ReturnType<typeof makeTaggedDataset>>
let long: string
let bills: string
let parcels: string
let topicGroup: string
let serial = 0
const once = () => ({ operationId: `operation-coverage-${++serial}` })

beforeEach(async () => {
  dataset = await makeTaggedDataset()
  datasetId = dataset.id
  long = dataset.tag('edge case/very long input')
  topicGroup = (await createTagGroup(local, datasetId, { ...once(), name: 'topic', kind: 'exclusive' })).id
  const make = async (name: string) =>
    (await createTag(local, datasetId, { ...once(), groupId: topicGroup, name })).id
  bills = await make('bills')
  parcels = await make('parcels')
})
const look = (q = '') => getCoverage(local, datasetId, { q })
const cellOf = async (kind: string, topic: string, q = '') =>
  (await look(q)).cells.find(({ kindTagId, topicTagId }) => kindTagId === kind && topicTagId === topic)
const words = { type: 'template', user: 'Here is the log.', assistant: 'In short: it failed.' } as const
const start = (from: StartRequest['from'], request = once()) =>
  startExample(local, datasetId, { ...request, kindTagId: long, topicTagId: bills, from })

test('cells count what holds both tags, by status, without the excluded and the trash', async () => {
  await addTaggedExample(datasetId, { tags: [long, bills] })
  await addTaggedExample(datasetId, { tags: [`${long}@m1`, bills], status: 'approved' })
  await addTaggedExample(datasetId, { tags: [long, bills], status: 'excluded' })
  await addTaggedExample(datasetId, { tags: [long, bills], trashed: true })
  await addTaggedExample(datasetId, { tags: [long] })
  const { kindGroupId, topicGroupId, kinds, topics, cells } = await look()
  expect([kindGroupId, topicGroupId]).toEqual([dataset.group('edge case'), topicGroup])
  expect(cells).toHaveLength(8)
  expect(cells.find((cell) => cell.kindTagId === long && cell.topicTagId === bills)).toMatchObject({
    count: 2,
    target: 5,
    hasOwn: false,
  })
  expect(kinds.find(({ tagId }) => tagId === long)?.count).toBe(3)
  expect(topics.find(({ tagId }) => tagId === parcels)?.count).toBe(0)
  expect(await cellOf(long, bills, 'status:approved')).toMatchObject({ count: 1 })
  await expect(look('nonsense:1')).rejects.toMatchObject({ code: 'invalid', reason: 'badQuery' })
})

test('targets, groups and templates are kept, and taken back by null', async () => {
  const template = { user: 'Long text', assistant: 'Short answer' }
  const cell = { kindTagId: long, topicTagId: bills }
  await changeCoverage(local, datasetId, {
    ...once(),
    target: 2,
    cells: [{ ...cell, target: 7 }],
    templates: [{ kindTagId: long, template }],
  })
  expect(await cellOf(long, bills)).toMatchObject({ target: 7, hasOwn: true })
  expect(await cellOf(long, parcels)).toMatchObject({ target: 2, hasOwn: false })
  expect((await look()).kinds.find(({ tagId }) => tagId === long)?.template).toEqual(template)
  await changeCoverage(local, datasetId, {
    ...once(),
    target: null,
    cells: [{ ...cell, target: null }],
    templates: [{ kindTagId: long, template: null }],
  })
  expect(await cellOf(long, bills)).toMatchObject({ target: 5, hasOwn: false })
  expect((await look()).kinds.find(({ tagId }) => tagId === long)?.template).toBeNull()
  await changeCoverage(local, datasetId, { ...once(), kindGroupId: dataset.group('outcome') })
  expect((await look()).kindGroupId).toBe(dataset.group('outcome'))
})

test('an example begins from a template, with both tags', async () => {
  const request = once()
  const { number } = await start(words, request)
  expect(await start(words, request)).toEqual({ number })
  const example = await db().example.findUniqueOrThrow({ where: { datasetId_number: { datasetId, number } } })
  expect(JSON.parse(example.text)).toEqual({
    messages: [
      { role: 'user', content: words.user },
      { role: 'assistant', content: words.assistant },
    ],
  })
  expect(example).toMatchObject({ status: 'draft', copiedFrom: null, authorId: 'local' })
  expect(await tagsOf(example.id)).toEqual([long, bills].sort())
  expect(await cellOf(long, bills)).toMatchObject({ count: 1 })
})

test('or as a copy of a neighbour: other kinds and topics go, other tags stay', async () => {
  const text =
    '{"messages":[{"role":"user","content":"Where is it?"},{"role":"assistant","content":"Here."}]}'
  const { number: neighbour } = await createExample(local, datasetId, { ...once(), text })
  const answer = dataset.tag('outcome/answer')
  const odd = dataset.tag('edge case/ambiguous')
  await saveExample(
    local,
    { datasetId, number: neighbour },
    {
      ...once(),
      revision: 1,
      edits: [
        ...[answer, odd, parcels].map((tagId) => ({ type: 'add-tag' as const, tagId, messageId: null })),
        { type: 'set-source-key', from: null, to: 'ticket-7' },
      ],
    },
  )
  const { number } = await start({ type: 'copy', number: neighbour })
  const copy = await db().example.findUniqueOrThrow({ where: { datasetId_number: { datasetId, number } } })
  expect(copy).toMatchObject({ text, copiedFrom: neighbour, sourceKey: 'ticket-7' })
  expect(await tagsOf(copy.id)).toEqual([answer, long, bills].sort())
  await expect(start({ type: 'copy', number: 999 })).rejects.toMatchObject({ code: 'not_found' })
})

test('leads set the table, reviewers begin examples; strangers and other datasets’ tags are refused', async () => {
  const stranger = await makeUser()
  const viewer = await makeUser('viewer', datasetId)
  const reviewer = await makeUser('reviewer', datasetId)
  const change = () => ({ ...once(), target: 3 })
  const begin = () => ({ ...once(), kindTagId: long, topicTagId: bills, from: words })
  await expect(getCoverage(stranger, datasetId, { q: '' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(changeCoverage(stranger, datasetId, change())).rejects.toMatchObject({ code: 'not_found' })
  await expect(changeCoverage(reviewer, datasetId, change())).rejects.toMatchObject({ code: 'forbidden' })
  await expect(startExample(stranger, datasetId, begin())).rejects.toMatchObject({ code: 'not_found' })
  await expect(startExample(viewer, datasetId, begin())).rejects.toMatchObject({ code: 'forbidden' })
  expect((await getCoverage(viewer, datasetId, { q: '' })).cells).toHaveLength(8)
  await startExample(reviewer, datasetId, begin())
  const other = await makeTaggedDataset('Other')
  const foreign = other.tag('outcome/answer')
  const gone = { code: 'not_found', reason: 'tagGone' }
  await expect(startExample(reviewer, datasetId, { ...begin(), kindTagId: foreign })).rejects.toMatchObject(
    gone,
  )
  const cells = [{ kindTagId: foreign, topicTagId: bills, target: 1 }]
  await expect(changeCoverage(local, datasetId, { ...once(), cells })).rejects.toMatchObject(gone)
  const group = { ...once(), topicGroupId: other.group('outcome') }
  await expect(changeCoverage(local, datasetId, group)).rejects.toMatchObject({ reason: 'tagGroupGone' })
})
