import { becomeOwner, expect, test } from './fixtures/studio'
import { chat, expectSaved, invite, makeDataset, makeExample, readExample } from './fixtures/work'

test.use({ shared: true })

test('two people in two browsers move each other’s chart and see each other’s work', async ({
  page,
  studio,
  openPage,
  allow,
}) => {
  // the browser itself reports the refused save
  allow(/409 \(Conflict\)/)
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  for (let i = 0; i < 4; i++)
    await makeExample(page, studio, datasetId, chat(['user', `Question ${i}`], ['assistant', 'Answer']))
  const reviewer = await openPage()
  await invite(page, reviewer, studio, datasetId, 'reviewer')

  await page.goto(`/datasets/${datasetId}?example=1`)
  await reviewer.goto(`/datasets/${datasetId}?example=1`)
  await expect(page.getByRole('button', { name: /^refusal 0%/ })).toBeVisible()
  await reviewer.getByRole('button', { name: 'refusal', exact: true }).click()
  await expect(page.getByRole('button', { name: /^refusal 25%/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'refusal chosen' })).toBeVisible()

  await test.step('edits to different turns go together', async () => {
    await reviewer.locator('#turn-m1').click()
    await reviewer.keyboard.press('e')
    await reviewer.keyboard.type(' please')
    await page.locator('#turn-m2').click()
    await page.keyboard.press('e')
    await page.keyboard.type(' now')
    await page.keyboard.press('Escape')
    await reviewer.keyboard.press('Escape')
    await expectSaved(page)
    await expectSaved(reviewer)
    await expect(page.locator('#turn-m1')).toContainText('Question 0 please')
    await expect(reviewer.locator('#turn-m2')).toContainText('Answer now')
  })

  await test.step('edits to the same turn ask, and nothing is lost', async () => {
    await page.locator('#turn-m2').click()
    await page.keyboard.press('e')
    await reviewer.locator('#turn-m2').click()
    await reviewer.keyboard.press('e')
    await page.keyboard.type(' A')
    await page.keyboard.press('Escape')
    await expectSaved(page)
    await reviewer.keyboard.type(' B')
    await reviewer.keyboard.press('Escape')
    await expect(reviewer.getByText('Someone else changed the same thing')).toBeVisible()
    await reviewer.getByRole('button', { name: 'Keep mine' }).click()
    await expect(reviewer.getByText('Someone else changed the same thing')).toHaveCount(0)
    await expectSaved(reviewer)
    expect((await readExample(page, studio, datasetId, 1)).text).toContain('"Answer now B"')
  })

  await test.step('a reviewer submits, a lead returns with a reason', async () => {
    await reviewer.locator('h1').click()
    await reviewer.keyboard.press('Control+Enter')
    await expectSaved(reviewer)
    await expect(page.getByText('in review', { exact: true })).toBeVisible()
    await page.locator('h1').click()
    await page.keyboard.press('r')
    await page.getByLabel('What should be changed?').fill('Say what happens next.')
    await page.keyboard.press('Control+Enter')
    await expectSaved(page)
    await reviewer.goto(`/datasets/${datasetId}?example=1`)
    await expect(reviewer.getByText('Say what happens next.')).toBeVisible()
  })
})
