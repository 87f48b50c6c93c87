import { describe, expect, it } from 'vitest'
import {
  PATCH as languageRoute,
  GET as meRoute,
  POST as signInRoute,
  DELETE as signOutRoute,
} from '@/app/api/v1/session/route'
import { attemptsPerWindow, windowMs } from '@/lib/auth/count-attempts'
import { actorOf } from '@/lib/auth/session'
import { db } from '@/lib/db/client'
import { makeAccount, password, signInAgain, whoIs } from '@/lib/testing/account'
import { ask } from '@/lib/testing/ask'
import { useStudio } from '@/lib/testing/studio'

const signIn = (email: string, tried = password, headers = {}) =>
  ask(signInRoute, 'POST', { body: { email, password: tried }, headers })
const accountKeys = async () => {
  const rows = await db().signInAttempt.findMany({ select: { accountKey: true } })
  return new Set(rows.map((row) => row.accountKey))
}

describe('sign-in', () => {
  useStudio()

  it('gives a session, and the language and theme of the account', async () => {
    const { actor, email } = await makeAccount()
    await db().user.update({ where: { id: actor.id }, data: { locale: 'ko', theme: 'dark' } })
    const answer = await signIn(` ${email.toUpperCase()} `, password, { 'user-agent': 'Browser/1' })
    expect(answer.body.user).toMatchObject({ id: actor.id, email, locale: 'ko', theme: 'dark' })
    expect(answer.setCookies.join('\n')).toMatch(/^finecut\.session_token=.*HttpOnly.*SameSite=Lax/im)
    expect(answer.cookie).toContain('finecut-locale=ko')
    expect(answer.cookie).toContain('finecut-theme=dark')
    expect((await whoIs(answer.cookie))?.id).toBe(actor.id)
    expect(JSON.stringify(answer.body)).not.toMatch(/token|password/)
    expect(await db().session.count({ where: { userAgent: 'Browser/1' } })).toBe(1)
    expect(await db().signInAttempt.count()).toBe(0)
  })

  it('tells nobody whether an e-mail has an account', async () => {
    const { email } = await makeAccount()
    const disabled = await makeAccount()
    await db().user.update({ where: { id: disabled.actor.id }, data: { disabledAt: new Date() } })
    const wrong = await signIn(email, 'wrong password')
    const unknown = await signIn('nobody@example.com', 'wrong password')
    const right = await signIn(disabled.email)
    for (const answer of [wrong, unknown, right]) {
      expect(answer.status).toBe(401)
      expect(answer.setCookies).toEqual([])
      expect({ ...answer.body, error: { ...answer.error, id: '' } }).toEqual({
        error: { ...wrong.error, id: '', code: 'unauthenticated', reason: 'wrongCredentials' },
      })
    }
    expect((await accountKeys()).size).toBe(3)
  })

  it('refuses the right password too after ten wrong ones, until the window has passed', async () => {
    const { email } = await makeAccount()
    expect((await signIn(email, 'wrong password')).status).toBe(401)
    const [accountKey] = await accountKeys()
    const at = new Date(Date.now() - windowMs + 60_000)
    await db().signInAttempt.createMany({
      data: Array.from({ length: attemptsPerWindow - 1 }, () => ({ accountKey: accountKey!, at })),
    })
    const refused = await signIn(email)
    expect(refused.error).toMatchObject({ code: 'rate_limited', reason: 'tooManySignIns' })
    expect(refused.status).toBe(429)
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(50)
    expect(wait).toBeLessThanOrEqual(60)
    await db().signInAttempt.updateMany({ where: { at }, data: { at: new Date(Date.now() - windowMs - 1) } })
    expect((await signIn(email)).status).toBe(200)
    expect(await db().signInAttempt.count()).toBe(1)
  })

  it('refuses a page of another site', async () => {
    const { email } = await makeAccount()
    const answer = await signIn(email, password, { origin: 'http://other.test' })
    expect(answer.error?.reason).toBe('foreignOrigin')
    expect(answer.setCookies).toEqual([])
  })

  it('ends with the sign-out, there and nowhere else', async () => {
    const here = await makeAccount()
    const there = await signInAgain(here.email)
    expect((await ask(meRoute, 'GET', { cookie: here.cookie })).body.user).toMatchObject({
      id: here.actor.id,
    })
    const left = await ask(signOutRoute, 'DELETE', { cookie: here.cookie })
    expect(left.setCookies.join('\n')).toMatch(/^finecut\.session_token=;.*Max-Age=0/im)
    expect((await ask(meRoute, 'GET', { cookie: here.cookie })).body).toEqual({ user: null })
    expect((await whoIs(there.cookie))?.id).toBe(here.actor.id)
    expect((await ask(signOutRoute, 'DELETE')).status).toBe(200)
  })

  it('remembers a language before anyone signs in, and nothing else', async () => {
    const choose = (body: object) => ask(languageRoute, 'PATCH', { body, cookie: 'finecut-theme=dark' })
    expect((await choose({ locale: 'ko' })).cookie).toBe('finecut-locale=ko; finecut-theme=dark')
    for (const body of [{ locale: 'fr' }, { locale: 'ko', theme: 'dark' }, {}])
      expect((await choose(body)).status).toBe(400)
  })

  it('takes no stored value for a session or a link', async () => {
    const { cookie } = await makeAccount()
    const [name, value] = cookie.split('=') as [string, string]
    const session = await db().session.findFirstOrThrow()
    const account = await db().account.findFirstOrThrow()
    const stored = [session.token, session.id, account.password ?? '', account.id]
    const signature = decodeURIComponent(value).slice(session.token.length)
    expect(signature.length).toBeGreaterThan(40)
    for (const text of [...stored, `${session.token}.`, `${session.id}${signature}`])
      expect(await whoIs(`${name}=${encodeURIComponent(text)}`), text).toBeNull()
    for (const text of stored)
      expect(await actorOf(new Headers({ authorization: `Bearer ${text}` })), text).toBeNull()
  })
})
