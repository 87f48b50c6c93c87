import { describe, expect, it } from 'vitest'
import { GET as membersRoute } from '@/app/api/v1/datasets/[dataset]/members/route'
import { PATCH as changeRoute, GET as datasetRoute } from '@/app/api/v1/datasets/[dataset]/route'
import { GET as datasetsRoute } from '@/app/api/v1/datasets/route'
import { GET as keysRoute } from '@/app/api/v1/profile/keys/route'
import { attemptsPerCaller } from '@/lib/auth/count-attempts'
import { keyPrefix } from '@/lib/auth/key'
import { can, permissionNames } from '@/lib/auth/permissions'
import type { Actor, KeyVerb } from '@/lib/auth/schema'
import { actorOf } from '@/lib/auth/session'
import { db } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { removeMember } from '@/lib/people/commands/remove-member'
import { ask } from '@/lib/testing/ask'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { createKey } from './commands/create-key'
import { revokeKey } from './commands/revoke-key'
import { listKeys } from './queries'

let serial = 0
const operation = () => ({ operationId: `api-keys-${++serial}` })
const headersOf = (key: string) => ({ authorization: `Bearer ${key}` })
const whoIs = (key: string) => actorOf(new Headers(headersOf(key)))

async function setUp() {
  const [here, there] = [await makeDataset('Here'), await makeDataset('There')]
  const lead = await makeUser('lead', here)
  await db().membership.create({ data: { userId: lead.id, datasetId: there, role: 'lead' } })
  const make = (verbs: KeyVerb[], datasets: string[] | null = null) =>
    createKey(lead, { ...operation(), name: 'Nightly', verbs, datasets, days: 30 })
  return { here, there, lead, make }
}
const asked = (key: string, dataset?: string) => ({
  headers: headersOf(key),
  ...(dataset ? { params: { dataset } } : {}),
})

