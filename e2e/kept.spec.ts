import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Entry } from '../lib/outbox/schema'
import { startBrowser } from './fixtures/browser'
import { makeExamples, openExample } from './fixtures/reviewing'
import { becomeOwner, expect, type owner, type Studio, test } from './fixtures/studio'
import { chat, expectSaved, makeDataset, makeExample, readExample } from './fixtures/work'

test.use({ shared: true })

async function signIn(page: Page, studio: Studio, { email, password }: typeof owner): Promise<void> {
  await page.goto(`${studio.url}/sign-in`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('link', { name: 'Support' }).first()).toBeVisible()
}

test('C16: what was typed a second before the browser was killed is there again', async ({
  page,
  studio,
}) => {
  const me = await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const [number] = await makeExamples(page, studio, datasetId, 1)
  const profile = mkdtempSync(join(tmpdir(), 'finecut-profile-'))
  const first = await startBrowser(profile)
  try {
    const typing = await first.context.newPage()
    await signIn(typing, studio, me)
    await openExample(typing, studio.url, datasetId, number!)
    // nothing reaches the server: only the browser can have kept it
    await typing.route('**/edits', (route) => route.abort())
    await typing.keyboard.press('e')
    const typed: { text: string; at: number }[] = []
    let text = 'Counted:'
    for (const key of ' the quick brown fox jumps over the lazy dog') {
      await typing.keyboard.type(key)
      text += key
      typed.push({ text, at: Date.now() })
      await typing.waitForTimeout(40)
    }
    const killed = Date.now()
    await first.kill()

    const again = await startBrowser(profile)
    try {
      const back = await again.context.newPage()
      // the browser may not have written the new cookie yet when it was killed
      await signIn(back, studio, me)
      await openExample(back, studio.url, datasetId, number!)
      const due = typed.findLast(({ at }) => at <= killed - 1_000)!.text
      expect(due.length).toBeGreaterThan('Counted: the'.length)
      await expect(back.locator('#turn-m2')).toContainText(due)
      await expectSaved(back)
      const { text: stored } = await readExample(page, studio, datasetId, number!)
      expect(JSON.parse(stored).messages[1].content).toContain(due)
    } finally {
      await again.kill()
    }
  } finally {
    await first.kill()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** How many edits this browser keeps until the server has them. */
const waiting = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((tell, fail) => {
        const opened = indexedDB.open('finecut')
        opened.onerror = () => fail(opened.error)
        opened.onsuccess = () => {
          const all = opened.result.transaction('entries').objectStore('entries').getAll()
          all.onerror = () => fail(all.error)
          all.onsuccess = () => {
            opened.result.close()
            tell((all.result as Entry[]).flatMap(({ edits }) => edits).length)
          }
        }
      }),
  )

test('C16: twenty weights clicked and the page left within 100 ms: all are applied', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const turns = Array.from({ length: 40 }, (_, i): [string, string] => [
    i % 2 === 0 ? 'user' : 'assistant',
    `Turn ${i}`,
  ])
  const weighted = async (number: number) => {
    const { text } = await readExample(page, studio, datasetId, number)
    return (JSON.parse(text) as { messages: { weight?: number }[] }).messages.filter((m) => m.weight === 0)
      .length
  }
  // what a closed tab leaves is sent by another one, now, or by the next that is opened
  await page.goto(studio.url)
  for (const leave of ['another example', 'a link', 'a load', 'closing the tab'] as const) {
    await test.step(`by ${leave}`, async () => {
      const number = await makeExample(page, studio, datasetId, chat(...turns))
      const other = await makeExample(page, studio, datasetId, chat(['user', 'Next'], ['assistant', 'Yes']))
      const tab = await page.context().newPage()
      await openExample(tab, studio.url, datasetId, number)
      const left = await tab.evaluate((way) => {
        const switches = [...document.querySelectorAll<HTMLElement>('[role="switch"]')].slice(0, 20)
        for (const weight of switches) weight.click()
        if (way === 'a link') document.querySelector<HTMLElement>('nav a[href$="/exports"]')?.click()
        if (way === 'a load') location.href = '/'
        return switches.length
      }, leave)
      expect(left).toBe(20)
      if (leave === 'another example') await tab.keyboard.press('j')
      if (leave === 'closing the tab') {
        // 100 ms, on a machine that is busy with other things: until the browser has on its disk what the server has not
        await expect
          .poll(async () => (await waiting(page)) + (await weighted(number)))
          .toBeGreaterThanOrEqual(20)
        await tab.close()
      } else if (leave !== 'another example') await tab.waitForURL((url) => !url.search.includes('example'))
      await expect.poll(() => weighted(number)).toBe(20)
      expect(other).toBeGreaterThan(number)
      if (!tab.isClosed()) await tab.close()
    })
  }
})
