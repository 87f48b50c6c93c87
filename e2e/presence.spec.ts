import { becomeOwner, expect, test } from './fixtures/studio'
import { chat, invite, makeDataset, makeExample } from './fixtures/work'

test.use({ shared: true })

test('who else has an example open and writes in it is seen, until they move on or close the page', async ({
  page,
  studio,
  openPage,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  for (let i = 0; i < 2; i++)
    await makeExample(page, studio, datasetId, chat(['user', `Question ${i}`], ['assistant', 'Answer']))
  const other = await openPage()
  await invite(page, other, studio, datasetId, 'reviewer')
  const row = (number: number) =>
    page.getByRole('list', { name: 'Examples' }).getByRole('button', { name: `#${number}` })
  const alsoHere = page.getByRole('img', { name: 'Also here: The reviewer' })

  await page.goto(`/datasets/${datasetId}?example=1`)
  await other.goto(`/datasets/${datasetId}?example=1`)
  await expect(alsoHere).toBeVisible()
  // who was there before answers the one who comes
  await expect(other.getByRole('img', { name: 'Also here: Studio owner' })).toBeVisible()
  await expect(row(1)).toContainText('Open by The reviewer')

  await other.locator('#turn-m2').click()
  await other.keyboard.press('e')
  await expect(page.locator('#turn-m2')).toContainText('The reviewer is writing here')
  await other.keyboard.press('Escape')
  await expect(page.locator('#turn-m2')).not.toContainText('writing here')

  await other.keyboard.press('j')
  await expect(row(2)).toContainText('Open by The reviewer')
  await expect(alsoHere).toHaveCount(0)
  await other.close({ runBeforeUnload: true })
  await expect(row(2)).not.toContainText('Open by')
})
