import { becomeOwner, expect, test } from '../fixtures/studio'
import { makeDemo } from '../fixtures/work'
import { draw } from './draw'

test('the workspace', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDemo(page, studio)
  await page.goto(`/datasets/${datasetId}?example=3`)
  await expect(page.getByRole('heading', { name: '#3' })).toBeVisible()
  await draw(page, 'workspace')
})
