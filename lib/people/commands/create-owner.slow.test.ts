import { describe, expect, it } from 'vitest'
import { POST as acceptRoute } from '@/app/api/v1/invitations/accept/route'
import { GET as linkRoute } from '@/app/api/v1/links/[token]/route'
import { POST as setupRoute } from '@/app/api/v1/setup/route'
import { ensureSetupLink } from '@/lib/auth/setup-link'
import { db } from '@/lib/db/client'
import { whoIs } from '@/lib/testing/account'
import { ask } from '@/lib/testing/ask'
import { refuseRows } from '@/lib/testing/refuse-rows'
import { useStudio } from '@/lib/testing/studio'

const makeToken = async () =>
  new URL((await ensureSetupLink('http://a')) ?? '').searchParams.get('token') ?? ''
const person = { name: ' Studio owner ', email: ' Owner@Example.com ', password: 'correct horse battery' }
const setUp = (token: string, operationId = 'operation1', more = {}) =>
  ask(setupRoute, 'POST', { body: { operationId, token, ...person, ...more } })

describe('the first account', () => {
  useStudio()

  it('is made by the link, as an owner, signed in', async () => {
    const token = await makeToken()
    const answer = await ask(setupRoute, 'POST', {
      body: { operationId: 'operation1', token, ...person },
      headers: { 'accept-language': 'ko-KR,ko;q=0.9' },
    })
    expect(answer.status).toBe(200)
    const me = await whoIs(answer.cookie)
    expect(me).toMatchObject({ id: answer.body.userId, studioRole: 'owner', name: 'Studio owner' })
    expect(await db().user.findMany({ select: { email: true, locale: true } })).toEqual([
      { email: 'owner@example.com', locale: 'ko' },
    ])
    const session = answer.setCookies.find((line) => line.startsWith('finecut.session_token='))
    expect(session).toMatch(/; HttpOnly/i)
    expect(session).toMatch(/; SameSite=Lax/i)
    expect(answer.setCookies.some((line) => line.startsWith('finecut-locale=ko;'))).toBe(true)
    expect(answer.setCookies.some((line) => line.startsWith('finecut-theme=system;'))).toBe(true)
    const rows = await db().auditEvent.findMany({ where: { action: 'person.create' } })
    expect(rows).toHaveLength(1)
    expect(rows[0]?.target).toBe(answer.body.userId)
  })

  it('is made once for one operation, and the same answer comes again', async () => {
    const token = await makeToken()
    const first = await setUp(token)
    const again = await setUp(token)
    expect(again.body).toEqual(first.body)
    expect((await whoIs(again.cookie))?.id).toBe(first.body.userId)
    expect(await db().user.count()).toBe(1)
    expect((await setUp(token, 'operation1', { password: 'another password' })).status).toBe(401)
  })

  it('is made once, however many hold the link', async () => {
    const token = await makeToken()
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => setUp(token, `operation${n}`, { email: `person-${n}@example.com` })),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 404, 404, 404])
    expect(await db().user.count()).toBe(1)
    expect(await db().account.count()).toBe(1)
    expect((await setUp(token, 'operation9')).error?.reason).toBe('linkNotValid')
  })

  it.each([
    ['expired', { expiresAt: new Date(Date.now() - 1000) }],
    ['revoked', { revokedAt: new Date() }],
    ['used', { usedAt: new Date() }],
  ])('refuses a link that is %s as it refuses an unknown one', async (_, data) => {
    const token = await makeToken()
    await db().link.updateMany({ data })
    const refused = await setUp(token)
    const unknown = await setUp('A'.repeat(43))
    expect(refused.status).toBe(404)
    expect({ ...refused.error, id: '' }).toEqual({ ...unknown.error, id: '' })
    const looked = await ask(linkRoute, 'GET', { params: { token } })
    expect(looked.status).toBe(404)
    expect(await db().user.count()).toBe(0)
  })

  it('is not made by a link of another kind, nor by what the database keeps', async () => {
    const token = await makeToken()
    const { id, tokenHash } = await db().link.findFirstOrThrow()
    for (const stored of [id, tokenHash, tokenHash.slice(0, 43)])
      expect((await setUp(stored)).status).toBeGreaterThanOrEqual(400)
    const accepted = await ask(acceptRoute, 'POST', { body: { operationId: 'operation1', token, ...person } })
    expect(accepted.status).toBe(404)
    expect(await db().user.count()).toBe(0)
  })

  it('leaves nothing behind when the second half fails', async () => {
    const token = await makeToken()
    const mend = await refuseRows('Account')
    expect((await setUp(token)).status).toBe(500)
    expect(await db().user.count()).toBe(0)
    await mend()
    expect((await setUp(token)).status).toBe(200)
  })

  it.each([
    ['short password', { password: 'too short' }],
    ['long password', { password: 'x'.repeat(201) }],
    ['no e-mail', { email: 'owner' }],
    ['empty name', { name: '  ' }],
    ['control character in a name', { name: 'a\u0000b' }],
    ['a role of its own choice', { studioRole: 'owner' }],
    ['an object for a string', { email: { contains: '@' } }],
  ])('refuses %s', async (_, more) => {
    const answer = await setUp(await makeToken(), 'operation1', more)
    expect(answer.error?.code).toBe('invalid')
    expect(await db().user.count()).toBe(0)
  })
})
