import { becomeOwner, expect, test } from '../fixtures/studio'
import { makeDataset, makeDemo } from '../fixtures/work'
import { draw } from './draw'

const upload = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

test('importing: a table and what becomes of it', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  await page.goto(`/datasets/${datasetId}/imports`)
  const rows = [
    'visit,speaker,text',
    'a,guest,환불 되나요?',
    'a,clerk,"네, 영수증이 있으면 됩니다."',
    'b,guest,Are you open?',
  ]
  await page.locator('input[type=file]').setInputFiles(upload('visits.csv', rows.join('\r\n')))
  await page.getByRole('radio', { name: 'a turn' }).click()
  await page.getByLabel('Role of guest').selectOption('user')
  await page.getByLabel('Role of clerk').selectOption('assistant')
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

test('operating: backups', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  await page.goto('/backups')
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await draw(page, 'backups')
})
