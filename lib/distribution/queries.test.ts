import { describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { addTaggedExample, makeTaggedDataset } from '@/lib/testing/tagged'
import { getDistribution } from './queries'

describe('the distribution of a dataset', () => {
  useStudio()

  test('counts only what the filter finds, and no hidden row', async () => {
    const { id, tag } = await makeTaggedDataset()
    const [answer, refusal] = [tag('outcome/answer'), tag('outcome/refusal')]
    await addTaggedExample(id, { tags: [answer], status: 'approved' })
    await addTaggedExample(id, { tags: [refusal], status: 'approved', weights: [null, 1, null, 1] })
    await addTaggedExample(id, { tags: [refusal] })
    await addTaggedExample(id, { tags: [refusal], trashed: true })
    const hidden = await addTaggedExample(id, { tags: [refusal] })
    await db().example.update({ where: { id: hidden }, data: { visible: false } })
    const counts = async (q: string, by: 'examples' | 'messages' = 'examples') => {
      const { total, groups } = await getDistribution(local, id, { q, by })
      return [total, ...groups[0]!.tags.map((t) => t.count)]
    }
    expect(await counts('')).toEqual([3, 1, 2, 0])
    expect(await counts('status:approved')).toEqual([2, 1, 1, 0])
    expect(await counts('status:approved', 'messages')).toEqual([3, 1, 2, 0])
    expect(await counts('-tag:refusal')).toEqual([1, 1, 0, 0])
    expect(await counts('in:trash')).toEqual([0, 0, 0, 0])
    expect(await counts('in:all')).toEqual([3, 1, 2, 0])
    expect(await counts('number:>2000000')).toEqual([0, 0, 0, 0])
  })

  test('says what is wrong with the filter', async () => {
    const { id } = await makeTaggedDataset()
    await expect(getDistribution(local, id, { q: 'tag:nonesuch', by: 'examples' })).rejects.toMatchObject({
      code: 'invalid',
      reason: 'badQuery',
    })
  })

  test('counts deleted tags nowhere', async () => {
    const { id, tag } = await makeTaggedDataset()
    const answer = tag('outcome/answer')
    await addTaggedExample(id, { tags: [answer, `${answer}@m2`] })
    await db().tag.update({ where: { id: answer }, data: { deletedAt: new Date() } })
    for (const by of ['examples', 'messages'] as const) {
      const { groups } = await getDistribution(local, id, { q: '', by })
      expect(groups[0]).toMatchObject({ untagged: 1, tags: [{ count: 0 }, { count: 0 }] })
    }
  })

  test('is for members only', async () => {
    const id = await makeDataset()
    const request = { q: '', by: 'examples' as const }
    await expect(getDistribution(await makeUser(), id, request)).rejects.toMatchObject({ code: 'not_found' })
    expect(await getDistribution(await makeUser('viewer', id), id, request)).toMatchObject({ total: 0 })
  })
})
