import { becomeOwner, expect, test } from './fixtures/studio'
import { api, chat, expectSaved, invite, makeDataset, makeExample, readExample } from './fixtures/work'

test('bulk work: a replacement seen before it is made, another’s edit meanwhile, and one undo that leaves that alone', async ({
  page,
  studio,
  openPage,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  for (let i = 1; i <= 6; i++)
    await makeExample(
      page,
      studio,
      datasetId,
      chat(['user', `Question ${i}`], ['assistant', 'An old answer']),
    )
  const reviewer = await openPage()
  await invite(page, reviewer, studio, datasetId, 'reviewer')
  const answerOf = async (number: number) =>
    JSON.parse((await readExample(page, studio, datasetId, number)).text).messages[1].content as string

  await test.step('some are ticked by mouse and key, then tagged', async () => {
    await page.goto(`/datasets/${datasetId}?example=1`)
    await page.getByRole('checkbox', { name: 'Select #2' }).check()
    await page.getByRole('checkbox', { name: 'Select #4' }).click({ modifiers: ['Shift'] })
    const bar = page.getByRole('region', { name: 'Bulk work' })
    await expect(bar.getByText('3 selected')).toBeVisible()
    await bar.getByRole('button', { name: 'Tag…' }).click()
    await page.getByLabel('Tag', { exact: true }).selectOption({ label: 'refusal' })
    await page.getByRole('button', { name: 'Tag 3 examples' }).click()
    await expect(page.getByText('3 changed, 0 unchanged, 0 skipped.')).toBeVisible()
    await page.getByRole('button', { name: 'Put away' }).click()
  })

  await test.step('all that match: every change is shown, then made', async () => {
    await page.getByRole('button', { name: 'Select all 6 that match' }).click()
    await page.getByRole('button', { name: 'Replace…' }).click()
    await page.getByLabel('Find', { exact: true }).fill('old')
    await page.getByLabel('Replace with').fill('new')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('6 examples of 6 would change.')).toBeVisible()
    await expect(dialog.locator('del')).toHaveCount(6)
    await dialog.getByRole('button', { name: 'Replace in 6 examples' }).click()
    await expect(page.getByText('6 changed, 0 unchanged, 0 skipped.')).toBeVisible()
    expect(await answerOf(1)).toBe('An new answer')
    await expect(page.locator('#turn-m2')).toContainText('An new answer')
  })

  await test.step('what another changed since is skipped by the undo, and listed', async () => {
    await reviewer.goto(`/datasets/${datasetId}?example=3`)
    await reviewer.locator('#turn-m2').click()
    await reviewer.keyboard.press('e')
    await reviewer.keyboard.type(' of mine')
    await reviewer.keyboard.press('Escape')
    await expectSaved(reviewer)
    await page.locator('h1').click()
    await page.keyboard.press('Control+z')
    await expect(page.getByText('5 taken back, 1 skipped.')).toBeVisible()
    await page.getByRole('button', { name: 'Show 1 left alone' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('was changed since')).toBeVisible()
    await dialog.getByRole('button', { name: '#3' }).click()
    await expect(page).toHaveURL(/example=3/)
    expect(await answerOf(3)).toBe('An new answer of mine')
    expect(await answerOf(6)).toBe('An old answer')
  })

  const { runs } = await api<{ runs: object[] }>(page, studio, 'GET', `/datasets/${datasetId}/bulk`)
  expect(runs).toHaveLength(3)
})
