import { describe, expect, it } from 'vitest'
import { GET as sharedChartRoute } from '@/app/api/v1/shared/chart/route'
import { GET as sharedExampleRoute } from '@/app/api/v1/shared/examples/[number]/route'
import { GET as sharedListRoute } from '@/app/api/v1/shared/examples/route'
import { GET as sharedRoute } from '@/app/api/v1/shared/route'
import { guestOf } from '@/lib/auth/guest'
import { db } from '@/lib/db/client'
import { newOperationId } from '@/lib/result/operation-id'
import { ask } from '@/lib/testing/ask'
import { bulkOn, lineOf } from '@/lib/testing/bulk'
import { purgesOf } from '@/lib/testing/purge'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { makeVersion } from '@/lib/testing/versions'
import { createShare } from './commands/create-share'
import { revokeShare } from './commands/revoke-share'
import { getShared, getSharedChart, getSharedExample, listShared, listShares } from './queries'

const once = () => ({ operationId: newOperationId() })
const tokenOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? ''
const gone = { code: 'not_found', reason: 'shareNotValid' }

describe('a link to a version', () => {
  useStudio()

  async function setUp() {
    const { id: dataset, tag } = await makeTaggedDataset()
    const bulk = bulkOn(dataset)
    await bulk.add(...Array.from({ length: 60 }, (_, i) => lineOf(`Question ${i + 1}`, `Answer ${i + 1}`)))
    await bulk.save(2, [{ type: 'add-tag', tagId: tag('outcome/answer'), messageId: null }])
    await bulk.save(3, [{ type: 'add-tag', tagId: tag('outcome/refusal'), messageId: 'm2' }])
    await bulk.save(55, [{ type: 'add-tag', tagId: tag('outcome/answer'), messageId: null }])
    const version = await makeVersion(dataset, 'v1', { status: 'all', trainShare: 0.5 })
    const lead = await makeUser('lead', dataset)
    const made = await createShare(lead, dataset, {
      ...once(),
      kind: 'version',
      version: version.id,
      name: 'Fruit',
    })
    return { dataset, tag, bulk, version, lead, made, guest: await guestOf(tokenOf(made.url)) }
  }

  it('shows conversations and tags as they were frozen, whatever became of them', async () => {
    const { dataset, tag, bulk, version, made, guest } = await setUp()
    const insert = { messageId: 'm1', path: ['content'], at: 0, remove: '', insert: 'Edited. ' }
    await bulk.save(1, [{ type: 'edit-text', ...insert }])
    await bulk.save(2, [{ type: 'remove-tag', tagId: tag('outcome/answer'), messageId: null }])
    await bulk.save(4, [{ type: 'set-trashed', from: false, to: true }])
    await bulk.add(lineOf('Came later', 'Yes'))
    await db().tag.updateMany({ where: { datasetId: dataset, name: 'answer' }, data: { name: 'reply' } })
    const [outcome] = (await getShared(guest)).groups
    expect(await getShared(guest)).toMatchObject({ kind: 'version', name: 'Fruit', count: 60 })
    expect(outcome?.tags.map(({ name }) => name)).toEqual(['answer', 'refusal'])
    const first = await listShared(guest, { after: 0 })
    expect([first.rows.length, first.next]).toEqual([50, 50])
    expect(first.rows[0]).toEqual({
      number: 1,
      kind: 'chat',
      preview: 'Question 1',
      strip: expect.any(Array),
      turns: 2,
      tagIds: [],
    })
    const second = await listShared(guest, { after: 50 })
    expect([second.rows.map(({ number }) => number).at(-1), second.next]).toEqual([60, null])
    const tagged = await listShared(guest, { after: 0, tag: tag('outcome/answer') })
    expect(tagged.rows.map(({ number }) => number)).toEqual([2, 55])
    const example = await getSharedExample(guest, 4, {})
    expect(example).toMatchObject({ number: 4, previous: 3, next: 5 })
    expect(example.messages[0]?.pieces).toEqual([{ kind: 'text', text: 'Question 4' }])
    expect(await getSharedExample(guest, 55, { tag: tag('outcome/answer') })).toMatchObject({
      previous: 2,
      next: null,
      tagIds: [tag('outcome/answer')],
    })
    expect((await getSharedExample(guest, 3, {})).messages[1]?.tagIds).toEqual([tag('outcome/refusal')])
    const counts = async (by: 'examples' | 'messages') => {
      const chart = await getSharedChart(guest, { by })
      return [chart.total, chart.groups.map(({ tags }) => tags.map(({ count }) => count))]
    }
    expect(await counts('examples')).toEqual([60, [[2, 0]]])
    expect(await counts('messages')).toEqual([60, [[2, 1]]])
    expect((await listShares(local, dataset)).shares).toMatchObject([
      { id: made.id, kind: 'version', query: '', version: { id: version.id, name: 'v1' } },
    ])
    const all = JSON.stringify([first, example, await getShared(guest)])
    expect(all).not.toMatch(/Edited|Came later|reply|status|revision|approved|"split"/)
  })

  it('shows nothing of what was not in it', async () => {
    const { bulk, tag, guest } = await setUp()
    const [number = 0] = await bulk.add(lineOf('Came later', 'Yes'))
    await expect(getSharedExample(guest, number, {})).rejects.toMatchObject({ code: 'not_found' })
    for (const other of [tag('outcome/clarification'), 'nonesuch00000000'])
      await expect(listShared(guest, { after: 0, tag: other })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('ends at once on every route: revoked, expired, or where a text of it was purged', async () => {
    const { dataset, lead, made, version } = await setUp()
    const routes = [
      [sharedRoute, {}],
      [sharedListRoute, {}],
      [sharedChartRoute, {}],
      [sharedExampleRoute, { number: '1' }],
    ] as const
    const statuses = async (token: string) => {
      const headers = { authorization: `Share ${token}` }
      const found: number[] = []
      for (const [route, params] of routes) found.push((await ask(route, 'GET', { headers, params })).status)
      return found
    }
    expect(await statuses(tokenOf(made.url))).toEqual([200, 200, 200, 200])
    await revokeShare(lead, { datasetId: dataset, shareId: made.id }, once())
    expect(await statuses(tokenOf(made.url))).toEqual([404, 404, 404, 404])

    const asked = { kind: 'version' as const, version: version.id }
    const expiresAt = '2999-01-01T00:00:00Z'
    const second = await createShare(local, dataset, { ...once(), ...asked, expiresAt })
    expect(await statuses(tokenOf(second.url))).toEqual([200, 200, 200, 200])
    await db().shareLink.updateMany({ where: { id: second.id }, data: { expiresAt: new Date(0) } })
    expect(await statuses(tokenOf(second.url))).toEqual([404, 404, 404, 404])

    const third = await createShare(local, dataset, { ...once(), ...asked })
    expect(await purgesOf(dataset, 'Question 7').purge()).toMatchObject({ state: 'done' })
    expect(await statuses(tokenOf(third.url))).toEqual([404, 404, 404, 404])
    await expect(createShare(local, dataset, { ...once(), ...asked })).rejects.toMatchObject({
      reason: 'versionPurged',
    })
  })

  it('is made by leads of its dataset, of a version that is ready', async () => {
    const { dataset, version } = await setUp()
    const asked = { ...once(), kind: 'version' as const, version: version.id }
    await expect(createShare(await makeUser(), dataset, asked)).rejects.toMatchObject({ code: 'not_found' })
    const reviewer = await makeUser('reviewer', dataset)
    await expect(createShare(reviewer, dataset, asked)).rejects.toMatchObject({ code: 'forbidden' })
    const other = await makeDataset('Other')
    await expect(createShare(local, other, { ...asked, ...once() })).rejects.toMatchObject({
      code: 'not_found',
    })
    await db().version.updateMany({ where: { id: version.id }, data: { state: 'failed' } })
    await expect(createShare(local, dataset, { ...asked, ...once() })).rejects.toMatchObject({
      reason: 'versionNotReady',
    })
    await expect(guestOf('x'.repeat(43))).rejects.toMatchObject(gone)
  })
})
