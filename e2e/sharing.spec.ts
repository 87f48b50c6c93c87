import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { expectAccessible, expectNoSidewaysScroll } from './fixtures/accessible'
import { makeVersion } from './fixtures/frozen'
import { becomeOwner, expect, test } from './fixtures/studio'
import { api, chat, makeDataset, makeDemo, makeExample } from './fixtures/work'

test.use({ shared: true })

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const gone = 'This link is not valid any more'

const share = (page: Page, studio: Parameters<typeof api>[1], dataset: string, body: object) =>
  api<{ id: string; url: string }>(page, studio, 'POST', `/datasets/${dataset}/shares`, body)

test('a share link is made from what is open, read on a phone, and revoked while it is open', async ({
  page,
  studio,
  openPage,
  allow,
}) => {
  allow(/status of 404/)
  const me = await becomeOwner(page, studio)
  const dataset = await makeDemo(page, studio)
  await page.goto(`/datasets/${dataset}?q=tag:refusal`)
  const at = `/datasets/${dataset}/examples/count?q=tag:refusal%20-status:excluded`
  const { count } = await api<{ count: number }>(page, studio, 'GET', at)
  expect(count).toBeGreaterThan(1)
  await expect(page.locator('#queue').getByRole('listitem').first()).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('option', { name: /Share what is open here/ }).click()

  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Query')).toHaveValue('tag:refusal')
  await dialog.getByLabel('Title').fill('Refusals for the board')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const address = await dialog.getByLabel('Link').inputValue()
  expect(address).toMatch(/\/shared\/[A-Za-z0-9_-]{43}$/)
  await dialog.getByRole('button', { name: 'Done' }).click()
  const line = page.getByRole('listitem').filter({ hasText: 'Refusals for the board' })
  await expect(line).toContainText('never opened')
  await page.reload()
  await expect(page.getByText(address), 'it is shown once').toHaveCount(0)

  const guest = await openPage(phone)
  const elsewhere: string[] = []
  const referrers: string[] = []
  guest.on('request', (request) => {
    if (!request.url().startsWith(studio.url) && !request.url().startsWith('data:'))
      elsewhere.push(request.url())
    const { referer } = request.headers()
    if (referer) referrers.push(referer)
  })
  const first = await guest.goto(address)
  const headers = (await first?.allHeaders()) ?? {}
  expect([first?.status(), headers['referrer-policy'], headers['x-robots-tag']]).toEqual([
    200,
    'no-referrer',
    'noindex, nofollow',
  ])
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(headers['cache-control']).toContain('no-store')
  await expect(guest).toHaveTitle('Refusals for the board · Finecut')
  await expect(guest.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
  const rows = guest.getByRole('list', { name: 'Conversations' }).getByRole('button')
  await expect(guest.getByText(`${count} conversations`)).toBeVisible()
  await expect(rows.first()).toBeVisible()
  await expectNoSidewaysScroll(guest, 'the list of a guest')
  await expectAccessible(guest, 'the list of a guest')
  await rows.first().click()
  await expect(guest).toHaveURL(/\?example=\d+$/)
  const turns = guest.getByRole('main').getByRole('article')
  await expect(turns.filter({ hasText: /\S/ }).first()).toBeVisible()
  await expectNoSidewaysScroll(guest, 'a conversation of a guest')
  await expectAccessible(guest, 'a conversation of a guest')
  // the address of one conversation is a link, too
  await guest.reload()
  await expect(turns.first()).toBeVisible()
  await guest.getByRole('button', { name: 'Distribution' }).click()
  await expect(guest.getByRole('region', { name: /distribution/i })).toBeVisible()
  const everything = await guest.content()
  expect(everything).not.toContain(me.name)
  expect(everything).not.toContain(me.email)

  await page.reload()
  await expect(line).toContainText('last opened')
  await line.getByRole('button', { name: 'Revoke the link Refusals for the board' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(guest.getByRole('heading', { name: gone })).toBeVisible()
  await expect(turns).toHaveCount(0)
  expect((await guest.reload())?.status()).toBe(404)
  await expect(guest.getByRole('heading', { name: gone })).toBeVisible()
  await expect(page.getByText('There is no share link.')).toBeVisible()

  expect(elsewhere).toEqual([])
  expect(referrers).toEqual([])
  expect(studio.output()).not.toContain(address.split('/').at(-1))
})

test('a page that is open closes when its link expires or its dataset goes to the trash', async ({
  page,
  studio,
  openPage,
  allow,
}) => {
  allow(/status of 404/)
  await becomeOwner(page, studio)
  const dataset = await makeDataset(page, studio)
  await makeExample(page, studio, dataset, chat(['user', 'Hello?'], ['assistant', 'Good day.']))
  const links = [
    await share(page, studio, dataset, { kind: 'dataset', expiresAt: '2999-01-01T00:00:00Z' }),
    await share(page, studio, dataset, { kind: 'example', number: 1 }),
  ]
  const guests: Page[] = []
  for (const { url } of links) {
    const guest = await openPage()
    const listening = guest.waitForResponse('**/api/v1/shared/live')
    await guest.goto(url)
    await listening
    guests.push(guest)
  }
  const [whole, one] = guests as [Page, Page]
  await expect(whole.getByRole('button', { name: /Good day|Hello/ })).toBeVisible()
  await expect(one.getByRole('main').getByText('Good day.')).toBeVisible()
  await expect(one.getByRole('heading', { name: 'Shared conversations' })).toBeVisible()

  const database = new Database(join(studio.dataDir, 'finecut.db'))
  database
    .prepare('UPDATE "ShareLink" SET "expiresAt" = ? WHERE id = ?')
    .run(new Date(Date.now() - 1000).toISOString(), links[0]?.id)
  database.close()
  await expect(whole.getByRole('heading', { name: gone })).toBeVisible({ timeout: 15_000 })
  await expect(whole.getByText('Good day.')).toHaveCount(0)
  await expect(one.getByRole('main').getByText('Good day.')).toBeVisible()

  await api(page, studio, 'POST', `/datasets/${dataset}/state`, { state: 'trashed' })
  await expect(one.getByRole('heading', { name: gone })).toBeVisible()
  await expect(one.getByText('Good day.')).toHaveCount(0)
})

test('a member’s link to what they see leads a stranger through the sign-in to the very same place', async ({
  page,
  studio,
  openPage,
}) => {
  const me = await becomeOwner(page, studio)
  const dataset = await makeDataset(page, studio)
  for (const word of ['apples', 'pears', 'plums'])
    await makeExample(page, studio, dataset, chat(['user', word], ['assistant', `About ${word}.`]))
  const places = [
    [`/datasets/${dataset}?q=pears&sort=-number&example=2&turn=m2`, 'About pears.'],
    [`/datasets/${dataset}/members?share=view&q=pears`, 'New share link to Support'],
  ] as const
  for (const [place, seen] of places) {
    const other = await openPage()
    await other.goto(place)
    await expect(other).toHaveURL(/\/sign-in\?next=/)
    await other.getByLabel('E-mail').fill(me.email)
    await other.getByLabel('Password', { exact: true }).fill(me.password)
    await other.getByRole('button', { name: 'Sign in' }).click()
    await expect(other).toHaveURL(`${studio.url}${place}`)
    await expect(other.getByText(seen).first()).toBeVisible()
  }
})

test('the pages of a guest read well in both languages, light and dark', async ({
  page,
  studio,
  openPage,
}) => {
  await becomeOwner(page, studio)
  const dataset = await makeDemo(page, studio)
  const { url } = await share(page, studio, dataset, { kind: 'dataset', name: 'Support answers' })
  for (const [look, name] of [
    [{ locale: 'en-US', colorScheme: 'light' as const }, 'Conversations'],
    [{ ...phone, locale: 'ko-KR', colorScheme: 'dark' as const }, '대화'],
  ] as const) {
    const guest = await openPage(look)
    await guest.goto(url)
    const rows = guest.getByRole('list', { name, exact: true }).getByRole('button')
    await expect(rows.first()).toBeVisible()
    await expectAccessible(guest, `the list, ${name}`)
    await expectNoSidewaysScroll(guest, `the list, ${name}`)
    await guest.goto(`${url}?example=2`)
    await expect(guest.getByRole('main').getByRole('article').nth(1)).toBeVisible()
    await expectAccessible(guest, `a conversation, ${name}`)
    await expectNoSidewaysScroll(guest, `a conversation, ${name}`)
  }
})

test('a version is shown as it was frozen, on a phone, and revoked while it is open', async ({
  page,
  studio,
  openPage,
  allow,
}) => {
  allow(/status of 404/)
  await becomeOwner(page, studio)
  const dataset = await makeDataset(page, studio)
  const asked = (n: number) => `Where is my order number ${n}?`
  for (let n = 1; n <= 12; n++)
    await makeExample(page, studio, dataset, chat(['user', asked(n)], ['assistant', 'It left on Monday.']))
  await makeVersion(page, studio, dataset, 'June', { trainShare: 1 })
  await page.goto(`/datasets/${dataset}/exports/versions`)
  await page.getByRole('link', { name: 'Share link…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Version', { exact: true })).toHaveValue(/.{6,}/)
  await dialog.getByLabel('Title').fill('What we trained on in June')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const address = await dialog.getByLabel('Link').inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()
  const line = page.getByRole('listitem').filter({ hasText: 'What we trained on in June' })
  await expect(line).toContainText('June')

  // what becomes of the dataset after that is nothing to the link
  const save = (number: number, edit: object) =>
    api(page, studio, 'POST', `/datasets/${dataset}/examples/${number}/edits`, { revision: 1, edits: [edit] })
  const text = { messageId: 'm1', path: ['content'], at: 0, remove: asked(1), insert: 'Edited since.' }
  await save(1, { type: 'edit-text', ...text })
  await save(2, { type: 'set-trashed', from: false, to: true })

  const guest = await openPage(phone)
  await guest.goto(address)
  await expect(guest).toHaveTitle('What we trained on in June · Finecut')
  await expect(guest.getByText('12 conversations')).toBeVisible()
  await expectNoSidewaysScroll(guest, 'the list of a version')
  await expectAccessible(guest, 'the list of a version')
  const rows = guest.getByRole('list', { name: 'Conversations' }).getByRole('button')
  await expect(rows.filter({ hasText: asked(2) })).toBeVisible()
  await rows
    .filter({ hasText: asked(1) })
    .first()
    .click()
  const turns = guest.getByRole('main').getByRole('article')
  await expect(turns.filter({ hasText: asked(1) }).first()).toBeVisible()
  await expect(guest.getByText('Edited since.')).toHaveCount(0)
  await expectAccessible(guest, 'a conversation of a version')

  await line.getByRole('button', { name: 'Revoke the link What we trained on in June' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(guest.getByRole('heading', { name: gone })).toBeVisible()
  await expect(turns).toHaveCount(0)
  expect((await guest.reload())?.status()).toBe(404)
})