describe('an API key', () => {
  useStudio()

  it('has 256 bits, of which the database keeps the hash alone', async () => {
    const { lead, make } = await setUp()
    const { id, key } = await make(['read'])
    expect(key).toMatch(/^finecut_[A-Za-z0-9_-]{43}$/)
    const kept = JSON.stringify([
      await db().apiKey.findMany(),
      await db().operation.findMany(),
      await db().auditEvent.findMany(),
      await listKeys(lead),
    ])
    expect(kept).toContain(id)
    expect(kept).not.toContain(key.slice(keyPrefix.length))
    const { keyHash } = await db().apiKey.findUniqueOrThrow({ where: { id } })
    for (const value of [id, keyHash, keyPrefix + id, keyPrefix + keyHash])
      expect(await whoIs(value)).toBeNull()
  })

  it('is its owner, as far as its verbs go, by the rule of everybody', async () => {
    const { make, lead } = await setUp()
    const mayWith = async (...verbs: KeyVerb[]) => {
      const actor = (await whoIs((await make(verbs)).key)) as Actor
      expect(actor).toMatchObject({ kind: 'key', id: lead.id, name: lead.name })
      return permissionNames.filter((name) => can(actor, name, { role: 'lead' }))
    }
    expect(await mayWith('read')).toEqual(['see a dataset'])
    expect(await mayWith('write')).toEqual(['edit examples', 'submit examples', 'import examples'])
    expect(await mayWith('approve', 'export')).toEqual(['decide on examples', 'export examples'])
    const all = await mayWith('read', 'write', 'approve', 'export', 'manage')
    for (const never of [
      'manage members',
      'share a dataset',
      'manage people',
      'purge texts',
      'create datasets',
    ])
      expect(all).not.toContain(never)
  })

  it('of an owner may no more than its verbs say, and in its datasets alone', async () => {
    const { here, there } = await setUp()
    const owner: Actor = { ...(await makeUser()), studioRole: 'owner' }
    await db().user.update({ where: { id: owner.id }, data: { studioRole: 'owner' } })
    const { key } = await createKey(owner, {
      ...operation(),
      name: 'One',
      verbs: ['read', 'manage'],
      datasets: [here],
      days: 1,
    })
    const list = await ask(datasetsRoute, 'GET', asked(key))
    expect((list.body.datasets as { id: string }[]).map(({ id }) => id)).toEqual([here])
    expect((await ask(datasetRoute, 'GET', asked(key, here))).status).toBe(200)
    expect((await ask(datasetRoute, 'GET', asked(key, there))).status).toBe(404)
    const members = await ask(membersRoute, 'GET', asked(key, here))
    expect([members.status, members.error?.reason]).toEqual([403, 'notByKey'])
  })

  it('reads with read, and changes nothing; asks nothing of its owner’s own', async () => {
    const { here, make } = await setUp()
    const { id, key } = await make(['read'])
    expect((await ask(datasetRoute, 'GET', asked(key, here))).body).toMatchObject({ name: 'Here' })
    const body = { ...operation(), revision: 1, guidelines: 'Other.' }
    expect((await ask(changeRoute, 'PATCH', { ...asked(key, here), body })).status).toBe(403)
    expect((await ask(keysRoute, 'GET', asked(key))).status).toBe(403)
    const { lastUsedAt } = await db().apiKey.findUniqueOrThrow({ where: { id } })
    expect(lastUsedAt!.getTime()).toBeGreaterThan(Date.now() - 60_000)
  })

  it('without approve can’t approve, though its owner may', async () => {
    const { here, make } = await setUp()
    const text = JSON.stringify({
      messages: [
        { role: 'user', content: 'Hello?' },
        { role: 'assistant', content: 'Good day.' },
      ],
    })
    await createExample(local, here, { ...operation(), text })
    const approving = (actor: Actor) =>
      saveExample(
        actor,
        { datasetId: here, number: 1 },
        {
          ...operation(),
          revision: 1,
          edits: [{ type: 'set-status', from: 'draft', to: 'approved' }],
        },
      )
    const writing = (await whoIs((await make(['write'])).key)) as Actor
    await expect(approving(writing)).rejects.toMatchObject({ code: 'forbidden' })
    const whole = (await whoIs((await make(['write', 'approve'])).key)) as Actor
    expect(await approving(whole)).toMatchObject({ status: 'approved' })
  })

  it('ends when it is revoked or expires, and with its owner’s account; a role that goes is gone at once', async () => {
    const { here, lead, make } = await setUp()
    const [first, second, third] = [await make(['read']), await make(['read']), await make(['read'])]
    await revokeKey(lead, first.id, operation())
    expect(await whoIs(first.key)).toBeNull()
    expect((await ask(datasetsRoute, 'GET', asked(first.key))).status).toBe(401)
    await db().apiKey.update({ where: { id: second.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    expect(await whoIs(second.key)).toBeNull()
    expect((await listKeys(lead)).keys.map(({ id, expired }) => [id, expired])).toEqual(
      expect.arrayContaining([[second.id, true]]),
    )
    await removeMember(local, here, lead.id, operation())
    expect((await ask(datasetRoute, 'GET', asked(third.key, here))).status).toBe(404)
    await db().user.update({ where: { id: lead.id }, data: { disabledAt: new Date() } })
    expect(await whoIs(third.key)).toBeNull()
  })

  it('is made for datasets that are there for its owner, by people alone', async () => {
    const { here, make } = await setUp()
    const stranger = await makeUser()
    await expect(
      createKey(stranger, { ...operation(), name: 'Mine', verbs: ['read'], datasets: [here], days: 1 }),
    ).rejects.toMatchObject({ code: 'not_found' })
    const { id, key } = await make(['read', 'manage'])
    const actor = (await whoIs(key)) as Actor
    for (const nobody of [actor, local]) {
      const request = { ...operation(), name: 'Mine', verbs: ['read'] as KeyVerb[], datasets: null, days: 1 }
      await expect(createKey(nobody, request)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(listKeys(nobody)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(revokeKey(nobody, id, operation())).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(revokeKey(stranger, id, operation())).rejects.toMatchObject({ code: 'not_found' })
    expect((await listKeys(stranger)).keys).toEqual([])
    expect(await whoIs(key)).not.toBeNull()
  })

  it('is the same one for a repeated request', async () => {
    const { lead } = await setUp()
    const request = { ...operation(), name: 'Mine', verbs: ['read'] as KeyVerb[], datasets: null, days: 1 }
    const first = await createKey(lead, request)
    expect(await createKey(lead, request)).toEqual(first)
    expect(await db().apiKey.count()).toBe(1)
  })

  it('that nobody has is refused with 429 after fifty of an address, and the right one is not held up', async () => {
    const { make } = await setUp()
    const { key } = await make(['read'])
    const guess = (n: number, address: string) =>
      ask(datasetsRoute, 'GET', {
        headers: { ...headersOf(`${keyPrefix}${n}`), 'x-forwarded-for': address },
      })
    const statuses: number[] = []
    for (let n = 0; n < attemptsPerCaller + 2; n++) statuses.push((await guess(n, '203.0.113.7')).status)
    expect(statuses).toEqual([...Array(attemptsPerCaller).fill(401), 429, 429])
    const refused = await guess(0, '203.0.113.7')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await guess(0, '203.0.113.8')).status).toBe(401)
    const right = { headers: { ...headersOf(key), 'x-forwarded-for': '203.0.113.7' } }
    expect((await ask(datasetsRoute, 'GET', right)).status).toBe(200)
  })
})
