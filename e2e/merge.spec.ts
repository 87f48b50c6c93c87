import type { Page } from '@playwright/test'
import { expectWellDressed } from './fixtures/accessible'
import { becomeOwner, expect, type Studio, test } from './fixtures/studio'
import { chat, expectSaved, invite, makeDataset, makeExample, readExample } from './fixtures/work'

test.use({ shared: true })

const line = chat(
  ['user', 'Where is my order?'],
  ['assistant', 'The end'],
  ['user', 'Thanks'],
  ['assistant', 'Bye'],
)

async function twoPeople(page: Page, openPage: () => Promise<Page>, studio: Studio) {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  await makeExample(page, studio, datasetId, line)
  const other = await openPage()
  await invite(page, other, studio, datasetId, 'reviewer')
  for (const each of [page, other]) {
    await each.goto(`/datasets/${datasetId}?example=1`)
    await expect(each.locator('#turn-m2')).toBeVisible()
  }
  const texts = async () => {
    const { text } = await readExample(page, studio, datasetId, 1)
    return (JSON.parse(text) as { messages: { content: string }[] }).messages.map((m) => m.content)
  }
  return { datasetId, other, texts }
}

/** Opens the text of a turn; what `write` then puts there is saved when it is left. */
async function open(page: Page, id: string): Promise<void> {
  await page.locator(`#turn-${id}`).click()
  await page.keyboard.press('e')
  await expect(page.locator(`#turn-${id} textarea`).first()).toBeFocused()
}
const write = (page: Page, id: string, text: string) =>
  page.locator(`#turn-${id} textarea`).first().fill(text)
const leave = (page: Page) => page.keyboard.press('Escape')
const view = (page: Page) => page.getByRole('region', { name: 'Two versions: choose what stands' })

test('two versions of one text: base, theirs and mine, chosen by keyboard; the rest is found in the history', async ({
  page,
  studio,
  openPage,
  allow,
}) => {
  allow(/409 \(Conflict\)|ERR_INTERNET_DISCONNECTED/)
  const { other, texts } = await twoPeople(page, openPage, studio)

  await test.step('asked, the other side chosen by a key, mine put back from the history', async () => {
    await open(other, 'm2')
    await open(page, 'm2')
    await write(page, 'm2', 'The good end')
    await leave(page)
    await expectSaved(page)
    await write(other, 'm2', 'The bad end')
    await leave(other)
    const region = view(other)
    await expect(region.getByRole('region', { name: 'Before' })).toHaveText('BeforeThe end')
    await expect(region.getByRole('region', { name: 'Studio owner, as stored now' })).toContainText(
      'The good end',
    )
    await expect(region.getByRole('region', { name: 'Yours' })).toContainText('The bad end')
    await expect(region.getByRole('button', { name: 'Save the result' })).toBeDisabled()
    await expectWellDressed(other, 'two versions')
    // it survives a reload: what waits is in the browser
    await other.reload()
    await expect(region.getByRole('region', { name: 'Yours' })).toContainText('The bad end')
    await other.keyboard.press('t')
    await expect(region.getByLabel('Result')).toHaveValue('The good end')
    await other.keyboard.press('b')
    await expect(region.getByLabel('Result')).toHaveValue('The good bad end')
    await other.keyboard.press('t')
    await other.keyboard.press('Control+s')
    await expect(region).toHaveCount(0)
    await expectSaved(other)
    expect((await texts())[1]).toBe('The good end')

    await page.getByRole('button', { name: /set text aside in turn 2/ }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('region', { name: 'Set aside' })).toContainText('The bad end')
    await dialog.getByRole('button', { name: 'Put it back' }).click()
    await expectSaved(page)
    await expect(other.locator('#turn-m2')).toContainText('The bad end')
  })

  await test.step('changes that don’t touch are one key away from standing together', async () => {
    await open(other, 'm1')
    await open(page, 'm1')
    await write(page, 'm1', 'Where is my parcel?')
    await leave(page)
    await expectSaved(page)
    await write(other, 'm1', 'When is my order?')
    await leave(other)
    await expect(view(other).getByLabel('Result')).toHaveValue('When is my parcel?')
    await other.keyboard.press('Control+s')
    await expect(view(other)).toHaveCount(0)
    await expectSaved(other)
    expect((await texts())[0]).toBe('When is my parcel?')
  })

  await test.step('a deleted turn that somebody rewrote offline is kept or deleted by choice', async () => {
    await other.context().setOffline(true)
    await open(other, 'm4')
    await write(other, 'm4', 'Goodbye')
    await leave(other)
    await page.locator('#turn-m4').click()
    await page.keyboard.press('Delete')
    await expectSaved(page)
    await other.context().setOffline(false)
    const region = view(other)
    await expect(region.getByRole('heading', { name: /You rewrote a turn that was deleted/ })).toBeVisible()
    await region.getByRole('button', { name: 'Keep the turn' }).click()
    await other.keyboard.press('Control+s')
    await expect(region).toHaveCount(0)
    await expectSaved(other)
    expect(await texts()).toEqual(['When is my parcel?', 'The bad end', 'Thanks', 'Goodbye'])
  })
})

test('an approval of a text that changed meanwhile is asked for again', async ({
  page,
  studio,
  openPage,
  allow,
}) => {
  allow(/409 \(Conflict\)|ERR_INTERNET_DISCONNECTED/)
  const { datasetId, other, texts } = await twoPeople(page, openPage, studio)
  await page.context().setOffline(true)
  await page.locator('h1').click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await open(other, 'm2')
  await write(other, 'm2', 'Not the end')
  await leave(other)
  await expectSaved(other)
  await page.context().setOffline(false)
  await expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'conflict')
  expect((await readExample(page, studio, datasetId, 1)).status).toBe('draft')
  const region = view(page)
  await region.getByRole('button', { name: 'Approve what stands now' }).click()
  await page.keyboard.press('Control+s')
  await expectSaved(page)
  expect((await readExample(page, studio, datasetId, 1)).status).toBe('approved')
  expect((await texts())[1]).toBe('Not the end')
})
