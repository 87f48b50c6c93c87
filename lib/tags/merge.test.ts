import { describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { stopJobs } from '@/lib/jobs/room'
import { touchDueTags } from '@/lib/jobs/touch-tagged'
import { local, useStudio } from '@/lib/testing/studio'
import { addTaggedExample, makeTaggedDataset, usedOn } from '@/lib/testing/tagged'
import { mergeTag, unmergeTag } from './commands/merge'
import { deleteTag, restoreTag } from './commands/tags'
import { listDeletedTags } from './queries'

let serial = 0
const act = () => ({ operationId: `operation-${++serial}` })

describe('merging tags', () => {
  useStudio()

  test('within an exclusive group puts the one for the other, and back', async () => {
    const { id, tag } = await makeTaggedDataset()
    const [answer, refusal] = [tag('outcome/answer'), tag('outcome/refusal')]
    const first = await addTaggedExample(id, { tags: [answer, `${answer}@m2`] })
    const second = await addTaggedExample(id, { tags: [refusal, `${answer}@m2`] })
    expect(await mergeTag(local, id, answer, { ...act(), intoId: refusal })).toEqual({ changed: 3, kept: 0 })
    expect(await usedOn(id, first)).toEqual(['refusal', 'refusal@m2'])
    expect(await usedOn(id, second)).toEqual(['refusal', 'refusal@m2'])
    expect((await listDeletedTags(local, id)).tags).toMatchObject([
      { name: 'answer', mergedInto: { name: 'refusal' } },
    ])

    expect(await unmergeTag(local, id, answer, act())).toEqual({ replaced: 0 })
    expect(await usedOn(id, first)).toEqual(['answer', 'answer@m2'])
    expect(await usedOn(id, second)).toEqual(['answer@m2', 'refusal'])
  })

  test('is a change of the examples that held the tag, and so is taking it back', async () => {
    const { id, tag } = await makeTaggedDataset()
    const [answer, refusal] = [tag('outcome/answer'), tag('outcome/refusal')]
    const long = new Date('2026-01-01T00:00:00Z')
    const held = await addTaggedExample(id, { tags: [answer] })
    const byMessage = await addTaggedExample(id, { tags: [refusal, `${answer}@m2`] })
    const other = await addTaggedExample(id, { tags: [refusal] })
    const changed = () =>
      db().example.findMany({
        where: { updatedAt: { gt: long } },
        orderBy: { id: 'asc' },
        select: { id: true, revision: true },
      })
    const holders = [held, byMessage].map((example) => ({ id: example, revision: 1 }))
    await db().example.updateMany({ data: { updatedAt: long } })
    await mergeTag(local, id, answer, { ...act(), intoId: refusal })
    await expect.poll(changed).toEqual(holders)
    await db().example.updateMany({ data: { updatedAt: long } })
    await unmergeTag(local, id, answer, act())
    await expect.poll(changed).toEqual(holders)
    expect(await db().example.count({ where: { id: other, updatedAt: long } })).toBe(1)
  })

  test('that a process ends in the middle of is told of its examples by the next one', async () => {
    const { id, tag } = await makeTaggedDataset()
    const [answer, refusal] = [tag('outcome/answer'), tag('outcome/refusal')]
    const held = await addTaggedExample(id, { tags: [answer] })
    const long = new Date('2026-01-01T00:00:00Z')
    await db().example.updateMany({ data: { updatedAt: long } })
    await mergeTag(local, id, answer, { ...act(), intoId: refusal })
    await stopJobs()
    const look = async () => ({
      changedAt: (await db().example.findUniqueOrThrow({ where: { id: held } })).updatedAt,
      dueAt: (await db().tag.findUniqueOrThrow({ where: { id: answer } })).touchDueAt,
    })
    const left = await look()
    expect(left).toEqual({ changedAt: long, dueAt: expect.any(Date) })
    await touchDueTags()
    expect(await look()).toEqual({ changedAt: left.dueAt, dueAt: null })
  })

  test('into an exclusive group keeps what a place already holds, and says how often', async () => {
    const { id, tag } = await makeTaggedDataset()
    const [odd, answer, refusal] = [tag('edge case/ambiguous'), tag('outcome/answer'), tag('outcome/refusal')]
    const free = await addTaggedExample(id, { tags: [odd] })
    const has = await addTaggedExample(id, { tags: [odd, refusal] })
    const other = await addTaggedExample(id, { tags: [odd, answer, `${odd}@m2`] })
    expect(await mergeTag(local, id, odd, { ...act(), intoId: refusal })).toEqual({ changed: 2, kept: 1 })
    expect(await usedOn(id, free)).toEqual(['refusal'])
    expect(await usedOn(id, has)).toEqual(['refusal'])
    expect(await usedOn(id, other)).toEqual(['answer', 'refusal@m2'])

    await unmergeTag(local, id, odd, act())
    expect(await usedOn(id, has)).toEqual(['ambiguous', 'refusal'])
    expect(await usedOn(id, other)).toEqual(['ambiguous', 'ambiguous@m2', 'answer'])
  })

  test('of two into one: taking one back leaves what the other brought', async () => {
    const { id, tag } = await makeTaggedDataset()
    const [odd, long, rewrite] = [
      tag('edge case/ambiguous'),
      tag('edge case/very long input'),
      tag('quality/needs rewrite'),
    ]
    const both = await addTaggedExample(id, { tags: [odd, long] })
    const one = await addTaggedExample(id, { tags: [odd] })
    await mergeTag(local, id, odd, { ...act(), intoId: rewrite })
    await mergeTag(local, id, long, { ...act(), intoId: rewrite })
    await unmergeTag(local, id, odd, act())
    expect(await usedOn(id, both)).toEqual(['ambiguous', 'needs rewrite'])
    expect(await usedOn(id, one)).toEqual(['ambiguous'])
    await unmergeTag(local, id, long, act())
    expect(await usedOn(id, both)).toEqual(['ambiguous', 'very long input'])
  })

  test('in a row is taken back from the outside in', async () => {
    const { id, tag } = await makeTaggedDataset()
    const [odd, long, rewrite] = [
      tag('edge case/ambiguous'),
      tag('edge case/very long input'),
      tag('quality/needs rewrite'),
    ]
    const example = await addTaggedExample(id, { tags: [odd] })
    await mergeTag(local, id, odd, { ...act(), intoId: long })
    await mergeTag(local, id, long, { ...act(), intoId: rewrite })
    expect(await usedOn(id, example)).toEqual(['needs rewrite'])
    await expect(unmergeTag(local, id, odd, act())).rejects.toMatchObject({
      code: 'conflict',
      reason: 'unmergeOuterFirst',
      params: { name: 'very long input' },
    })
    await unmergeTag(local, id, long, act())
    await unmergeTag(local, id, odd, act())
    expect(await usedOn(id, example)).toEqual(['ambiguous'])
  })

  test('taken back yields to what was set in its exclusive group meanwhile', async () => {
    const { id, tag } = await makeTaggedDataset()
    const [answer, refusal, question] = [
      tag('outcome/answer'),
      tag('outcome/refusal'),
      tag('outcome/clarification'),
    ]
    const example = await addTaggedExample(id, { tags: [answer] })
    await mergeTag(local, id, answer, { ...act(), intoId: refusal })
    await db().exampleTag.delete({
      where: { exampleId_tagId_messageId: { exampleId: example, tagId: refusal, messageId: '' } },
    })
    await db().exampleTag.create({ data: { exampleId: example, tagId: question } })
    expect(await unmergeTag(local, id, answer, act())).toEqual({ replaced: 1 })
    expect(await usedOn(id, example)).toEqual(['clarification'])
  })

  test('refuses itself, what is gone, and what is not merged', async () => {
    const { id, tag } = await makeTaggedDataset()
    const [answer, refusal] = [tag('outcome/answer'), tag('outcome/refusal')]
    await expect(mergeTag(local, id, answer, { ...act(), intoId: answer })).rejects.toMatchObject({
      reason: 'mergeIntoItself',
    })
    await expect(unmergeTag(local, id, answer, act())).rejects.toMatchObject({ reason: 'tagNotMerged' })
    await mergeTag(local, id, answer, { ...act(), intoId: refusal })
    await expect(mergeTag(local, id, answer, { ...act(), intoId: refusal })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(mergeTag(local, id, refusal, { ...act(), intoId: answer })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(restoreTag(local, id, answer, act())).rejects.toMatchObject({ reason: 'tagMerged' })
    await deleteTag(local, id, refusal, act())
    await unmergeTag(local, id, answer, act())
  })
})
