import { describe, expect, it } from 'vitest'
import { GET as detailRoute } from '@/app/api/v1/datasets/[dataset]/route'
import { GET as datasetsRoute } from '@/app/api/v1/datasets/route'
import { GET as sharedExampleRoute } from '@/app/api/v1/shared/examples/[number]/route'
import { GET as sharedListRoute } from '@/app/api/v1/shared/examples/route'
import { GET as sharedLiveRoute } from '@/app/api/v1/shared/live/route'
import { GET as sharedRoute } from '@/app/api/v1/shared/route'
import { authoriseDataset } from '@/lib/auth/authorise'
import { authoriseShared, guestOf } from '@/lib/auth/guest'
import { can, permissionNames } from '@/lib/auth/permissions'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { removeMember } from '@/lib/people/commands/remove-member'
import { setMemberRole } from '@/lib/people/commands/set-member-role'
import { ask } from '@/lib/testing/ask'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { createShare } from './commands/create-share'
import { revokeShare } from './commands/revoke-share'
import { getShared, getSharedChart, getSharedExample, listShared, listShares } from './queries'
import type { NewShare } from './schema'

let serial = 0
const operation = () => ({ operationId: `sharing-${++serial}` })
const tokenOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? ''
const line = (text: string, more: object = {}) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: text, name: 'Jane_Customer', ticket: 'T-1' },
      { role: 'assistant', content: `About ${text}`, weight: 0 },
    ],
    ...more,
  })
type Asked = NewShare extends infer S ? (S extends unknown ? Omit<S, 'operationId'> : never) : never

async function setUp() {
  const { id: dataset, tag } = await makeTaggedDataset()
  const lead = await makeUser('lead', dataset)
  for (const text of ['apples', 'pears', 'plums'])
    await createExample(local, dataset, { ...operation(), text: line(text, { secret: 'left behind' }) })
  const act = (number: number, edits: object[]) =>
    saveExample(local, { datasetId: dataset, number }, {
      ...operation(),
      revision: 1,
      edits,
    } as Parameters<typeof saveExample>[2])
  await act(2, [{ type: 'add-tag', tagId: tag('outcome/answer'), messageId: null }])
  await act(3, [{ type: 'add-tag', tagId: tag('outcome/refusal'), messageId: 'm2' }])
  const share = async (asked: Asked) => {
    const { id, url } = await createShare(lead, dataset, { ...operation(), ...asked } as NewShare)
    return { id, token: tokenOf(url), guest: await guestOf(tokenOf(url)) }
  }
  return { dataset, tag, lead, act, share }
}
const numbersFor = async (guest: Actor, more: { after?: number; tag?: string } = {}) =>
  (await listShared(guest, { after: 0, ...more })).rows.map(({ number }) => number)
const gone = { code: 'not_found' }

