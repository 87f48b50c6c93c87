import { join } from 'node:path'
import Database from 'better-sqlite3'
import en from '../messages/en.json' with { type: 'json' }
import { expectAccessible } from './fixtures/accessible'
import { becomeOwner, expect, test } from './fixtures/studio'
import { api, chat, invite, makeDataset, makeExample } from './fixtures/work'

test.use({ shared: true, env: { FINECUT_CHECKS: 'on' } })

const { checks, quality } = en
const capability = checks['capability-claim']
const format = checks['inference-format']

test('settings of checks, a run that is cancelled, the palette, and the gate of an export', async ({
  page,
  studio,
  openPage,
  allow,
}) => {
  // a setting that is refused, on purpose
  allow(/400 \(Bad Request\)/)
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const said = 'I have sent the receipt to your e-mail address.'
  await makeExample(page, studio, datasetId, chat(['user', 'May I have a receipt?'], ['assistant', said]))
  const here = `/datasets/${datasetId}/findings`
  const open = async () =>
    (
      await api<{ findings: { check: string }[] }>(page, studio, 'GET', `/datasets/${datasetId}/findings`)
    ).findings.filter(({ check }) => check === 'capability-claim').length
  await expect.poll(open, { timeout: 60_000 }).toBe(1)

  await test.step('what it can do is no finding, and undo brings it back', async () => {
    await page.goto(`${here}/settings#capability-claim`)
    const group = page.getByRole('group', { name: capability.settings.allowed.label })
    await group.getByRole('checkbox', { name: capability.settings.allowed.of.send }).check()
    await expectAccessible(page, 'settings of checks')
    await page.getByRole('button', { name: quality.settings.save }).click()
    await expect.poll(open).toBe(0)
    await page.locator('h1').click()
    await page.keyboard.press('Control+z')
    await expect.poll(open).toBe(1)
    await expect(group.getByRole('checkbox', { name: capability.settings.allowed.of.send })).not.toBeChecked()
  })

  await test.step('a check is switched off and on', async () => {
    const on = page.getByRole('switch', { name: capability.name })
    await on.click()
    await expect(on).not.toBeChecked()
    await expect.poll(open).toBe(0)
    await on.click()
    await expect(on).toBeChecked()
    await expect.poll(open).toBe(1)
  })

  await test.step('what is refused is said at its field', async () => {
    await page
      .getByRole('button', { name: new RegExp(`^${quality.settings.details} ?: ${format.name}$`) })
      .click()
    const pattern = page.getByLabel(format.settings.systemPattern.label)
    await pattern.fill('(')
    await page
      .getByRole('listitem')
      .filter({ has: pattern })
      .getByRole('button', { name: quality.settings.save })
      .click()
    await expect(pattern).toHaveAttribute('aria-invalid', 'true')
    await expect(pattern).toHaveAccessibleDescription(/don’t fit/)
  })

  await test.step('a reference note is written, changed, deleted and brought back', async () => {
    await page.getByRole('link', { name: quality.settings.notes }).click()
    await page.getByRole('button', { name: quality.notes.new }).click()
    await page.getByLabel(quality.notes.name).fill('Returns')
    await page.getByLabel(quality.notes.text).fill('Thirty days, with the receipt.')
    await page.getByRole('button', { name: quality.notes.save }).click()
    await expect(page.getByRole('heading', { name: 'Returns' })).toBeVisible()
    await expectAccessible(page, 'reference notes')
    await page.getByRole('button', { name: 'Edit Returns' }).click()
    await page.getByLabel(quality.notes.text).fill('Sixty days, with the receipt.')
    await page.getByRole('button', { name: quality.notes.save }).click()
    await expect(page.getByText('Sixty days')).toBeVisible()
    await page.getByRole('button', { name: 'Delete Returns' }).click()
    await expect(page.getByRole('heading', { name: quality.notes.none })).toBeVisible()
    await page.locator('h1').click()
    await page.keyboard.press('Control+z')
    await expect(page.getByText('Sixty days')).toBeVisible()
  })

  await test.step('a reader sees the settings and can change none', async () => {
    const reader = await openPage()
    await invite(page, reader, studio, datasetId, 'viewer')
    await reader.goto(`${here}/settings`)
    await expect(reader.getByRole('switch', { name: capability.name })).toBeDisabled()
  })

  await test.step('a run over everything is cancelled, and says so', async () => {
    await page.goto(here)
    await expect.poll(open).toBe(1)
    // checks wait while a bulk run is under way: one that never moves holds this run where it is
    const database = new Database(join(studio.dataDir, 'finecut.db'))
    const row = { id: 'held0000', datasetId, now: new Date().toISOString() }
    database
      .prepare(
        `INSERT INTO "BulkRun" ("id", "datasetId", "userId", "action", "selection", "rootId", "state", "startedAt")
         VALUES (:id, :datasetId, 'local', '{"type":"trash","to":false}', '{"numbers":[]}', :id, 'running', :now)`,
      )
      .run(row)
    await page.getByRole('button', { name: quality.run.start }).click()
    await expect(page.getByText('0 of 1 checked')).toBeVisible()
    // the bulk run that holds the queue can be cancelled, too: beside the page
    await page.locator('#main').getByRole('button', { name: quality.run.cancel }).click()
    await expect(page.getByText(quality.run.cancelled)).toBeVisible()
    database.prepare(`DELETE FROM "BulkRun" WHERE "id" = :id`).run({ id: row.id })
    database.close()
    expect(await open()).toBe(1)
  })

  await test.step('the palette leads to the findings of a check', async () => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('capab')
    await page.getByRole('option', { name: `Findings: ${capability.name}` }).click()
    await expect(page).toHaveURL(/findings\?check=capability-claim/)
    await expect(page.getByRole('listitem', { name: new RegExp(capability.name) })).toHaveCount(1)
  })

  await test.step('an open finding bars an export until it is waived', async () => {
    await page.goto(`/datasets/${datasetId}/exports`)
    await page.getByRole('radio', { name: /^All/ }).check()
    await page.getByLabel(en.exports.recipe.findings.label).selectOption('warning')
    await expect(page.getByText(`An open finding of the check “${capability.name}”`)).toBeVisible()
    await page.goto(`${here}?check=capability-claim`)
    await page.getByRole('button', { name: quality.note.waive }).click()
    await page.getByLabel(quality.waive.reason).fill('A receipt is sent by itself')
    await page.getByRole('button', { name: 'Waive', exact: true }).click()
    await expect(page.getByRole('heading', { name: quality.none.open })).toBeVisible()
    await page.goto(`/datasets/${datasetId}/exports`)
    await page.getByRole('radio', { name: /^All/ }).check()
    await page.getByLabel(en.exports.recipe.findings.label).selectOption('warning')
    await expect(page.getByText(`An open finding of the check “${capability.name}”`)).toHaveCount(0)
  })
})
