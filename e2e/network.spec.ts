import type { Page } from '@playwright/test'
import { figure } from '../lib/testing/figure'
import { type Fate, isSave, type Network, seeded, test } from './fixtures/network'
import {
  addWord,
  makeExamples,
  openExample,
  seenSaveWords,
  storedWords,
  watchSaveWord,
  words,
} from './fixtures/reviewing'
import { share } from './fixtures/share'
import { becomeOwner, expect } from './fixtures/studio'
import { api, expectSaved, makeDataset, readExample } from './fixtures/work'

const saveWord = (page: Page) => page.locator('[data-save-state]')
const saves = (network: Network) => network.passed.filter(isSave).length

/** Lets saves suffer by a plan drawn from the seed, everything else pass. */
function harm(network: Network, seed: number, fates: readonly Fate[]): void {
  const draw = seeded(seed)
  network.decide = (request) => (isSave(request) ? fates[Math.floor(draw() * fates.length)]! : 'pass')
}

const each = share(50, 500)
test(`C13: ${2 * each} saves over a network that loses, delays, breaks and refuses them come to what was meant`, async ({
  page,
  studio,
  network,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const numbers = await makeExamples(page, studio, datasetId, 2)
  harm(network, 13, ['pass', 'pass', 'drop', 'lose', 'delay', 'reset', 'cut', 'error', 'late error'])
  for (const number of numbers) {
    await openExample(page, network.url, datasetId, number)
    for (let word = 1; word <= each; word++) {
      const before = saves(network)
      await addWord(page, word)
      await expect.poll(() => saves(network), { intervals: [5, 10, 20] }).toBeGreaterThan(before)
    }
  }
  const harmed = new Set(network.passed.filter(isSave).map((save) => save.fate))
  expect(saves(network)).toBeGreaterThanOrEqual(2 * each)
  expect(harmed.size).toBe(8)
  network.decide = () => 'pass'
  await expectSaved(page)
  for (const number of numbers)
    expect(await storedWords(page, studio, datasetId, number)).toEqual(words(1, each))
  figure(
    'C13',
    `${2 * each} words typed over a bad network`,
    `${saves(network)} saves sent, all once and in order`,
  )
  await test.step('no save has two revisions', async () => {
    for (const number of numbers) {
      const { revisions } = await api<{ revisions: { operationId: string | null }[] }>(
        page,
        studio,
        'GET',
        `/datasets/${datasetId}/examples/${number}/history`,
      )
      const ids = revisions.map((revision) => revision.operationId).filter((id) => id !== null)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

test('C13: an answer that breaks off is asked for again without anyone touching a key', async ({
  page,
  studio,
  network,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const [number] = await makeExamples(page, studio, datasetId, 1)
  await openExample(page, network.url, datasetId, number!)
  for (const fate of ['cut', 'lose', 'late error'] as const) {
    let done = 0
    network.decide = (request) => (isSave(request) && done++ === 0 ? fate : 'pass')
    await addWord(page, fate.replace(' ', '-'))
    await expect.poll(() => done).toBeGreaterThan(1)
    await expectSaved(page)
  }
  expect(await storedWords(page, studio, datasetId, number!)).toEqual(['cut', 'lose', 'late-error'])
})

test('live changes come back after the network has refused the event stream', async ({
  page,
  studio,
  network,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const [number] = await makeExamples(page, studio, datasetId, 1)
  await openExample(page, network.url, datasetId, number!)
  await expect.poll(() => network.streams()).toBe(1)
  network.decide = ({ path }) => (path === '/api/v1/live' ? 'error' : 'pass')
  await studio.restart()
  await expect
    .poll(() => network.passed.filter((p) => p.path === '/api/v1/live' && p.fate === 'error').length)
    .toBeGreaterThan(0)
  network.decide = () => 'pass'
  await expect.poll(() => network.streams(), { timeout: 20_000 }).toBe(1)
})

test('C14: 200 edits made offline survive the tab and arrive once each, in order', async ({
  page,
  context,
  studio,
  network,
}) => {
  test.setTimeout(120_000)
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const numbers = await makeExamples(page, studio, datasetId, 4)
  const tabs = await Promise.all(numbers.map(() => context.newPage()))
  for (const [i, tab] of tabs.entries()) await openExample(tab, network.url, datasetId, numbers[i]!)

  await context.setOffline(true)
  for (const [i, tab] of tabs.entries()) {
    await tab.bringToFront()
    await addWord(tab, 1)
    await expect(saveWord(tab)).toHaveAttribute('data-save-state', 'offline')
    await watchSaveWord(tab)
    for (let word = 2; word <= 50; word++) await addWord(tab, word)
    await expect(saveWord(tab)).toHaveText(`Offline: ${50 * (i + 1)} changes kept in this browser`)
    const seen = await seenSaveWords(tab)
    expect(new Set(seen.map((state) => state.word))).toEqual(new Set(['offline']))
  }
  for (const tab of tabs) await tab.close()

  // the page itself must come from somewhere: the network is back for all but saves
  network.decide = (request) => (isSave(request) ? 'drop' : 'pass')
  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(`${network.url}/datasets/${datasetId}?example=${numbers[1]}`)
  await expect(saveWord(again)).toHaveText('Offline: 200 changes kept in this browser')
  await expect(again.locator('#turn-m2')).toContainText(words(1, 50).join(' '))
  expect(await storedWords(page, studio, datasetId, numbers[1]!)).toEqual([])

  network.decide = () => 'pass'
  await expect(saveWord(again)).toHaveAttribute('data-save-state', 'saved', { timeout: 30_000 })
  for (const number of numbers)
    expect(await storedWords(page, studio, datasetId, number)).toEqual(words(1, 50))
})

test('C14: more than one request can hold is sent in several', async ({ page, context, studio, network }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const turns = Array.from({ length: 130 }, (_, i) => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: `Turn ${i}`,
  }))
  const { number } = await api<{ number: number }>(page, studio, 'POST', `/datasets/${datasetId}/examples`, {
    text: JSON.stringify({ messages: turns }),
  })
  await openExample(page, network.url, datasetId, number)
  await context.setOffline(true)
  await page.locator('h1').click()
  // a tag put on and off again stays two edits: 600 of them in one go
  for (let i = 0; i < 601; i++) await page.keyboard.press('2')
  await expect(saveWord(page)).toHaveText('Offline: 601 changes kept in this browser')
  await context.setOffline(false)
  await expectSaved(page)
  expect((await readExample(page, studio, datasetId, number)).tags).toHaveLength(1)
})

test('C15: "Saved" never stands for what the server has not acknowledged', async ({
  page,
  context,
  studio,
  network,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const [number] = await makeExamples(page, studio, datasetId, 1)
  await openExample(page, network.url, datasetId, number!)
  const other = await context.newPage()
  await openExample(other, network.url, datasetId, number!)
  await page.bringToFront()
  await expectSaved(page)

  await test.step('while requests are held back, in the tab that sends and in another', async () => {
    for (let round = 1; round <= 5; round++) {
      network.decide = (request) => (isSave(request) ? 'hold' : 'pass')
      const before = saves(network)
      await addWord(page, `held${round}`)
      await expect(saveWord(page)).not.toHaveAttribute('data-save-state', 'saved')
      await expect.poll(() => saves(network)).toBe(before + 1)
      await expect(saveWord(other)).not.toHaveAttribute('data-save-state', 'saved')
      await watchSaveWord(page)
      await watchSaveWord(other)
      await addWord(page, `more${round}`)
      await page.waitForTimeout(300)
      const seen = [...(await seenSaveWords(page)), ...(await seenSaveWords(other))]
      expect(seen.map((state) => state.word)).not.toContain('saved')
      network.decide = () => 'pass'
      network.release()
      await expectSaved(page)
      await expectSaved(other)
    }
  })

  await test.step('the moment it stands, the server has the edit', async () => {
    harm(network, 15, ['pass', 'lose', 'delay', 'drop', 'error'])
    const expected = await storedWords(page, studio, datasetId, number!)
    expect(expected).toHaveLength(10)
    for (let round = 1; round <= 15; round++) {
      await watchSaveWord(page)
      await addWord(page, `round${round}`)
      expected.push(`round${round}`)
      await page.waitForFunction(() => {
        const { finecutWords = [] } = window as Window & { finecutWords?: { word: string }[] }
        return finecutWords.length > 1 && finecutWords.at(-1)?.word === 'saved'
      })
      expect(await storedWords(page, studio, datasetId, number!)).toEqual(expected)
    }
  })
})

test('C15: "Saved" never stands for what the browser could not keep', async ({ page, studio, allow }) => {
  allow(/QuotaExceededError/)
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const [number] = await makeExamples(page, studio, datasetId, 1)
  await openExample(page, studio.url, datasetId, number!)
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError')
    }
  })
  await addWord(page, 'lost')
  await expect(saveWord(page)).toHaveAttribute('data-save-state', 'refused')
})

test('C17: a tab whose scripts are gone from the server still saves', async ({ page, studio, network }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const [number] = await makeExamples(page, studio, datasetId, 1)
  await openExample(page, network.url, datasetId, number!)
  await addWord(page, 'before')
  await expectSaved(page)
  network.decide = ({ path }) => (path.startsWith('/_next/') ? 'error' : 'pass')
  await studio.restart()
  await addWord(page, 'after')
  await expectSaved(page)
  expect(await storedWords(page, studio, datasetId, number!)).toEqual(['before', 'after'])
})

test('an example at which the studio fails is tried again, says so, and holds up no other', async ({
  page,
  studio,
  allow,
}) => {
  allow(/500 \(Internal Server Error\)/)
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const [broken = 0, sound = 0] = await makeExamples(page, studio, datasetId, 2)
  const error = { code: 'internal', reason: 'internal', message: '', params: {}, id: 'none' }
  const address = `**/examples/${broken}/edits`
  await page.route(address, (route) => route.fulfill({ status: 500, json: { error } }))
  await openExample(page, studio.url, datasetId, broken)
  await addWord(page, 'a')
  await expect(saveWord(page)).toHaveText(/The studio fails: 1 change kept here.*Tell an owner/)
  await openExample(page, studio.url, datasetId, sound)
  await addWord(page, 'b')
  await expect
    .poll(() => storedWords(page, studio, datasetId, sound), { message: 'the other is saved' })
    .toEqual(['b'])
  await expect(saveWord(page)).toHaveText(/The studio fails: 1 change/)
  await page.unroute(address)
  await expectSaved(page)
  expect(await storedWords(page, studio, datasetId, broken)).toEqual(['a'])
})
