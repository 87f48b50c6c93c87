import type { BrowserContext, Page } from '@playwright/test'
import { isSave, type Network, test } from './fixtures/network'
import { addWord, makeExamples, openExample, storedWords } from './fixtures/reviewing'
import { becomeOwner, expect } from './fixtures/studio'
import { expectSaved, makeDataset } from './fixtures/work'

const handOverMs = 5_000

// the browser itself reports a tab that was crashed on purpose
test.beforeEach(({ allow }) => allow(/the page crashed/))

/** Opens one tab for each example; also tells which of them has opened the event stream last. */
async function openTabs(context: BrowserContext, network: Network, datasetId: string, numbers: number[]) {
  const leaders: Page[] = []
  const tabs: Page[] = []
  for (const number of numbers) {
    const tab = await context.newPage()
    tab.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/v1/live') leaders.push(tab)
    })
    await openExample(tab, network.url, datasetId, number)
    tabs.push(tab)
  }
  return { tabs, leader: () => leaders.at(-1) }
}

test('eight tabs of one browser share one event stream and one sender', async ({
  page,
  context,
  studio,
  network,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const numbers = await makeExamples(page, studio, datasetId, 8)
  const { tabs, leader } = await openTabs(context, network, datasetId, numbers)
  expect(network.streams()).toBe(1)
  expect(network.passed.filter(({ path }) => path === '/api/v1/live')).toHaveLength(1)

  await test.step('an edit in any tab is saved, by the same sender, and every tab says so', async () => {
    const senders = new Set<Page>()
    for (const tab of tabs)
      tab.on('request', (request) => {
        const { pathname } = new URL(request.url())
        if (isSave({ method: request.method(), path: pathname })) senders.add(tab)
      })
    for (const tab of tabs) {
      await tab.bringToFront()
      await addWord(tab, 'one')
    }
    for (const tab of tabs) await expectSaved(tab)
    for (const number of numbers) expect(await storedWords(page, studio, datasetId, number)).toEqual(['one'])
    expect([...senders]).toEqual([leader()])
  })

  await test.step('the sender’s tab is closed: another takes over', async () => {
    const first = leader()!
    const left = tabs.filter((tab) => tab !== first)
    const before = network.passed.length
    await Promise.all([first.close(), addWord(left.at(-1)!, 'two')])
    await expect
      .poll(() => network.passed.slice(before).some(({ path }) => path === '/api/v1/live'), {
        timeout: handOverMs + 20_000,
      })
      .toBe(true)
    for (const tab of left) await expectSaved(tab)
    expect(await storedWords(page, studio, datasetId, numbers.at(-1)!)).toEqual(['one', 'two'])
    await expect.poll(() => network.streams()).toBe(1)
  })
})

test('the sender’s tab crashes in the middle of a save: another finishes it, once', async ({
  page,
  context,
  studio,
  network,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const numbers = await makeExamples(page, studio, datasetId, 3)
  const { tabs, leader } = await openTabs(context, network, datasetId, numbers)
  const first = leader()!
  const other = tabs.find((tab) => tab !== first)!
  const number = numbers[tabs.indexOf(other)]!
  network.decide = (request) => (isSave(request) ? 'hold' : 'pass')
  await other.bringToFront()
  await addWord(other, 'once')
  await expect.poll(() => network.passed.filter(isSave).length).toBe(1)
  network.decide = () => 'pass'
  const crashed = first.waitForEvent('crash')
  await Promise.race([first.goto('chrome://crash').catch(() => null), crashed])
  await expectSaved(other)
  network.release()
  expect(await storedWords(page, studio, datasetId, number)).toEqual(['once'])
})

test('without Web Locks (plain HTTP) a lease does the same', async ({ page, context, studio, network }) => {
  await context.addInitScript(() => {
    delete (Navigator.prototype as { locks?: LockManager }).locks
  })
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const numbers = await makeExamples(page, studio, datasetId, 3)
  const { tabs, leader } = await openTabs(context, network, datasetId, numbers)
  expect(network.streams()).toBe(1)
  for (const end of ['close', 'crash'] as const) {
    const first = leader()!
    const other = tabs.findLast((tab) => tab !== first && !tab.isClosed())!
    const number = numbers[tabs.indexOf(other)]!
    const before = network.passed.length
    await other.bringToFront()
    if (end === 'close') await first.close()
    else {
      const crashed = first.waitForEvent('crash')
      await Promise.race([first.goto('chrome://crash').catch(() => null), crashed])
    }
    await expect
      .poll(() => network.passed.slice(before).some(({ path }) => path === '/api/v1/live'), {
        timeout: handOverMs + 20_000,
      })
      .toBe(true)
    await addWord(other, end)
    await expectSaved(other)
    expect((await storedWords(page, studio, datasetId, number)).at(-1)).toBe(end)
  }
})
