import { expectAccessible, expectNoSidewaysScroll } from './fixtures/accessible'
import { becomeOwner, expect, test } from './fixtures/studio'
import { api, chat, invite, makeDataset, makeExample } from './fixtures/work'

test('tokens and cost before an export, an over-long example, prices of one’s own, and instructions left out', async ({
  page,
  studio,
  openPage,
}) => {
  test.slow()
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  for (let i = 0; i < 11; i++)
    await makeExample(
      page,
      studio,
      datasetId,
      chat(['system', 'Answer briefly.'], ['user', `Question ${i}?`], ['assistant', `Answer ${i}.`]),
    )
  const long = 'a long word '.repeat(40)
  await makeExample(page, studio, datasetId, chat(['user', long], ['assistant', 'Short.']))
  await page.goto(`/datasets/${datasetId}/balance`)
  await page.getByRole('link', { name: 'Tokens and cost' }).click()
  await expect(page.getByRole('heading', { name: 'Tokens and cost' })).toBeVisible()
  await expect(page.getByText(/12 examples: \d+ lines to train/)).toBeVisible()
  await expect(page.getByText('No over-long example')).toBeVisible()
  await expect(page.getByText('Prices of 2026-11-22')).toBeVisible()

  await test.step('an owner writes down a model of their own', async () => {
    await page.getByRole('button', { name: 'Edit models and prices' }).click()
    const dialog = page.getByRole('dialog')
    await expectAccessible(page, 'prices')
    await dialog.getByLabel('Model 1', { exact: true }).fill('our-own')
    await dialog.getByLabel('Training context of model 1, in tokens').fill('100')
    await dialog.getByLabel('US dollars for a million tokens of model 1').fill('1000')
    await dialog.getByLabel('Prices of').fill('2026-11-30')
    await dialog.getByRole('button', { name: 'Save prices' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText('Prices of 2026-11-30')).toBeVisible()
    await page.getByLabel('Model', { exact: true }).selectOption('our-own')
    await expect(page.getByText('1 over-long example', { exact: true })).toBeVisible()
    await expect(page.getByRole('link', { name: '#12' })).toBeVisible()
  })

  await test.step('epochs are in the link, and a viewer sees the same without the way to change prices', async () => {
    await page.getByLabel('Epochs').fill('2')
    await expect(page).toHaveURL(/epochs=2/)
    const viewer = await openPage()
    await invite(page, viewer, studio, datasetId, 'viewer')
    await viewer.goto(page.url())
    await expect(viewer.getByText('1 over-long example', { exact: true })).toBeVisible()
    await expect(viewer.getByRole('button', { name: 'Edit models and prices' })).toHaveCount(0)
    await expect(viewer.getByRole('link', { name: /Export with instructions/ })).toHaveCount(0)
  })

  await test.step('each way to write instructions says what it costs, and the export does it', async () => {
    await expect(page.getByLabel('Instruction', { exact: true })).toHaveValue('Answer briefly.')
    await page.getByRole('radio', { name: 'none' }).click()
    await expect(page).toHaveURL(/policy=none/)
    await expectAccessible(page, 'cost')
    if (process.env.FINECUT_PICTURES)
      await page.screenshot({ path: `${process.env.FINECUT_PICTURES}/cost-en.png`, fullPage: true })
    await page.getByRole('link', { name: 'Export with instructions: none' }).click()
    await expect(page.getByText('No system prompt: 11 lines change')).toBeVisible()
    await page.getByRole('button', { name: 'Export 12 examples' }).click()
    await expect(page.getByText('The export is done. Its files are ready.')).toBeAttached()
    const at = `/datasets/${datasetId}/exports`
    const { exports } = await api<{ exports: { id: string }[] }>(page, studio, 'GET', at)
    const file = await page.request.get(`${studio.url}/api/v1${at}/${exports[0]?.id}/files/train.jsonl`)
    expect(await file.text()).not.toContain('system')
  })

  await page.context().addCookies([
    { name: 'finecut-locale', value: 'ko', url: studio.url },
    { name: 'finecut-theme', value: 'dark', url: studio.url },
  ])
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/datasets/${datasetId}/balance/cost`)
  await expect(page.getByRole('heading', { name: '토큰과 비용' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^our-own/ })).toBeVisible()
  await expectNoSidewaysScroll(page, 'cost at 390 px')
  await expectAccessible(page, 'cost, dark, Korean')
  if (process.env.FINECUT_PICTURES)
    await page.screenshot({ path: `${process.env.FINECUT_PICTURES}/cost-ko.png`, fullPage: true })
})
