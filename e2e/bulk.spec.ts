import { join } from 'node:path'
import Database from 'better-sqlite3'
import { importOldAnswers } from './fixtures/files'
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

test('a run under way is seen on every page of its dataset, and cancelled there; its end is told, and lists follow', async ({
  page,
  studio,
  openPage,
}) => {
  test.slow()
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  await importOldAnswers(page, studio, datasetId, 1_200)
  const at = `/datasets/${datasetId}`
  const reviewer = await openPage()
  await invite(page, reviewer, studio, datasetId, 'reviewer')
  const replaceAll = (find: string, to: string) =>
    api<{ id: string }>(page, studio, 'POST', `${at}/bulk`, {
      action: {
        type: 'replace',
        find,
        with: to,
        pattern: false,
        matchCase: true,
        wholeWord: false,
        roles: ['assistant'],
        toolArguments: false,
      },
      selection: { q: '' },
    })

  await test.step('on the pages of tags and of settings, for who started it and for others', async () => {
    await reviewer.goto(`${at}/tags`)
    await page.goto(`${at}/settings`)
    // each example takes the database a moment: nobody is late, however slow the browser is
    const sql = new Database(join(studio.dataDir, 'finecut.db'), { timeout: 20_000 })
    sql.exec('CREATE TRIGGER "slow" AFTER UPDATE ON "BulkItem" BEGIN SELECT length(randomblob(4000000)); END')
    await replaceAll('old', 'new')
    const strip = page.getByRole('region', { name: 'Bulk work', exact: true })
    await expect(strip.getByRole('progressbar')).toBeVisible()
    const theirs = reviewer.getByRole('region', { name: 'Bulk work', exact: true })
    await expect(theirs.getByRole('progressbar')).toBeVisible()
    await expect(theirs.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
    await strip.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText(/Stopped: [\d,]+ of 1,200 changed/).first()).toBeVisible()
    await expect(strip).toHaveCount(0)
    await expect(theirs).toHaveCount(0)
    sql.exec('DROP TRIGGER "slow"')
    sql.close()
  })

  await test.step('the list, its count and the open example follow one’s own run to its end', async () => {
    await page.goto(`${at}?q=old&example=1200`)
    await expect(page.locator('#turn-m2')).toContainText('An old answer')
    await reviewer.goto(`${at}?q=old`)
    await expect(reviewer.getByText(/of 1,200/).first()).toBeVisible()
    await replaceAll('old', 'newer')
    await expect(page.locator('#turn-m2')).toContainText('An newer answer', { timeout: 180_000 })
    await expect(page.getByText('Nothing matches')).toBeVisible()
    // under another the rows stay where they are; the count is of now
    await expect(reviewer.getByText('0 of 1,200')).toBeVisible()
    await expect(reviewer.getByRole('button', { name: 'Refresh' })).toBeVisible()
  })
})