describe('a share link', () => {
  useStudio()

  it('has 256 bits, of which the database keeps the hash alone', async () => {
    const { dataset, lead, share } = await setUp()
    const { id, token } = await share({ kind: 'dataset', name: 'For the board' })
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    const kept = JSON.stringify([
      await db().shareLink.findMany(),
      await db().operation.findMany(),
      await db().auditEvent.findMany(),
      await listShares(lead, dataset),
    ])
    expect(kept).toContain(id)
    expect(kept).not.toContain(token)
    await expect(guestOf(id)).rejects.toMatchObject(gone)
    const { tokenHash } = await db().shareLink.findUniqueOrThrow({ where: { id } })
    await expect(guestOf(tokenHash)).rejects.toMatchObject(gone)
  })

  it('gives the same address to a repeated request', async () => {
    const { dataset, lead } = await setUp()
    const request = { ...operation(), kind: 'dataset' as const }
    const first = await createShare(lead, dataset, request)
    expect(await createShare(lead, dataset, request)).toEqual(first)
    expect((await listShares(lead, dataset)).shares).toHaveLength(1)
  })

  it('is made, listed and revoked by leads alone', async () => {
    const { dataset, lead, share } = await setUp()
    const { id } = await share({ kind: 'dataset' })
    const viewer = await makeUser('viewer', dataset)
    const reviewer = await makeUser('reviewer', dataset)
    const stranger = await makeUser('lead', await makeDataset())
    for (const [actor, code] of [
      [viewer, 'forbidden'],
      [reviewer, 'forbidden'],
      [stranger, 'not_found'],
    ] as const) {
      await expect(createShare(actor, dataset, { ...operation(), kind: 'dataset' })).rejects.toMatchObject({
        code,
      })
      await expect(listShares(actor, dataset)).rejects.toMatchObject({ code })
      await expect(
        revokeShare(actor, { datasetId: dataset, shareId: id }, operation()),
      ).rejects.toMatchObject({ code })
    }
    const other = await makeDataset()
    const elsewhere = await makeUser('lead', other)
    await expect(
      revokeShare(elsewhere, { datasetId: other, shareId: id }, operation()),
    ).rejects.toMatchObject(gone)
    expect((await listShares(lead, dataset)).shares).toHaveLength(1)
  })

  it('refuses the trash, a query that means nothing, an example that is not there and a time that is over', async () => {
    const { dataset, lead, act } = await setUp()
    await act(1, [{ type: 'set-trashed', from: false, to: true }])
    const refused = async (asked: Asked, reason: string) =>
      expect(
        createShare(lead, dataset, { ...operation(), ...asked } as NewShare),
        JSON.stringify(asked),
      ).rejects.toMatchObject({ reason })
    await refused({ kind: 'view', q: 'in:trash' }, 'shareOfTrash')
    await refused({ kind: 'view', q: 'plums in:all' }, 'shareOfTrash')
    await refused({ kind: 'view', q: 'tag:nonesuch' }, 'badQuery')
    await refused({ kind: 'example', number: 99 }, 'not_found')
    await refused({ kind: 'example', number: 1 }, 'not_found')
    await refused({ kind: 'dataset', expiresAt: '2020-01-01T00:00:00Z' }, 'expiryPast')
  })

  it('ends when it is revoked, expires, or its dataset goes to the trash', async () => {
    const { dataset, lead, share } = await setUp()
    const { id, token } = await share({ kind: 'dataset' })
    await revokeShare(lead, { datasetId: dataset, shareId: id }, operation())
    await expect(guestOf(token)).rejects.toMatchObject(gone)
    await expect(revokeShare(lead, { datasetId: dataset, shareId: id }, operation())).rejects.toMatchObject(
      gone,
    )

    const soon = await share({ kind: 'dataset', expiresAt: new Date(Date.now() + 60_000).toISOString() })
    await db().shareLink.update({ where: { id: soon.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    await expect(guestOf(soon.token)).rejects.toMatchObject(gone)
    expect((await listShares(lead, dataset)).shares[0]).toMatchObject({ id: soon.id, expired: true })

    const last = await share({ kind: 'dataset' })
    await db().dataset.update({ where: { id: dataset }, data: { state: 'archived' } })
    await guestOf(last.token)
    await db().dataset.update({ where: { id: dataset }, data: { state: 'trashed' } })
    await expect(guestOf(last.token)).rejects.toMatchObject(gone)
  })

  it.each(['removed', 'demoted'])('ends with the lead who handed it out: %s', async (how) => {
    const { dataset, lead, share } = await setUp()
    const { token } = await share({ kind: 'dataset' })
    const other = await createShare(local, dataset, { ...operation(), kind: 'dataset' })
    if (how === 'removed') await removeMember(local, dataset, lead.id, operation())
    else await setMemberRole(local, dataset, lead.id, { ...operation(), role: 'reviewer' })
    await expect(guestOf(token)).rejects.toMatchObject(gone)
    await guestOf(tokenOf(other.url))
  })
})

describe('a guest', () => {
  useStudio()

  it('may nothing but see what is shared, by the rule of everybody', async () => {
    const { dataset, share } = await setUp()
    const { guest } = await share({ kind: 'dataset' })
    expect(permissionNames.filter((name) => can(guest, name, { role: 'lead' }))).toEqual([
      'see what is shared',
    ])
    expect(permissionNames.filter((name) => can(local, name))).not.toContain('see what is shared')
    await expect(authoriseDataset(guest, 'see a dataset', dataset)).rejects.toMatchObject(gone)
    expect(() => authoriseShared(local)).toThrow('shareNotValid')
  })

  it('reads the named fields alone: no name, no key that a file brought, no history', async () => {
    const { share, tag } = await setUp()
    const { guest } = await share({ kind: 'dataset', name: 'Fruit' })
    const shared = await getShared(guest)
    expect(Object.keys(shared).sort()).toEqual(['count', 'groups', 'kind', 'most', 'name'])
    expect(shared).toMatchObject({ kind: 'dataset', name: 'Fruit', count: 3 })
    expect(Object.keys(shared.groups[0]!.tags[0]!).sort()).toEqual(['color', 'id', 'name'])
    const { rows, next } = await listShared(guest, { after: 0 })
    expect(next).toBeNull()
    expect(Object.keys(rows[0]!).sort()).toEqual(['kind', 'number', 'preview', 'strip', 'tagIds', 'turns'])
    const example = await getSharedExample(guest, 3, {})
    expect(example).toEqual({
      number: 3,
      kind: 'chat',
      strip: rows[2]!.strip,
      messages: [
        {
          role: 'user',
          part: null,
          lesson: -1,
          pieces: [{ kind: 'text', text: 'plums' }],
          calls: [],
          tagIds: [],
        },
        {
          role: 'assistant',
          part: null,
          lesson: 0,
          pieces: [{ kind: 'text', text: 'About plums' }],
          calls: [],
          tagIds: [tag('outcome/refusal')],
        },
      ],
      tools: [],
      tagIds: [],
      previous: 2,
      next: null,
    })
    const all = JSON.stringify([shared, rows, example, await getSharedChart(guest, { by: 'examples' })])
    expect(all).not.toMatch(/Jane_Customer|T-1|left behind|User \d|@example|createdBy|author|status|revision/)
  })

  it('sees by a filtered link only what matches, by every route', async () => {
    const { share, tag, act, dataset } = await setUp()
    const { guest } = await share({ kind: 'view', q: 'tag:answer' })
    const answer = tag('outcome/answer')
    const { count, groups } = await getShared(guest)
    expect([count, groups.map(({ tags }) => tags.map(({ name }) => name))]).toEqual([1, [['answer']]])
    expect(await numbersFor(guest)).toEqual([2])
    expect(await numbersFor(guest, { tag: tag('outcome/refusal') })).toEqual([])
    expect(await numbersFor(guest, { tag: answer })).toEqual([2])
    expect(await getSharedExample(guest, 2, {})).toMatchObject({ number: 2, previous: null, next: null })
    for (const number of [1, 3, 4, 99])
      await expect(getSharedExample(guest, number, {})).rejects.toMatchObject(gone)
    const chart = await getSharedChart(guest, { by: 'examples' })
    expect([chart.total, chart.groups.map((g) => g.tags)]).toEqual([1, [[{ tagId: answer, count: 1 }]]])
    // what stops matching is gone at once
    await act(2, [{ type: 'remove-tag', tagId: answer, messageId: null }])
    await expect(getSharedExample(guest, 2, {})).rejects.toMatchObject(gone)
    // a query that means nothing any more shows nothing, rather than all
    await db().tag.updateMany({ where: { datasetId: dataset, name: 'answer' }, data: { name: 'reply' } })
    await expect(getShared(guest)).rejects.toMatchObject({ reason: 'shareNotValid' })
    await expect(listShared(guest, { after: 0 })).rejects.toMatchObject({ reason: 'shareNotValid' })
  })

  it('sees by the link of an example that one alone', async () => {
    const { share } = await setUp()
    const { guest } = await share({ kind: 'example', number: 2 })
    expect(await getShared(guest)).toMatchObject({ kind: 'example', count: 1 })
    expect(await numbersFor(guest)).toEqual([2])
    expect(await getSharedExample(guest, 2, {})).toMatchObject({ previous: null, next: null })
    await expect(getSharedExample(guest, 1, {})).rejects.toMatchObject(gone)
    expect((await getSharedChart(guest, { by: 'examples' })).total).toBe(1)
  })

  it('sees neither the trash nor, unless the link names a status, what is excluded', async () => {
    const { share, act } = await setUp()
    const { guest } = await share({ kind: 'dataset' })
    await act(1, [{ type: 'set-trashed', from: false, to: true }])
    await act(2, [{ type: 'set-status', from: 'draft', to: 'excluded' }])
    expect(await numbersFor(guest)).toEqual([3])
    for (const number of [1, 2]) await expect(getSharedExample(guest, number, {})).rejects.toMatchObject(gone)
    expect((await getSharedChart(guest, { by: 'examples' })).total).toBe(1)
    expect(await numbersFor((await share({ kind: 'view', q: 'status:excluded' })).guest)).toEqual([2])
  })

  it('goes on from page to page', async () => {
    const { share } = await setUp()
    const { guest } = await share({ kind: 'dataset' })
    expect(await numbersFor(guest, { after: 1 })).toEqual([2, 3])
    expect(await numbersFor(guest, { after: 3 })).toEqual([])
  })

  it('is a guest on every route, whoever the browser is signed in as', async () => {
    const { dataset, lead, share } = await setUp()
    const { id, token } = await share({ kind: 'dataset' })
    const headers = { authorization: `Share ${token}` }
    expect((await ask(sharedRoute, 'GET', { headers })).body).toMatchObject({ count: 3 })
    const used = await db().shareLink.findUniqueOrThrow({ where: { id } })
    expect(used.lastUsedAt!.getTime()).toBeGreaterThan(Date.now() - 60_000)
    for (const [route, params] of [
      [datasetsRoute, {}],
      [detailRoute, { dataset }],
    ] as const)
      expect((await ask(route, 'GET', { headers, params })).status).toBe(404)
    await revokeShare(lead, { datasetId: dataset, shareId: id }, operation())
    for (const [route, params] of [
      [sharedRoute, {}],
      [sharedListRoute, {}],
      [sharedExampleRoute, { number: '1' }],
      [sharedLiveRoute, {}],
      [datasetsRoute, {}],
    ] as const) {
      const { status, error } = await ask(route, 'GET', { headers, params })
      expect([status, error?.reason]).toEqual([404, 'shareNotValid'])
    }
  })

  it('has a stream that ends when the link is revoked', async () => {
    const { dataset, lead, share } = await setUp()
    const { id, token } = await share({ kind: 'dataset' })
    const request = new Request('http://studio.test/api/v1/shared/live', {
      headers: { authorization: `Share ${token}` },
    })
    const answer = await sharedLiveRoute(request, { params: Promise.resolve({}) })
    expect(answer.status).toBe(200)
    const ended = answer.text()
    await createExample(local, dataset, { ...operation(), text: line('quinces') })
    await revokeShare(lead, { datasetId: dataset, shareId: id }, operation())
    expect(await ended, 'it tells nothing but that it is open').toBe('retry: 1000\n: open\n\n')
  })
})
