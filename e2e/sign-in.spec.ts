import { ask, gist } from './fixtures/ask'
import { gather } from './fixtures/cast'
import { share } from './fixtures/share'
import { expect, owner, test } from './fixtures/studio'

const guesses = share(100, 1_000)
const together = 20

test(`E27: of ${guesses} wrong passwords with invented addresses ten are tried, for a known e-mail as for an unknown one`, async ({
  studio,
}) => {
  const cast = await gather(studio)
  const guess = (email: string, n: number) =>
    ask(studio, {
      method: 'POST',
      path: '/session',
      body: { email: n % 2 ? email : email.toUpperCase(), password: `wrong password ${n}` },
      headers: {
        'x-forwarded-for': `10.${n >> 8}.${n & 255}.1, 10.0.0.${n & 255}`,
        'x-real-ip': `10.1.${n >> 8}.${n & 255}`,
        forwarded: `for=10.2.${n >> 8}.${n & 255}`,
      },
    })
  const seen = []
  for (const email of ['lead@example.com', 'nobody@example.com']) {
    const answers = []
    for (let n = 0; n < guesses; n += together)
      answers.push(...(await Promise.all(Array.from({ length: together }, (_, i) => guess(email, n + i)))))
    const tried = answers.filter(({ status }) => status === 401)
    expect([tried.length, answers.length]).toEqual([10, guesses])
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(guesses - 10)
    seen.push([...new Set(answers.map(gist))].sort())
  }
  expect(seen[0]).toEqual(seen[1])
  expect(seen[0]).toHaveLength(2)
  // the right one is not tried either
  const { status, headers } = await guess('lead@example.com', 0)
  expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true])
  cast.tables.close()
})

test('a page whose scripts are late puts no password into its address', async ({ page, studio }) => {
  let letGo = () => {}
  const late = new Promise<void>((go) => {
    letGo = go
  })
  await page.route('**/*.js*', async (route) => {
    await late
    await route.continue()
  })
  await page.goto('/sign-in', { waitUntil: 'commit' })
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.getByLabel('Password', { exact: true }).press('Enter')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeDisabled()
  letGo()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  await expect(page).toHaveURL(`${studio.url}/sign-in`)
})
