import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { local, makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset, tagsOf } from '@/lib/testing/tagged'
import { openSlots, writeIntoSlot } from './commands'
import { listSlots } from './queries'

useStudio()

let datasetId: string
let tagId: string
let serial = 0
const once = () => ({ operationId: `operation-slots-${++serial}` })
beforeEach(async () => {
  const dataset = await makeTaggedDataset()
  datasetId = dataset.id
  tagId = dataset.tag('outcome/answer')
})
const want = (wanted: number) => openSlots(local, datasetId, { ...once(), slots: [{ tagId, wanted }] })
const write = (request = once()) => writeIntoSlot(local, { datasetId, tagId }, request)

test('a slot opens an empty example with its tag, and counts it until it is thrown away', async () => {
  await want(2)
  const { number } = await write()
  const example = await db().example.findUniqueOrThrow({ where: { datasetId_number: { datasetId, number } } })
  expect(example).toMatchObject({ status: 'draft', turns: 2, tokens: 0, authorId: 'local' })
  expect(await tagsOf(example.id)).toEqual([tagId])
  expect(await listSlots(local, datasetId)).toEqual([{ tagId, wanted: 2, filled: 1 }])
  await db().example.update({ where: { id: example.id }, data: { trashedAt: new Date() } })
  expect(await listSlots(local, datasetId)).toEqual([{ tagId, wanted: 2, filled: 0 }])
})

test('no more are written than are wanted; the same operation twice writes one', async () => {
  await want(1)
  const request = once()
  const first = await write(request)
  expect(await write(request)).toEqual(first)
  await expect(write()).rejects.toMatchObject({ code: 'conflict', reason: 'slotFull' })
  expect(await db().example.count({ where: { datasetId } })).toBe(1)
  await want(3)
  expect(await listSlots(local, datasetId)).toEqual([{ tagId, wanted: 3, filled: 0 }])
  await want(0)
  expect(await listSlots(local, datasetId)).toEqual([])
  await expect(write()).rejects.toMatchObject({ code: 'conflict', reason: 'slotFull' })
})

test('leads open slots, reviewers write into them; strangers and other datasets’ tags are refused', async () => {
  const stranger = await makeUser()
  const viewer = await makeUser('viewer', datasetId)
  const reviewer = await makeUser('reviewer', datasetId)
  const request = () => ({ ...once(), slots: [{ tagId, wanted: 5 }] })
  await expect(openSlots(stranger, datasetId, request())).rejects.toMatchObject({ code: 'not_found' })
  await expect(openSlots(reviewer, datasetId, request())).rejects.toMatchObject({ code: 'forbidden' })
  await want(5)
  const at = { datasetId, tagId }
  await expect(writeIntoSlot(stranger, at, once())).rejects.toMatchObject({ code: 'not_found' })
  await expect(writeIntoSlot(viewer, at, once())).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listSlots(stranger, datasetId)).rejects.toMatchObject({ code: 'not_found' })
  expect(await listSlots(viewer, datasetId)).toHaveLength(1)
  await writeIntoSlot(reviewer, at, once())
  const other = await makeTaggedDataset('Other')
  const foreign = { ...once(), slots: [{ tagId: other.tag('outcome/answer'), wanted: 5 }] }
  await expect(openSlots(local, datasetId, foreign)).rejects.toMatchObject({ reason: 'tagGone' })
})
