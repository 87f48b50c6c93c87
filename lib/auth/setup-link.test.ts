import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { makeUser, useStudio } from '@/lib/testing/studio'
import { authoriseLink } from './authorise-link'
import { ensureSetupLink } from './setup-link'

const tokenIn = (link: string | null) => new URL(link ?? '').searchParams.get('token') ?? ''

describe('the set-up link', () => {
  useStudio()

  it('is made while there is no account, 256 bits long, and opens', async () => {
    const link = await ensureSetupLink('http://studio.test')
    expect(link).toMatch(/^http:\/\/studio\.test\/setup\?token=[A-Za-z0-9_-]{43}$/)
    const opened = await authoriseLink(tokenIn(link), 'setup')
    expect(opened.open).toBe(true)
    const days = (opened.expiresAt.getTime() - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(6.9)
    expect(days).toBeLessThan(7.1)
  })

  it('replaces older ones', async () => {
    const [older, newer] = [await ensureSetupLink('http://a'), await ensureSetupLink('http://a')]
    expect(tokenIn(older)).not.toBe(tokenIn(newer))
    expect((await authoriseLink(tokenIn(older), 'setup')).open).toBe(false)
    expect((await authoriseLink(tokenIn(newer), 'setup')).open).toBe(true)
  })

  it('is not made once there is an account', async () => {
    await makeUser()
    expect(await ensureSetupLink('http://a')).toBeNull()
    expect(await db().link.count()).toBe(0)
  })

  it('opens nothing but a set-up', async () => {
    const token = tokenIn(await ensureSetupLink('http://a'))
    await expect(authoriseLink(token, 'invitation', 'reset')).rejects.toMatchObject({ code: 'not_found' })
  })
})
