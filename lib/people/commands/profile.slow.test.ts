import { describe, expect, it } from 'vitest'
import { POST as passwordRoute } from '@/app/api/v1/profile/password/route'
import { PATCH as profileRoute } from '@/app/api/v1/profile/route'
import { DELETE as endSessionRoute } from '@/app/api/v1/profile/sessions/[session]/route'
import { GET as sessionsRoute } from '@/app/api/v1/profile/sessions/route'
import { attemptsPerWindow } from '@/lib/auth/count-attempts'
import { startSession } from '@/lib/auth/start-session'
import { db } from '@/lib/db/client'
import { makeAccount, password, signInAgain, whoIs } from '@/lib/testing/account'
import { ask } from '@/lib/testing/ask'
import { local, useStudio } from '@/lib/testing/studio'
import type { SessionRow } from '../schema'
import { changePassword } from './change-password'
import { endSession } from './end-session'
import { updateProfile } from './update-profile'

let serial = 0
const request = () => ({ operationId: `operation${++serial}` })
const next = 'another good password'
const sessionsOf = async (cookie: string) =>
  (await ask(sessionsRoute, 'GET', { cookie })).body.sessions as SessionRow[]

describe('the profile', () => {
  useStudio()

  it('changes what is given, and sets the cookies of language and theme', async () => {
    const { cookie, actor } = await makeAccount()
    const change = (body: object) => ask(profileRoute, 'PATCH', { cookie, body: { ...request(), ...body } })
    const answer = await change({ name: ' 새 이름 ', locale: 'ko', theme: 'dark', shortcutsOff: true })
    expect(answer.body.user).toMatchObject({
      name: '새 이름',
      locale: 'ko',
      theme: 'dark',
      shortcutsOff: true,
    })
    expect(answer.cookie).toContain('finecut-locale=ko; finecut-theme=dark')
    expect((await change({ locale: 'en' })).body.user).toMatchObject({ name: '새 이름', locale: 'en' })
    expect((await whoIs(cookie))?.name).toBe('새 이름')
    for (const body of [{ studioRole: 'owner' }, { email: 'x@example.com' }, { locale: 'fr' }, { name: '' }])
      expect((await change(body)).status).toBe(400)
    expect((await db().user.findUniqueOrThrow({ where: { id: actor.id } })).studioRole).toBe('member')
  })

  it('is changed once by one operation, and only by who is signed in', async () => {
    const { actor } = await makeAccount()
    const rename = { ...request(), name: 'First' }
    await updateProfile(actor, rename)
    await updateProfile(actor, { ...request(), name: 'Second' })
    await updateProfile(actor, rename)
    expect((await db().user.findFirstOrThrow()).name).toBe('Second')
    await expect(updateProfile(local, rename)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await ask(profileRoute, 'PATCH', { body: rename })).status).toBe(401)
  })
})

describe('a change of password', () => {
  useStudio()

  it('keeps this session and ends the others', async () => {
    const here = await makeAccount()
    const there = await signInAgain(here.email)
    const once = request()
    const change = () =>
      ask(passwordRoute, 'POST', { cookie: here.cookie, body: { ...once, current: password, next } })
    const answer = await change()
    expect(answer.body).toEqual({ userId: here.actor.id, endedSessions: 1 })
    expect((await change()).body).toEqual(answer.body)
    expect((await whoIs(here.cookie))?.id).toBe(here.actor.id)
    expect(await whoIs(there.cookie)).toBeNull()
    await expect(startSession({ email: here.email, password }, new Headers())).rejects.toThrow()
    await startSession({ email: here.email, password: next }, new Headers())
    expect(JSON.stringify(await db().auditEvent.findMany())).not.toContain(next)
  })

  it('needs the current password, guessed at most ten times', async () => {
    const { actor } = await makeAccount()
    const guess = () => changePassword(actor, { ...request(), current: 'wrong password', next })
    const guesses = await Promise.allSettled(Array.from({ length: attemptsPerWindow + 3 }, guess))
    const reasons = guesses.map((g) =>
      g.status === 'rejected' ? (g.reason as { reason: string }).reason : '',
    )
    expect(reasons.filter((reason) => reason === 'wrongPassword')).toHaveLength(attemptsPerWindow)
    expect(reasons.filter((reason) => reason === 'tooManySignIns')).toHaveLength(3)
    const right = { ...request(), current: password, next }
    await expect(changePassword(actor, right)).rejects.toMatchObject({ code: 'rate_limited' })
    await expect(changePassword(local, right)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('sessions', () => {
  useStudio()

  it('are listed without their secret, and ended one by one', async () => {
    const here = await makeAccount()
    const there = await signInAgain(here.email)
    const listed = await sessionsOf(here.cookie)
    expect(listed.map((row) => row.current).sort()).toEqual([false, true])
    const stored = await db().session.findMany()
    for (const { token } of stored) expect(JSON.stringify(listed)).not.toContain(token)
    const other = listed.find((row) => !row.current)!
    const end = (body: object) =>
      ask(endSessionRoute, 'DELETE', { cookie: here.cookie, params: { session: other.id }, body })
    const once = request()
    expect((await end(once)).body).toEqual({ id: other.id })
    expect((await end(once)).status).toBe(200)
    expect((await end(request())).status).toBe(404)
    expect(await whoIs(there.cookie)).toBeNull()
    expect(await sessionsOf(here.cookie)).toHaveLength(1)
  })

  it('of others are not there', async () => {
    const [me, other] = [await makeAccount(), await makeAccount()]
    await expect(endSession(me.actor, other.actor.sessionId, request())).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await whoIs(other.cookie))?.id).toBe(other.actor.id)
    await expect(endSession(local, other.actor.sessionId, request())).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
