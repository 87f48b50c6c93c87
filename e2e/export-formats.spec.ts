import { becomeOwner, expect, test } from './fixtures/studio'
import { chat, makeDataset } from './fixtures/work'
import { downloadZip } from './fixtures/zip'

test.use({ shared: true })

const plain = Array.from({ length: 11 }, (_, i) => chat(['user', `질문 ${i}`], ['assistant', `답변 ${i}`]))
// three answers, of which two are learned
const mixed = JSON.stringify({
  messages: [
    { role: 'user', content: 'One' },
    { role: 'assistant', content: '1' },
    { role: 'user', content: 'Two' },
    { role: 'assistant', content: '2', weight: 0 },
    { role: 'user', content: 'Three' },
    { role: 'assistant', content: '3' },
  ],
})

test('a trainer without weights is chosen, what becomes of weights is shown and decided, and the files come back', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)

  async function importFile(into: string, name: string, buffer: Buffer, records: number) {
    await page.goto(`/datasets/${into}/imports`)
    await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'application/jsonl', buffer })
    await page.getByRole('button', { name: `Import ${records} records` }).click()
    await expect(page.getByText('The import is complete.').first()).toBeVisible({ timeout: 30_000 })
  }
  await importFile(datasetId, 'chats.jsonl', Buffer.from(`${[...plain, mixed].join('\n')}\n`), 12)

  await page.goto(`/datasets/${datasetId}/exports`)
  await page.getByRole('radio', { name: /All but excluded/ }).check()
  await page.getByRole('slider', { name: 'For training' }).fill('100')
  const format = page.getByRole('combobox', { name: 'Format' })
  await expect(page.getByText('Weights are kept: "weight": 0')).toBeVisible()

  await test.step('a trainer that has weights asks nothing', async () => {
    await format.selectOption({ label: 'Axolotl' })
    await expect(page.getByText('Weights are kept: "train": false')).toBeVisible()
    await expect(page.getByText('Ready', { exact: true })).toBeVisible()
    await expect(page.getByRole('group', { name: /does not fit/ })).toHaveCount(0)
  })

  const choices = page.getByRole('group', { name: '1 example does not fit' })
  await test.step('one that has none says so, with what each choice comes to', async () => {
    await format.selectOption({ label: 'LLaMA-Factory' })
    await expect(page.getByText('Has no weights: its trainer learns every answer.')).toBeVisible()
    await expect(choices.getByRole('radio', { name: 'One line for each trained turn' })).toBeChecked()
    await expect(choices.getByText(/13 lines/)).toBeVisible()
    await expect(page.getByText('12 examples become 13 lines')).toBeVisible()
    await choices.getByRole('radio', { name: 'Leave these examples out' }).check()
    await expect(page.getByText('1 example is left out')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Export 11 examples' })).toBeVisible()
    await choices.getByRole('radio', { name: 'One line for each trained turn' }).check()
    await expect(page.getByRole('button', { name: 'Export 12 examples' })).toBeVisible()
  })

  await test.step('how to train on it is there, ready to copy', async () => {
    await page.getByText('Train on it').click()
    await expect(page.getByText('mask_history: true')).toBeVisible()
    await expect(page.getByText('eval_dataset')).toHaveCount(0)
  })

  const files = await test.step('exported with what its trainer wants beside it', async () => {
    const start = page.getByRole('button', { name: 'Export 12 examples' })
    await expect(start).toHaveAttribute('aria-disabled', 'false')
    await start.click()
    return (await downloadZip(page)).files
  })
  await test.step('the message of a provider leads to its examples', async () => {
    await page.getByText('Was the file refused?').click()
    const message = page.getByRole('textbox', { name: 'What the provider said' })
    await message.fill('The job failed.')
    await expect(page.getByText('No line is named in it.')).toBeVisible()
    await message.fill('This file failed moderation safety checks. Flagged lines: 4, 13')
    await page.getByRole('button', { name: 'Find the examples of 2 lines' }).click()
    // line 13 is the second of the last example
    await page.getByRole('link', { name: 'Open these 2 examples' }).click()
    await expect(page).toHaveURL(/number%3A4%2C12/)
    await expect(page.getByRole('article', { name: /^Turn 1/ })).toContainText('질문 3')
  })

  expect(Object.keys(files).sort()).toEqual([
    'dataset_info.json',
    'manifest.json',
    'train.jsonl',
    'train.lines.jsonl',
  ])
  const train = Buffer.from(files['train.jsonl']!)
  expect(train.toString().trimEnd().split('\n').length).toBe(13)

  await test.step('and read back in', async () => {
    const again = await makeDataset(page, studio, 'Again')
    await importFile(again, 'train.jsonl', train, 13)
    await page.goto(`/datasets/${again}?example=13`)
    await expect(page.getByRole('article', { name: /^Turn 6/ })).toContainText('3')
  })
})

test('what a format has no place for is named before anything is written', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  await page.goto(`/datasets/${datasetId}/imports`)
  const buffer = Buffer.from(`${[...plain, mixed].join('\n')}\n`)
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'chats.jsonl', mimeType: 'application/jsonl', buffer })
  await page.getByRole('button', { name: 'Import 12 records' }).click()
  await expect(page.getByText('The import is complete.').first()).toBeVisible({ timeout: 30_000 })
  await page.goto(`/datasets/${datasetId}/exports`)
  await page.getByRole('radio', { name: /All but excluded/ }).check()
  await page.getByRole('combobox', { name: 'Format' }).selectOption({ label: 'CSV' })
  await expect(page.getByText('CSV holds one question and its answer a row')).toBeVisible()
  await expect(page.getByRole('link', { name: '#0012' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Export 12/ })).toHaveAttribute('aria-disabled', 'true')
})
