import { describe, expect, it } from 'vitest'
import { GET as linkRoute } from '@/app/api/v1/links/[token]/route'
import { POST as stateRoute } from '@/app/api/v1/people/[user]/state/route'
import { GET as peopleRoute } from '@/app/api/v1/people/route'
import { GET as sessionsRoute } from '@/app/api/v1/profile/sessions/route'
import { POST as resetRoute } from '@/app/api/v1/reset/route'
import { POST as signInRoute } from '@/app/api/v1/session/route'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { subscribe } from '@/lib/live/hub'
import type { LiveEvent } from '@/lib/live/schema'
import { makeAccount, password, signInAgain, whoIs } from '@/lib/testing/account'
import { ask } from '@/lib/testing/ask'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import type { HandedLink } from '../schema'
import { createResetLink } from './create-reset-link'
import { setPersonState } from './set-person-state'
import { setStudioRole } from './set-studio-role'

let serial = 0
const request = () => ({ operationId: `operation${++serial}` })
const makeOwner = async (): Promise<Actor> => {
  const user = await makeUser()
  await db().user.update({ where: { id: user.id }, data: { studioRole: 'owner' } })
  return { ...user, studioRole: 'owner' }
}
const tokenOf = ({ url }: HandedLink) => url.split('/').at(-1) ?? ''
const reset = (token: string, more: object = {}) =>
  ask(resetRoute, 'POST', { body: { ...request(), token, password: 'a new password', ...more } })
const signIn = (email: string, tried = password) =>
  ask(signInRoute, 'POST', { body: { email, password: tried } })

