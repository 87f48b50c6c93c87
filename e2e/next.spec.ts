import type { Request } from '@playwright/test'
import { makeExamples } from './fixtures/reviewing'
import { becomeOwner, expect, test } from './fixtures/studio'
import { api, chat, expectSaved, makeDataset, makeExample, readExample } from './fixtures/work'

test.use({ shared: true })

const lostNetwork = /net::ERR_INTERNET_DISCONNECTED/

test('the next example is there before it is asked for, and menus open without a network', async ({
  page,
  context,
  studio,
  allow,
}) => {
  await becomeOwner(page, studio)
  const dataset = await makeDataset(page, studio)
  const [first, second] = await makeExamples(page, studio, dataset, 2)
  const answered = (number: number) =>
    page.waitForResponse((answer) => answer.url().endsWith(`/examples/${number}`))
  const ahead = answered(second!)
  await page.goto(`/datasets/${dataset}?example=${first}`)
  await expect(page.getByRole('heading', { name: `#${first}` })).toBeVisible()
  await ahead
  await page.waitForLoadState('load')
  // a first key brings what menus are made of
  const scripts = { begun: 0, under: new Set<Request>() }
  page.on('request', (request) => {
    if (request.resourceType() !== 'script') return
    scripts.begun += 1
    scripts.under.add(request)
  })
  // one that was asked for before may end only now
  page.on('requestfinished', (request) => scripts.under.delete(request))
  await page.keyboard.press('ArrowDown')
  await page.getByRole('button', { name: 'More for this example' }).hover()
  await expect.poll(() => scripts.begun > 0 && scripts.under.size === 0).toBe(true)

  allow(lostNetwork)
  await context.setOffline(true)
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { name: `#${second}` })).toBeVisible()
  await page.getByRole('button', { name: 'More for this example' }).click()
  await expect(page.getByRole('menuitem', { name: /Exclude/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'More for this example' })).toBeFocused()

  // what someone does to the neighbour meanwhile is in it when it is opened
  await context.setOffline(false)
  await page.keyboard.press('k')
  await expect(page.getByRole('heading', { name: `#${first}` })).toBeVisible()
  const { revision } = await readExample(page, studio, dataset, second!)
  await api(page, studio, 'POST', `/datasets/${dataset}/examples/${second}/edits`, {
    revision,
    edits: [
      { type: 'edit-text', messageId: 'm2', path: ['content'], at: 0, remove: '', insert: 'Changed. ' },
    ],
  })
  await expect
    .poll(async () => {
      await page.keyboard.press('j')
      const text = await page.locator('#turn-m2').textContent()
      await page.keyboard.press('k')
      return text
    })
    .toContain('Changed. Counted:')
})

test('what the query found is marked in list and conversation', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const dataset = await makeDataset(page, studio)
  const number = await makeExample(
    page,
    studio,
    dataset,
    chat(['user', 'Where is my Refund?'], ['assistant', 'No refund, REFUND or 환불 yet.']),
  )
  const marked = () =>
    page.evaluate(() =>
      [...((CSS.highlights.get('found') ?? []) as Iterable<Range>)].map((range) => range.toString()),
    )
  await page.goto(`/datasets/${dataset}?q=refund&example=${number}`)
  await expect.poll(marked).toEqual(['Refund', 'Refund', 'refund', 'REFUND'])
  await page.goto(`/datasets/${dataset}?example=${number}`)
  await expect(page.locator('#turn-m2')).toBeVisible()
  expect(await marked()).toEqual([])
})

test('signed out while writing: the way back leads to the sign-in and to this example, with what was written', async ({
  page,
  context,
  studio,
  allow,
}) => {
  const me = await becomeOwner(page, studio)
  const dataset = await makeDataset(page, studio)
  const [, number] = await makeExamples(page, studio, dataset, 2)
  await page.goto(`/datasets/${dataset}?example=${number}`)
  await page.locator('#turn-m2').click()
  allow(/401/)
  await context.clearCookies()
  await page.keyboard.press('e')
  await page.keyboard.insertText(' kept')
  await page.keyboard.press('Escape')
  const head = page.locator('[data-save-state="signed-out"]')
  await head.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('textbox', { name: 'E-mail' }).fill(me.email)
  await page.getByLabel('Password', { exact: true }).fill(me.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`/datasets/${dataset}?example=${number}`)
  await expect(page.locator('#turn-m2')).toContainText('Counted: kept')
  await expectSaved(page)
  expect((await readExample(page, studio, dataset, number!)).text).toContain('Counted: kept')
})

test('tags of one name in two groups lead to their own examples', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const dataset = await makeDataset(page, studio)
  await makeExamples(page, studio, dataset, 1)
  for (const name of ['Kind', 'Topic']) {
    const { id } = await api<{ id: string }>(page, studio, 'POST', `/datasets/${dataset}/tag-groups`, {
      name,
      kind: 'open',
    })
    await api(page, studio, 'POST', `/datasets/${dataset}/tags`, { groupId: id, name: 'other' })
  }
  await page.goto(`/datasets/${dataset}/tags`)
  const links = page.getByRole('link', { name: /other/ })
  await expect(links).toHaveCount(2)
  const addresses = await links.evaluateAll((all) =>
    all.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('q')),
  )
  expect(addresses).toEqual(['tag:Kind/other', 'tag:Topic/other'])
})
