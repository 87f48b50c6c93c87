import { describe, expect, it } from 'vitest'
import { POST as acceptRoute } from '@/app/api/v1/invitations/accept/route'
import { GET as linkRoute } from '@/app/api/v1/links/[token]/route'
import type { Actor, DatasetRole } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { subscribe } from '@/lib/live/hub'
import type { LiveEvent } from '@/lib/live/schema'
import { makeAccount, whoIs } from '@/lib/testing/account'
import { ask } from '@/lib/testing/ask'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { listMembers, listPeople } from '../queries'
import type { HandedLink } from '../schema'
import { inviteMember, invitePerson } from './invite'
import { revokeInvitation, revokeMemberInvitation } from './revoke-invitation'
import { setMemberRole } from './set-member-role'
import { setPersonState } from './set-person-state'

const tokenOf = ({ url }: HandedLink) => url.split('/').at(-1) ?? ''
let serial = 0
const operationId = () => `operation${++serial}`
const ownerOf = (actor: Actor): Actor => ({ ...actor, studioRole: 'owner' }) as Actor

const invite = (actor: Actor, datasetId: string, role: DatasetRole = 'reviewer', email?: string) =>
  inviteMember(actor, datasetId, { operationId: operationId(), role, ...(email ? { email } : {}) })
const person = (email = `person-${++serial}@example.com`) => ({
  name: 'New person',
  email,
  password: 'correct horse battery',
})
const accept = (link: HandedLink, more: object, cookie?: string) =>
  ask(acceptRoute, 'POST', {
    body: { operationId: operationId(), token: tokenOf(link), ...more },
    ...(cookie ? { cookie } : {}),
  })
const roleOf = async (userId: string, datasetId: string) =>
  (await db().membership.findUnique({ where: { datasetId_userId: { datasetId, userId } } }))?.role

describe('inviting', () => {
  useStudio()

  it('hands a link out once, lists the invitation without it, and keeps only a hash', async () => {
    const dataset = await makeDataset('Returns')
    const lead = await makeUser('lead', dataset)
    const link = await invite(lead, dataset, 'reviewer', 'new@example.com')
    expect(link.url).toMatch(/^http:\/\/[^/]+\/join\/[A-Za-z0-9_-]{43}$/)
    const { invitations } = await listMembers(lead, dataset)
    expect(invitations).toEqual([
      {
        id: link.id,
        email: 'new@example.com',
        role: 'reviewer',
        studioRole: 'member',
        expiresAt: link.expiresAt,
      },
    ])
    const kept = JSON.stringify([
      await db().link.findMany(),
      await db().operation.findMany(),
      await db().auditEvent.findMany(),
    ])
    expect(kept).not.toContain(tokenOf(link))
    const looked = await ask(linkRoute, 'GET', { params: { token: tokenOf(link) } })
    expect(looked.body).toMatchObject({ kind: 'invitation', datasetName: 'Returns', role: 'reviewer' })
    expect(JSON.stringify(looked.body)).not.toContain(dataset)
  })

  it('answers a repeated request with the same link, and has one effect', async () => {
    const dataset = await makeDataset()
    const lead = await makeUser('lead', dataset)
    const request = { operationId: 'operation-twice', role: 'viewer' as const }
    const first = await inviteMember(lead, dataset, request)
    expect(await inviteMember(lead, dataset, request)).toEqual(first)
    expect(await db().link.count()).toBe(1)
    expect(await db().auditEvent.count()).toBe(1)
  })

  it('refuses a stranger and a role that is too small', async () => {
    const dataset = await makeDataset()
    await expect(invite(await makeUser(), dataset)).rejects.toMatchObject({ code: 'not_found' })
    for (const role of ['reviewer', 'viewer'] as const)
      await expect(invite(await makeUser(role, dataset), dataset)).rejects.toMatchObject({
        code: 'forbidden',
      })
    const request = { operationId: 'operation1', studioRole: 'member' as const }
    await expect(invitePerson(await makeUser('lead', dataset), request)).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await db().link.count()).toBe(0)
  })

  it('lets nobody but an owner invite an owner', async () => {
    const dataset = await makeDataset()
    const lead = await makeUser('lead', dataset)
    const request = { operationId: 'operation1', role: 'lead' as const, studioRole: 'owner' as const }
    await expect(inviteMember(lead, dataset, request)).rejects.toMatchObject({ code: 'forbidden' })
    const link = await inviteMember(ownerOf(lead), dataset, request)
    const answer = await accept(link, person())
    expect((await whoIs(answer.cookie))?.studioRole).toBe('owner')
  })

  it('does not invite a member again', async () => {
    const dataset = await makeDataset()
    const lead = await makeUser('lead', dataset)
    const reviewer = await makeUser('reviewer', dataset)
    await expect(invite(lead, dataset, 'lead', reviewer.email)).rejects.toMatchObject({
      reason: 'alreadyMember',
    })
  })

  it('to the studio alone is for owners, and is listed and revoked there', async () => {
    const owner = ownerOf(await makeUser())
    const link = await invitePerson(owner, { operationId: operationId(), studioRole: 'member' })
    expect((await listPeople(owner)).invitations).toMatchObject([{ id: link.id, role: null }])
    const dataset = await makeDataset()
    const lead = await makeUser('lead', dataset)
    const request = { operationId: operationId() }
    await expect(revokeInvitation(lead, link.id, request)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(revokeMemberInvitation(lead, dataset, link.id, request)).rejects.toMatchObject({
      code: 'not_found',
    })
    await revokeInvitation(owner, link.id, request)
    expect((await accept(link, person())).error?.reason).toBe('linkNotValid')
    const local2 = await invitePerson(local, { operationId: operationId(), studioRole: 'member' })
    expect((await accept(local2, person())).body.datasetId).toBeNull()
  })
})