describe('accounts', () => {
  useStudio()

  it('are listed for owners only', async () => {
    const owner = await makeAccount({ studioRole: 'owner' })
    const member = await makeAccount()
    const listed = await ask(peopleRoute, 'GET', { cookie: owner.cookie })
    expect(listed.body.people).toMatchObject([
      { id: owner.actor.id, email: owner.email, studioRole: 'owner', disabled: false },
      { id: member.actor.id, studioRole: 'member' },
    ])
    expect((await ask(peopleRoute, 'GET', { cookie: member.cookie })).status).toBe(403)
    expect((await ask(peopleRoute, 'GET')).status).toBe(401)
  })

  it('are out at the next request once disabled, and back when enabled', async () => {
    const owner = await makeAccount({ studioRole: 'owner' })
    const member = await makeAccount()
    const link = await createResetLink(owner.actor, member.actor.id, request())
    const heard: LiveEvent[] = []
    const stop = subscribe((event) => heard.push(event))
    const state = (disabled: boolean) =>
      ask(stateRoute, 'POST', {
        params: { user: member.actor.id },
        body: { ...request(), disabled },
        cookie: owner.cookie,
      })
    expect((await state(true)).status).toBe(200)
    stop()
    expect((await ask(sessionsRoute, 'GET', { cookie: member.cookie })).status).toBe(401)
    expect(await db().session.count({ where: { userId: member.actor.id } })).toBe(0)
    expect((await signIn(member.email)).status).toBe(401)
    expect(await db().session.count({ where: { userId: member.actor.id } })).toBe(0)
    expect((await reset(tokenOf(link))).status).toBe(404)
    expect(heard).toContainEqual({ type: 'access', userId: member.actor.id })
    await state(false)
    expect((await signIn(member.email)).status).toBe(200)
    expect(await whoIs(member.cookie)).toBeNull()
  })

  it('keep one owner who can sign in', async () => {
    const [first, second] = [await makeOwner(), await makeOwner()]
    await setPersonState(first, second.id, { ...request(), disabled: true })
    for (const actor of [first, local]) {
      await expect(
        setStudioRole(actor, first.id, { ...request(), studioRole: 'member' }),
      ).rejects.toMatchObject({ code: 'conflict', reason: 'lastOwner' })
      await expect(setPersonState(actor, first.id, { ...request(), disabled: true })).rejects.toMatchObject({
        reason: 'lastOwner',
      })
    }
    await setPersonState(first, second.id, { ...request(), disabled: false })
    await setStudioRole(second, first.id, { ...request(), studioRole: 'member' })
    expect(await db().user.count({ where: { studioRole: 'owner' } })).toBe(1)
  })

  it('change once by one operation', async () => {
    const [owner, member] = [await makeOwner(), await makeUser()]
    const change = { ...request(), studioRole: 'owner' as const }
    const first = await setStudioRole(owner, member.id, change)
    await setStudioRole(owner, member.id, { ...request(), studioRole: 'member' })
    expect(await setStudioRole(owner, member.id, change)).toEqual(first)
    expect(await db().user.count({ where: { studioRole: 'owner' } })).toBe(1)
    const disabling = { ...request(), disabled: true }
    const disabled = await setPersonState(owner, member.id, disabling)
    await setPersonState(owner, member.id, { ...request(), disabled: false })
    expect(await setPersonState(owner, member.id, disabling)).toEqual(disabled)
    expect(await db().user.count({ where: { disabledAt: { not: null } } })).toBe(0)
  })

  it('are no business of members, and a missing one is not found', async () => {
    const dataset = await makeDataset()
    const [lead, member] = [await makeUser('lead', dataset), await makeUser('viewer', dataset)]
    const change = { ...request(), studioRole: 'owner' as const }
    await expect(setStudioRole(lead, lead.id, change)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setPersonState(lead, member.id, { ...request(), disabled: true })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(
      setPersonState(local, 'nobody-at-all', { ...request(), disabled: true }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(setStudioRole(local, 'nobody-at-all', change)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a reset link', () => {
  useStudio()

  it('sets a new password once, and ends every session', async () => {
    const owner = await makeOwner()
    const member = await makeAccount()
    const elsewhere = await signInAgain(member.email)
    const link = await createResetLink(owner, member.actor.id, request())
    expect(link.url).toMatch(/\/reset\/[A-Za-z0-9_-]{43}$/)
    const hours = (Date.parse(link.expiresAt) - Date.now()) / 3_600_000
    expect(hours).toBeGreaterThan(23.9)
    expect(hours).toBeLessThanOrEqual(24)
    const looked = await ask(linkRoute, 'GET', { params: { token: tokenOf(link) } })
    expect(looked.body).toMatchObject({ kind: 'reset', email: member.email, datasetName: null })
    const once = request()
    const answer = await reset(tokenOf(link), once)
    expect(answer.body).toEqual({ userId: member.actor.id })
    expect((await reset(tokenOf(link), once)).body).toEqual(answer.body)
    expect((await reset(tokenOf(link))).error?.reason).toBe('linkNotValid')
    for (const { cookie } of [member, elsewhere]) expect(await whoIs(cookie)).toBeNull()
    expect((await signIn(member.email)).status).toBe(401)
    expect((await signIn(member.email, 'a new password')).status).toBe(200)
    const kept = JSON.stringify([
      await db().link.findMany(),
      await db().operation.findMany(),
      await db().auditEvent.findMany(),
    ])
    expect(kept).not.toContain(tokenOf(link))
    expect(kept).not.toContain('a new password')
  })

  it('replaces older ones, expires, and answers a repeated request with itself', async () => {
    const [owner, member] = [await makeOwner(), await makeUser()]
    const older = await createResetLink(owner, member.id, request())
    const once = request()
    const newer = await createResetLink(owner, member.id, once)
    expect(await createResetLink(owner, member.id, once)).toEqual(newer)
    expect((await reset(tokenOf(older))).status).toBe(404)
    await db().link.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } })
    expect((await reset(tokenOf(newer))).status).toBe(404)
  })

  it('comes from owners for anyone, from leads for members of theirs alone', async () => {
    const [mine, theirs] = [await makeDataset(), await makeDataset()]
    const lead = await makeUser('lead', mine)
    const reviewer = await makeUser('reviewer', mine)
    const both = await makeUser('viewer', mine)
    await db().membership.create({ data: { datasetId: theirs, userId: both.id, role: 'lead' } })
    const boss = await makeOwner()
    await db().membership.create({ data: { datasetId: mine, userId: boss.id, role: 'viewer' } })
    const stranger = await makeUser('lead', theirs)
    const hand = (actor: Actor, userId: string) => createResetLink(actor, userId, request())

    expect((await hand(lead, reviewer.id)).url).toContain('/reset/')
    await expect(hand(reviewer, lead.id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(hand(stranger, reviewer.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(hand(lead, 'nobody-at-all')).rejects.toMatchObject({ code: 'not_found' })
    // the link would let the lead into a dataset of others, or make them an owner
    for (const person of [both, boss])
      await expect(hand(lead, person.id)).rejects.toMatchObject({ reason: 'resetNeedsOwner' })
    for (const actor of [boss, local])
      for (const person of [both, boss]) expect((await hand(actor, person.id)).url).toContain('/reset/')
  })

  it('is not made for a disabled account, and ends with the role of whoever made it', async () => {
    const dataset = await makeDataset()
    const owner = await makeOwner()
    const [lead, reviewer] = [await makeUser('lead', dataset), await makeUser('reviewer', dataset)]
    const link = await createResetLink(lead, reviewer.id, request())
    await setPersonState(owner, lead.id, { ...request(), disabled: true })
    expect((await reset(tokenOf(link))).status).toBe(404)
    await expect(createResetLink(owner, lead.id, request())).rejects.toMatchObject({
      reason: 'personDisabled',
    })
  })
})
