import { describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { addTaggedExample, makeTaggedDataset } from '@/lib/testing/tagged'
import { mergeTag, unmergeTag } from './commands/merge'
import {
  changeTagGroup,
  createTagGroup,
  deleteTagGroup,
  orderTagGroups,
  restoreTagGroup,
} from './commands/tag-groups'
import { changeTag, createTag, deleteTag, orderTags, restoreTag } from './commands/tags'
import { listDeletedTags, listTagGroups } from './queries'

let serial = 0
const op = () => `operation-${++serial}`
const act = () => ({ operationId: op() })

/** The tags as a reader sees them. */
const seen = async (datasetId: string) =>
  (await listTagGroups(local, datasetId)).map((g) => `${g.name}: ${g.tags.map((t) => t.name).join(', ')}`)

describe('tags', () => {
  useStudio()

  /** Each command on things that are there, so that only the actor decides. */
  async function everyCommand() {
    const set = await makeTaggedDataset()
    const [answer, refusal] = [set.tag('outcome/answer'), set.tag('outcome/refusal')]
    const [outcome, quality] = [set.group('outcome'), set.group('quality')]
    const tagIds = ['refusal', 'answer', 'clarification'].map((name) => set.tag(`outcome/${name}`))
    const groupIds = ['quality', 'outcome', 'edge case'].map(set.group)
    const commands: Record<string, (actor: Actor, operationId: string) => Promise<unknown>> = {
      orderTagGroups: (a, operationId) => orderTagGroups(a, set.id, { operationId, groupIds }),
      orderTags: (a, operationId) => orderTags(a, set.id, { operationId, groupId: outcome, tagIds }),
      createTagGroup: (a, operationId) =>
        createTagGroup(a, set.id, { operationId, name: 'topic', kind: 'open' }),
      changeTagGroup: (a, operationId) => changeTagGroup(a, set.id, quality, { operationId, name: 'q' }),
      createTag: (a, operationId) => createTag(a, set.id, { operationId, groupId: outcome, name: 'joke' }),
      changeTag: (a, operationId) => changeTag(a, set.id, answer, { operationId, color: 'teal' }),
      mergeTag: (a, operationId) => mergeTag(a, set.id, answer, { operationId, intoId: refusal }),
      unmergeTag: (a, operationId) => unmergeTag(a, set.id, answer, { operationId }),
      deleteTag: (a, operationId) => deleteTag(a, set.id, refusal, { operationId }),
      restoreTag: (a, operationId) => restoreTag(a, set.id, refusal, { operationId }),
      deleteTagGroup: (a, operationId) => deleteTagGroup(a, set.id, quality, { operationId }),
      restoreTagGroup: (a, operationId) => restoreTagGroup(a, set.id, quality, { operationId }),
    }
    return { set, commands }
  }

  test('every command refuses a stranger and a reviewer, and counts once per operation', async () => {
    const { set, commands } = await everyCommand()
    const [stranger, reviewer] = [
      await makeUser('lead', await makeDataset()),
      await makeUser('reviewer', set.id),
    ]
    const lead = await makeUser('lead', set.id)
    const events = () => db().auditEvent.count()
    for (const [name, run] of Object.entries(commands)) {
      const before = await events()
      await expect(run(stranger, op()), name).rejects.toMatchObject({ code: 'not_found' })
      await expect(run(reviewer, op()), name).rejects.toMatchObject({ code: 'forbidden' })
      expect(await events(), name).toBe(before)
      const operationId = op()
      const first = await run(lead, operationId)
      expect(await run(lead, operationId), name).toEqual(first)
      expect(await events(), name).toBe(before + 1)
    }
    expect(await seen(set.id)).toEqual([
      'q: needs rewrite',
      'outcome: refusal, answer, clarification, joke',
      'edge case: very long input, meaningless input, ambiguous, prompt injection',
      'topic: ',
    ])
  })

  test('every command refuses what belongs to another dataset', async () => {
    const { set } = await everyCommand()
    const other = await makeTaggedDataset()
    const [tag, group] = [other.tag('outcome/answer'), other.group('quality')]
    const [mine, myGroup] = [set.tag('outcome/answer'), set.group('quality')]
    const before = await seen(other.id)
    for (const attempt of [
      () => changeTagGroup(local, set.id, group, { ...act(), name: 'x' }),
      () => deleteTagGroup(local, set.id, group, act()),
      () => restoreTagGroup(local, set.id, group, act()),
      () => createTag(local, set.id, { ...act(), groupId: group, name: 'x' }),
      () => changeTag(local, set.id, tag, { ...act(), name: 'x' }),
      () => changeTag(local, set.id, mine, { ...act(), groupId: group }),
      () => deleteTag(local, set.id, tag, act()),
      () => restoreTag(local, set.id, tag, act()),
      () => mergeTag(local, set.id, tag, { ...act(), intoId: mine }),
      () => mergeTag(local, set.id, mine, { ...act(), intoId: tag }),
      () => unmergeTag(local, set.id, tag, act()),
      () =>
        orderTags(local, set.id, { ...act(), groupId: group, tagIds: [other.tag('quality/needs rewrite')] }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      orderTags(local, set.id, { ...act(), groupId: myGroup, tagIds: [tag] }),
    ).rejects.toMatchObject({ reason: 'tagOrderStale' })
    expect(await seen(other.id)).toEqual(before)
  })

  test('are for an active dataset', async () => {
    const { id, group } = await makeTaggedDataset()
    await db().dataset.update({ where: { id }, data: { state: 'archived' } })
    await expect(
      createTag(local, id, { ...act(), groupId: group('outcome'), name: 'x' }),
    ).rejects.toMatchObject({ code: 'conflict', reason: 'datasetNotActive' })
  })

  describe('names', () => {
    test('are one of a kind in their group, whatever the case or the composition', async () => {
      const { id, group, tag } = await makeTaggedDataset()
      const groupId = group('outcome')
      await createTag(local, id, { ...act(), groupId, name: '환불 Frage É' })
      for (const name of ['ANSWER', '환불 frage é'.normalize('NFD'), '환불 Frage É'])
        await expect(createTag(local, id, { ...act(), groupId, name })).rejects.toMatchObject({
          code: 'conflict',
          reason: 'tagNameTaken',
        })
      await createTag(local, id, { ...act(), groupId: group('quality'), name: 'Answer' })
      await changeTag(local, id, tag('outcome/answer'), { ...act(), name: 'Answer' })
      await expect(
        changeTag(local, id, tag('outcome/refusal'), { ...act(), name: 'answer' }),
      ).rejects.toMatchObject({ reason: 'tagNameTaken', params: { name: 'Answer' } })
      await expect(
        createTagGroup(local, id, { ...act(), name: 'OUTCOME', kind: 'open' }),
      ).rejects.toMatchObject({ reason: 'tagGroupNameTaken' })
    })

    test('of deleted tags are free, until they come back', async () => {
      const { id, group, tag } = await makeTaggedDataset()
      await deleteTag(local, id, tag('outcome/answer'), act())
      await createTag(local, id, { ...act(), groupId: group('outcome'), name: 'answer' })
      await expect(restoreTag(local, id, tag('outcome/answer'), act())).rejects.toMatchObject({
        reason: 'tagNameTaken',
      })
    })
  })

  describe('changing', () => {
    test('sets each thing alone', async () => {
      const { id, tag } = await makeTaggedDataset()
      const answer = tag('outcome/answer')
      const now = async () => (await listTagGroups(local, id))[0]?.tags[0]
      await changeTag(local, id, answer, { ...act(), targetMin: 0.6, targetMax: 0.8 })
      await changeTag(local, id, answer, { ...act(), description: 'says it' })
      await changeTag(local, id, answer, { ...act(), color: 'green', targetMax: null })
      expect(await now()).toMatchObject({
        name: 'answer',
        description: 'says it',
        color: 'green',
        targetMin: 0.6,
        targetMax: null,
      })
    })

    test('refuses a target whose least is more than its most, of one or of both', async () => {
      const { id, tag } = await makeTaggedDataset()
      const answer = tag('outcome/answer')
      const reversed = { reason: 'targetReversed' }
      await expect(
        changeTag(local, id, answer, { ...act(), targetMin: 0.6, targetMax: 0.5 }),
      ).rejects.toMatchObject(reversed)
      await changeTag(local, id, answer, { ...act(), targetMax: 0.5 })
      await expect(changeTag(local, id, answer, { ...act(), targetMin: 0.6 })).rejects.toMatchObject(reversed)
      await changeTag(local, id, answer, { ...act(), targetMin: 0.5 })
    })

    test('moves a tag to the end of another group, keeping where it is on examples', async () => {
      const { id, group, tag } = await makeTaggedDataset()
      const odd = tag('edge case/ambiguous')
      await addTaggedExample(id, { tags: [odd] })
      await changeTag(local, id, odd, { ...act(), groupId: group('outcome') })
      expect((await seen(id)).slice(0, 2)).toEqual([
        'outcome: answer, refusal, clarification, ambiguous',
        'edge case: very long input, meaningless input, prompt injection',
      ])
      expect((await listTagGroups(local, id))[0]?.tags[3]).toMatchObject({ count: 1, key: '4' })
    })

    test('keeps a tag out of an exclusive group whose tags it meets', async () => {
      const { id, group, tag } = await makeTaggedDataset()
      const odd = tag('edge case/ambiguous')
      await addTaggedExample(id, { tags: [odd, `${tag('outcome/answer')}@m2`] })
      await changeTag(local, id, odd, { ...act(), groupId: group('outcome') })
      await changeTag(local, id, odd, { ...act(), groupId: group('edge case') })
      await addTaggedExample(id, { tags: [odd, tag('outcome/answer')] })
      await expect(changeTag(local, id, odd, { ...act(), groupId: group('outcome') })).rejects.toMatchObject({
        reason: 'tagMoveCollides',
        params: { count: 1, group: 'outcome' },
      })
    })

    test('makes an open group exclusive only where no place holds two', async () => {
      const { id, group, tag } = await makeTaggedDataset()
      const edge = group('edge case')
      const [odd, long] = [tag('edge case/ambiguous'), tag('edge case/very long input')]
      const example = await addTaggedExample(id, { tags: [odd, `${long}@m1`] })
      await changeTagGroup(local, id, edge, { ...act(), kind: 'exclusive' })
      await changeTagGroup(local, id, edge, { ...act(), kind: 'open' })
      await db().exampleTag.create({ data: { exampleId: example, tagId: long } })
      await expect(changeTagGroup(local, id, edge, { ...act(), kind: 'exclusive' })).rejects.toMatchObject({
        reason: 'tagGroupNotExclusive',
        params: { count: 1 },
      })
    })
  })

  describe('order', () => {
    test('moves the digit keys along', async () => {
      const { id, group, tag } = await makeTaggedDataset()
      const tagIds = ['clarification', 'answer', 'refusal'].map((name) => tag(`outcome/${name}`))
      await orderTags(local, id, { ...act(), groupId: group('outcome'), tagIds })
      await orderTagGroups(local, id, {
        ...act(),
        groupIds: ['quality', 'outcome', 'edge case'].map((name) => group(name)),
      })
      const groups = await listTagGroups(local, id)
      expect(groups.flatMap((g) => g.tags.map((t) => `${t.key} ${t.name}`)).slice(0, 4)).toEqual([
        '1 needs rewrite',
        '2 clarification',
        '3 answer',
        '4 refusal',
      ])
    })

    test('refuses an order of other things than those there', async () => {
      const { id, group, tag } = await makeTaggedDataset()
      const stale = { code: 'conflict', reason: 'tagOrderStale' }
      const answer = tag('outcome/answer')
      for (const tagIds of [[answer], [answer, answer, answer]])
        await expect(
          orderTags(local, id, { ...act(), groupId: group('outcome'), tagIds }),
        ).rejects.toMatchObject(stale)
      await expect(
        orderTagGroups(local, id, { ...act(), groupIds: [group('outcome')] }),
      ).rejects.toMatchObject(stale)
    })
  })

  describe('deleting', () => {
    test('hides a tag, and brings it back with its examples', async () => {
      const { id, tag } = await makeTaggedDataset()
      const answer = tag('outcome/answer')
      await addTaggedExample(id, { tags: [answer] })
      await deleteTag(local, id, answer, act())
      await deleteTag(local, id, answer, act())
      expect((await seen(id))[0]).toBe('outcome: refusal, clarification')
      expect(await listDeletedTags(local, id)).toMatchObject({
        groups: [],
        tags: [{ id: answer, name: 'answer', mergedInto: null }],
      })
      expect(await restoreTag(local, id, answer, act())).toEqual({ replaced: 0 })
      expect((await listTagGroups(local, id))[0]?.tags[0]).toMatchObject({ name: 'answer', count: 1 })
    })

    test('a tag that comes back to an exclusive group yields to what was set meanwhile', async () => {
      const { id, tag } = await makeTaggedDataset()
      const [answer, refusal] = [tag('outcome/answer'), tag('outcome/refusal')]
      const [kept, changed] = [
        await addTaggedExample(id, { tags: [answer] }),
        await addTaggedExample(id, { tags: [answer, `${answer}@m2`] }),
      ]
      await deleteTag(local, id, answer, act())
      await db().exampleTag.create({ data: { exampleId: changed, tagId: refusal } })
      expect(await restoreTag(local, id, answer, act())).toEqual({ replaced: 1 })
      const rows = await db().exampleTag.findMany({
        select: { exampleId: true, tagId: true, messageId: true },
      })
      expect(rows).toEqual(
        expect.arrayContaining([
          { exampleId: kept, tagId: answer, messageId: '' },
          { exampleId: changed, tagId: refusal, messageId: '' },
          { exampleId: changed, tagId: answer, messageId: 'm2' },
        ]),
      )
      expect(rows).toHaveLength(3)
    })

    test('a group goes with its tags and comes back with those that went with it', async () => {
      const { id, group, tag } = await makeTaggedDataset()
      const edge = group('edge case')
      await deleteTag(local, id, tag('edge case/ambiguous'), act())
      await deleteTagGroup(local, id, edge, act())
      expect(await seen(id)).toEqual(['outcome: answer, refusal, clarification', 'quality: needs rewrite'])
      expect(await listDeletedTags(local, id)).toMatchObject({
        groups: [{ name: 'edge case', tags: 3 }],
        tags: [],
      })
      await expect(restoreTag(local, id, tag('edge case/ambiguous'), act())).rejects.toMatchObject({
        reason: 'tagGroupGone',
      })
      await restoreTagGroup(local, id, edge, act())
      expect((await seen(id))[1]).toBe('edge case: very long input, meaningless input, prompt injection')
      await restoreTag(local, id, tag('edge case/ambiguous'), act())
      expect((await seen(id))[1]).toContain('ambiguous')
    })
  })

  test('counts examples that hold a tag, once each, without the trash', async () => {
    const { id, tag } = await makeTaggedDataset()
    const odd = tag('edge case/ambiguous')
    await addTaggedExample(id, { tags: [odd, `${odd}@m1`, `${odd}@m2`] })
    await addTaggedExample(id, { tags: [`${odd}@m1`], status: 'excluded' })
    await addTaggedExample(id, { tags: [odd], trashed: true })
    const groups = await listTagGroups(local, id)
    expect(groups[1]?.tags.map((t) => t.count)).toEqual([0, 0, 2, 0])
  })
})