describe('accepting', () => {
  useStudio()

  it('makes an account with the role, signs it in, and tells the others', async () => {
    const dataset = await makeDataset()
    const lead = await makeUser('lead', dataset)
    const link = await invite(lead, dataset)
    const heard: LiveEvent[] = []
    const stop = subscribe((event) => heard.push(event))
    const answer = await accept(link, person('Person@Example.com'))
    stop()
    const userId = String(answer.body.userId)
    expect(answer.body).toEqual({ userId, datasetId: dataset })
    expect(await whoIs(answer.cookie)).toMatchObject({ id: userId, studioRole: 'member' })
    expect(await roleOf(userId, dataset)).toBe('reviewer')
    expect(heard).toContainEqual({ type: 'access', userId })
    expect(heard).toContainEqual({ type: 'dataset', datasetId: dataset, actorId: userId })
    expect(await db().user.count({ where: { email: 'person@example.com' } })).toBe(1)
  })

  it('works once, and repeats its answer to the same request only', async () => {
    const dataset = await makeDataset()
    const link = await invite(await makeUser('lead', dataset), dataset)
    const first = person()
    const request = { ...first, operationId: 'operation-twice' }
    const answer = await accept(link, request)
    expect((await accept(link, request)).body).toEqual(answer.body)
    expect((await accept(link, person())).error).toMatchObject({ code: 'not_found', reason: 'linkNotValid' })
    expect(await db().user.count({ where: { email: first.email } })).toBe(1)
  })

  it('lets one of two win', async () => {
    const dataset = await makeDataset()
    const link = await invite(await makeUser('lead', dataset), dataset)
    const answers = await Promise.all([accept(link, person()), accept(link, person())])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 404])
    expect(await db().account.count()).toBe(1)
  })

  it('keeps the link when the e-mail is taken, whatever its case', async () => {
    const dataset = await makeDataset()
    const lead = await makeUser('lead', dataset)
    const link = await invite(lead, dataset)
    const taken = await accept(link, person(lead.email.toUpperCase()))
    expect(taken.error).toMatchObject({ code: 'conflict', reason: 'emailTaken' })
    expect((await accept(link, person())).status).toBe(200)
  })

  it('refuses expired and revoked links', async () => {
    const dataset = await makeDataset()
    const lead = await makeUser('lead', dataset)
    const expired = await invite(lead, dataset)
    await db().link.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } })
    const revoked = await invite(lead, dataset)
    await revokeMemberInvitation(lead, dataset, revoked.id, { operationId: operationId() })
    for (const link of [expired, revoked]) {
      expect((await accept(link, person())).error?.reason).toBe('linkNotValid')
      expect((await ask(linkRoute, 'GET', { params: { token: tokenOf(link) } })).status).toBe(404)
    }
    expect((await listMembers(lead, dataset)).invitations).toEqual([])
  })

  it('gives who is signed in the role, and never a smaller one than theirs', async () => {
    const dataset = await makeDataset()
    const lead = await makeUser('lead', dataset)
    const joiner = await makeAccount()
    const before = await whoIs(joiner.cookie)
    for (const [role, becomes] of [
      ['viewer', 'viewer'],
      ['lead', 'lead'],
      ['reviewer', 'lead'],
    ] as const) {
      const answer = await accept(await invite(lead, dataset, role), {}, joiner.cookie)
      expect(answer.body).toEqual({ userId: joiner.actor.id, datasetId: dataset })
      expect(await roleOf(joiner.actor.id, dataset)).toBe(becomes)
    }
    expect(await whoIs(joiner.cookie)).toEqual(before)
  })

  it('asks for a sign-in or an account, a whole one', async () => {
    const dataset = await makeDataset()
    const link = await invite(await makeUser('lead', dataset), dataset)
    expect((await accept(link, {})).status).toBe(401)
    expect((await accept(link, { name: 'Half' })).error?.reason).toBe('accountIncomplete')
    expect((await accept(link, { ...person(), studioRole: 'owner' })).status).toBe(400)
    expect((await accept(link, { ...person(), role: 'lead' })).status).toBe(400)
  })

  it('ends with the role of whoever invited', async () => {
    const dataset = await makeDataset()
    const owner = ownerOf(await makeUser())
    const request = () => ({ operationId: operationId() })
    const demoted = await makeUser('lead', dataset)
    const disabled = await makeUser('lead', dataset)
    const links = [await invite(demoted, dataset), await invite(disabled, dataset)]
    const kept = await invite(owner, dataset)
    await setMemberRole(owner, dataset, demoted.id, { ...request(), role: 'reviewer' })
    await setPersonState(owner, disabled.id, { ...request(), disabled: true })
    for (const link of links) expect((await accept(link, person())).status).toBe(404)
    expect((await accept(kept, person())).status).toBe(200)
  })
})
