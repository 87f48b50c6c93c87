import { describe, expect, it } from 'vitest'
import { authoriseDataset } from '@/lib/auth/authorise'
import { db } from '@/lib/db/client'
import { subscribe } from '@/lib/live/hub'
import type { LiveEvent } from '@/lib/live/schema'
import { makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { listMembers } from '../queries'
import { removeMember } from './remove-member'
import { setMemberRole } from './set-member-role'

let serial = 0
const request = () => ({ operationId: `operation${++serial}` })
const setUp = async () => {
  const dataset = await makeDataset()
  const [lead, reviewer] = [await makeUser('lead', dataset), await makeUser('reviewer', dataset)]
  return { dataset, lead, reviewer, other: await makeDataset(), stranger: await makeUser() }
}
const sees = (actor: Parameters<typeof authoriseDataset>[0], dataset: string) =>
  authoriseDataset(actor, 'see a dataset', dataset)

describe('members of a dataset', () => {
  useStudio()

  it('are listed for leads, leads first', async () => {
    const { dataset, lead, reviewer, stranger } = await setUp()
    const viewer = await makeUser('viewer', dataset)
    const { members } = await listMembers(lead, dataset)
    expect(members.map((member) => member.userId)).toEqual([lead.id, reviewer.id, viewer.id])
    expect(members[0]).toEqual({ userId: lead.id, name: lead.name, email: lead.email, role: 'lead' })
    await expect(listMembers(reviewer, dataset)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listMembers(stranger, dataset)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('change role at once, told to their streams', async () => {
    const { dataset, lead, reviewer } = await setUp()
    const heard: LiveEvent[] = []
    const stop = subscribe((event) => heard.push(event))
    const change = { ...request(), role: 'viewer' as const }
    const answer = await setMemberRole(lead, dataset, reviewer.id, change)
    stop()
    expect(answer).toEqual({ userId: reviewer.id, role: 'viewer' })
    expect((await sees(reviewer, dataset)).role).toBe('viewer')
    await expect(authoriseDataset(reviewer, 'edit examples', dataset)).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(heard[0]).toEqual({ type: 'access', userId: reviewer.id })
    const audit = await db().auditEvent.findFirstOrThrow()
    expect(audit).toMatchObject({ actorId: lead.id, action: 'member.role', datasetId: dataset })
    expect(JSON.parse(audit.details)).toEqual({ from: 'reviewer', to: 'viewer' })
  })

  it('lose sight of the dataset when removed', async () => {
    const { dataset, lead, reviewer } = await setUp()
    await removeMember(lead, dataset, reviewer.id, request())
    await expect(sees(reviewer, dataset)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('are changed once by one operation', async () => {
    const { dataset, lead, reviewer } = await setUp()
    const change = { ...request(), role: 'viewer' as const }
    const first = await setMemberRole(lead, dataset, reviewer.id, change)
    await setMemberRole(lead, dataset, reviewer.id, { ...request(), role: 'lead' })
    expect(await setMemberRole(lead, dataset, reviewer.id, change)).toEqual(first)
    expect((await sees(reviewer, dataset)).role).toBe('lead')
    const removal = request()
    const removed = await removeMember(lead, dataset, reviewer.id, removal)
    expect(await removeMember(lead, dataset, reviewer.id, removal)).toEqual(removed)
  })

  it('are safe from strangers, from small roles and from leads of another dataset', async () => {
    const { dataset, lead, reviewer, other, stranger } = await setUp()
    const change = { ...request(), role: 'lead' as const }
    const elsewhere = await makeUser('lead', other)
    for (const actor of [stranger, elsewhere]) {
      await expect(setMemberRole(actor, dataset, reviewer.id, change)).rejects.toMatchObject({
        code: 'not_found',
      })
      await expect(removeMember(actor, dataset, reviewer.id, request())).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    await expect(setMemberRole(reviewer, dataset, reviewer.id, change)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(removeMember(reviewer, dataset, lead.id, request())).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(setMemberRole(elsewhere, other, reviewer.id, change)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(removeMember(elsewhere, other, reviewer.id, request())).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await db().membership.count()).toBe(3)
  })
})
