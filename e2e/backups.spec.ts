import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { startImport } from './fixtures/import'
import { ask, countAcknowledged, makeReviewers, saveUntilCut, setUp } from './fixtures/load'
import { runNode } from './fixtures/process'
import { startStudio } from './fixtures/server'
import { becomeOwner, expect, test } from './fixtures/studio'

test('a server with a schedule that can’t be read says so in a sentence and does not start', async ({
  studio,
}) => {
  const env = { FINECUT_DATA_DIR: `${studio.dataDir}-other`, FINECUT_BACKUP_SCHEDULE: 'every night' }
  const { code, error } = await runNode(['scripts/serve.mjs'], env)
  expect(code).toBe(1)
  expect(error.trim()).toMatch(/^FINECUT_BACKUP_SCHEDULE must be a cron expression .*not “every night”\.$/)
})

const finecut = (dataDir: string, ...args: string[]) =>
  runNode(['bin/finecut.mjs', ...args], { FINECUT_DATA_DIR: dataDir, INIT_CWD: dataDir })

test('A7: a backup under 20 writers, restored on an empty machine, holds every save acknowledged before it began', async ({
  studio,
}) => {
  test.setTimeout(180_000)
  const lead = await setUp(studio.url, studio.setupLink)
  const { id: datasetId } = await ask<{ id: string }>(lead, 'POST', '/datasets', { name: 'Support' })
  // large enough for a copy in many steps, between which others save
  const path = await startImport(lead, datasetId, studio, 8_000)
  await expect
    .poll(async () => (await ask<{ state: string }>(lead, 'GET', path)).state, { timeout: 60_000 })
    .toBe('done')
  const reviewers = await makeReviewers(studio.url, lead, datasetId, 20)
  let work = Promise.resolve()
  await new Promise<void>((saved) => {
    work = saveUntilCut(reviewers, saved)
  })
  await expect.poll(() => countAcknowledged(reviewers)).toBeGreaterThan(20)

  const before = reviewers.flatMap(({ acknowledged }) => acknowledged)
  const file = join(studio.dataDir, 'kept.db')
  const made = await finecut(studio.dataDir, 'backup', file)
  expect(made.code, made.error).toBe(0)
  expect(countAcknowledged(reviewers)).toBeGreaterThan(before.length)
  await studio.stop()
  await work

  const empty = mkdtempSync(join(tmpdir(), 'finecut-drill-'))
  const restored = await finecut(empty, 'restore', file)
  expect(restored.code, restored.error).toBe(0)
  const sql = new Database(join(empty, 'finecut.db'))
  expect(sql.pragma('integrity_check', { simple: true })).toBe('ok')
  const kept = new Set(sql.prepare('SELECT "operationId" FROM "Revision"').pluck().all())
  expect(before.filter((id) => !kept.has(id))).toEqual([])
  sql.close()
  const drill = await startStudio({ dataDir: empty, setupLink: studio.setupLink, remove: () => {} })
  const health = await fetch(`${drill.url}/api/v1/health`)
  expect(await health.json()).toMatchObject({ status: 'ok' })
  await drill.stop()
  for (const folder of [empty, drill.dataDir]) rmSync(folder, { recursive: true, force: true })
})

test('an owner makes a backup on its page and sees what became of it', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  await page.goto('/')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Backups' }).click()
  await expect(page.getByRole('heading', { name: 'No backups yet' })).toBeVisible()
  await expect(page.getByText('No schedule is set')).toBeVisible()
  await page.getByRole('button', { name: 'Back up now' }).click()
  const row = page.getByRole('row').nth(1)
  await expect(row).toContainText('Done')
  await expect(row).toContainText(/manual-.*\.db/)
  await expect(row).toContainText(/kB|MB/)
})
