import { join } from 'node:path'
import Database from 'better-sqlite3'
import { becomeOwner, expect, test } from './fixtures/studio'
import { chat, makeDataset, makeExample } from './fixtures/work'

test('while the search index is still being built, the list says so and misses nothing', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  for (const word of ['refund', 'parcel', 'refund'])
    await makeExample(page, studio, datasetId, chat(['user', `A ${word}?`], ['assistant', 'Yes.']))
  const leaveDue = () => {
    const database = new Database(join(studio.dataDir, 'finecut.db'), { timeout: 5_000 })
    database.exec(`
      DELETE FROM "ExampleSearch";
      INSERT INTO "SearchDue" ("exampleId", "datasetId") SELECT "id", "datasetId" FROM "Example"`)
    database.close()
  }
  leaveDue()

  await page.goto(`/datasets/${datasetId}?q=refund`)
  const note = page.getByText('The search index is still being built: 3 examples to go.')
  await expect(note).toBeVisible()
  const rows = page.getByRole('list', { name: 'Examples' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)

  // whatever comes next goes on with it
  await studio.restart()
  await page.reload()
  await expect(rows).toHaveCount(2)
  await expect(note).toBeHidden()
})
