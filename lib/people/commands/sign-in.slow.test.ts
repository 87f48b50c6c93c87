import { describe, expect, it } from 'vitest'
import { POST as signInRoute } from '@/app/api/v1/session/route'
import { attemptsPerCaller, attemptsPerWindow } from '@/lib/auth/count-attempts'
import { db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { makeAccount, password } from '@/lib/testing/account'
import { ask } from '@/lib/testing/ask'
import { share } from '@/lib/testing/share'
import { useStudio } from '@/lib/testing/studio'

// on PostgreSQL what its statements do when many run at once; the rest is the same, and passwords are slow by design
const rounds = share(engine === 'sqlite' ? 10 : 2, 10)

describe('guessing', () => {
  useStudio()

  it(`E27: of ${rounds * 100} wrong passwords from invented addresses at most ten are tried, known e-mail or not`, async () => {
    const { email } = await makeAccount()
    for (const target of [email, 'nobody@example.com']) {
      await db().signInAttempt.deleteMany()
      const statuses: number[] = []
      for (let round = 0; round < rounds; round++) {
        const answers = await Promise.all(
          Array.from({ length: 50 }, (_, n) =>
            ask(signInRoute, 'POST', {
              body: {
                email: n % 2 ? target : target.toUpperCase(),
                password: `wrong password ${round} ${n}`,
              },
              headers: { 'x-forwarded-for': `10.0.${round}.${n}`, 'x-real-ip': `10.1.${round}.${n}` },
            }),
          ),
        )
        statuses.push(...answers.map((answer) => answer.status))
      }
      expect(statuses.filter((status) => status === 401)).toHaveLength(attemptsPerWindow)
      expect(statuses.filter((status) => status === 429)).toHaveLength(rounds * 50 - attemptsPerWindow)
      // each once for the account and once for its caller
      expect(await db().signInAttempt.count()).toBe(2 * attemptsPerWindow)
      const right = await ask(signInRoute, 'POST', { body: { email: target, password } })
      expect(right.status).toBe(429)
      expect(right.headers.get('retry-after')).toMatch(/^[0-9]+$/)
    }
    expect(await db().session.count()).toBe(1)
  })

  it.runIf(engine === 'sqlite')(
    'of one caller at most fifty wrong passwords are tried, whatever the accounts',
    async () => {
      const { email } = await makeAccount()
      const caller = { 'x-forwarded-for': '203.0.113.9' }
      const statuses: number[] = []
      for (let n = 0; n < attemptsPerCaller + 20; n++) {
        const body = { email: `person-${n}@example.com`, password: 'wrong password' }
        statuses.push((await ask(signInRoute, 'POST', { body, headers: caller })).status)
      }
      expect(statuses.filter((status) => status === 401)).toHaveLength(attemptsPerCaller)
      const right = { body: { email, password } }
      expect((await ask(signInRoute, 'POST', { ...right, headers: caller })).status).toBe(429)
      const elsewhere = { 'x-forwarded-for': '203.0.113.10' }
      expect((await ask(signInRoute, 'POST', { ...right, headers: elsewhere })).status).toBe(200)
    },
    120_000,
  )
})
