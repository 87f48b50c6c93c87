import type { Page } from '@playwright/test'
import { adoptSplit, makeVersion } from '../fixtures/frozen'
import { becomeOwner, expect, test } from '../fixtures/studio'
import { api, chat, expectSaved, invite, makeDataset, makeDemo, makeExample } from '../fixtures/work'
import { draw } from './draw'

const upload = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

test('importing: a table and what becomes of it', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  await page.goto(`/datasets/${datasetId}/imports`)
  const rows = [
    'visit,speaker,text,topics',
    'a,guest,환불 되나요?,refund;receipt',
    'a,clerk,"네, 영수증이 있으면 됩니다.",',
    'b,guest,Are you open?,opening hours',
  ]
  await page.locator('input[type=file]').setInputFiles(upload('visits.csv', rows.join('\r\n')))
  await page.getByRole('radio', { name: 'a turn' }).click()
  await page.getByLabel('Role of guest').selectOption('user')
  await page.getByLabel('Role of clerk').selectOption('assistant')
  await page.getByLabel('tags', { exact: true }).selectOption('topics')
  await page.getByLabel('In a cell').selectOption(';')
  await expect(page.getByText('opening hours', { exact: true })).toBeVisible()
  await expect(page.getByText('Are you open?').last()).toBeVisible()
  await draw(page, 'importing')
})

test('reviewing: bulk work with its preview', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDemo(page, studio)
  await page.goto(`/datasets/${datasetId}?q=tag:refusal`)
  await page
    .getByRole('checkbox', { name: /^Select #/ })
    .first()
    .check()
  await page.getByRole('button', { name: /^Select all \d+ that match/ }).click()
  await page.getByRole('button', { name: 'Replace…' }).click()
  await page.getByLabel('Find', { exact: true }).fill('sorry')
  await page.getByLabel('Replace with').fill('afraid')
  await expect(page.getByRole('dialog').locator('del').first()).toBeVisible()
  await draw(page, 'bulk')
})

test('reviewing: two versions of one text', async ({ page, studio, openPage, allow }) => {
  allow(/409 \(Conflict\)/)
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const answer = 'Your order left our store on Monday and arrives within three days.'
  await makeExample(page, studio, datasetId, chat(['user', 'Where is my order?'], ['assistant', answer]))
  const other = await openPage()
  await invite(page, other, studio, datasetId, 'reviewer')
  const field = (each: Page) => each.locator('#turn-m2 textarea').first()
  for (const each of [page, other]) {
    await each.goto(`/datasets/${datasetId}?example=1`)
    await each.locator('#turn-m2').click()
    await each.keyboard.press('e')
    await expect(field(each)).toBeFocused()
  }
  await field(other).fill(answer.replace('three days', 'two days'))
  await other.keyboard.press('Escape')
  await expectSaved(other)
  await field(page).fill(answer.replace('within three days', 'by Thursday'))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Two versions: choose what stands' })).toBeVisible()
  await draw(page, 'merging')
})

test('operating: backups', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  await page.goto('/backups')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await draw(page, 'backups')
})

test('balance: targets, what is left out, before and after', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDemo(page, studio)
  await page.goto(`/datasets/${datasetId}/balance`)
  await expect(page.getByRole('table').first()).toBeVisible()
  await draw(page, 'balance')
})

test('duplicates, split, versions, sharing', async ({ page, studio, openPage, allow }) => {
  allow(/ERR_FAILED/)
  await becomeOwner(page, studio)
  const datasetId = await makeDemo(page, studio)
  const asked = 'Where is my parcel? It left your store on Monday, and the courier knows nothing of it.'
  for (const [more, answer] of [
    ['', 'It is with the courier since Tuesday and arrives tomorrow.'],
    [' Thanks!', 'It is with the courier since Tuesday and arrives tomorrow.'],
  ] as const)
    await makeExample(page, studio, datasetId, chat(['user', `${asked}${more}`], ['assistant', answer]))
  await adoptSplit(page, studio, datasetId)
  await page.goto(`/datasets/${datasetId}/duplicates`)
  await expect(page.getByText(/1 cluster|clusters of/)).toBeVisible()
  await page.getByRole('button', { name: 'What differs' }).last().click()
  await draw(page, 'duplicates')

  await page.goto(`/datasets/${datasetId}/split`)
  await expect(page.getByRole('table').first()).toBeVisible()
  await draw(page, 'split')

  const version = await makeVersion(page, studio, datasetId, 'June', { q: '-problem:error' })
  await page.goto(`/datasets/${datasetId}/exports/versions?version=${version}`)
  await expect(page.getByRole('table').first()).toBeVisible()
  await draw(page, 'versions')

  const body = { kind: 'version', version, name: 'What we train on in June' }
  const { url } = await api<{ url: string }>(page, studio, 'POST', `/datasets/${datasetId}/shares`, body)
  const guest = await openPage()
  // the stream that tells of the link's end never ends, and nothing would ever be loaded
  await guest.route('**/api/v1/shared/live', (stream) => stream.abort())
  await guest.goto(`${url}?example=3`)
  await expect(guest.getByRole('main').getByRole('article').first()).toBeVisible()
  await draw(guest, 'sharing')
})
