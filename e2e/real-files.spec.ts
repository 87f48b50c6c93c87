import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { becomeOwner, expect, type Studio, test } from './fixtures/studio'
import { expectSaved, makeDataset } from './fixtures/work'
import { downloadZip } from './fixtures/zip'

test.use({ shared: true })

const real = process.env.FINECUT_REAL_DATA ?? '../shared/data'
// counts are those of the folder's README, taken independently
const files = [
  {
    path: 'foundry-sft-gsm8k/chat_train.jsonl',
    examples: 449,
    answers: 449,
    tokens: 77_591,
    role: 'assistant',
  },
  {
    path: 'foundry-sft-toolcall/stock_toolcall_training.jsonl',
    examples: 86,
    answers: 86,
    tokens: 5_104,
    role: 'user',
  },
] as const

async function importFile(page: Page, path: string): Promise<void> {
  await page.getByRole('link', { name: 'Imports' }).first().click()
  await page.locator('input[type="file"]').setInputFiles(path)
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean).length
  await page.getByRole('button', { name: `Import ${lines} records` }).click()
  await expect(page.getByText('The import is complete.').first()).toBeVisible({ timeout: 30_000 })
}

async function exportAll(page: Page, examples: number): Promise<Record<string, string>> {
  await page.getByRole('link', { name: 'Exports' }).first().click()
  await page.getByRole('radio', { name: /All but excluded/ }).check()
  const start = page.getByRole('button', { name: `Export ${examples} examples` })
  await expect(start).toBeEnabled({ timeout: 20_000 })
  await start.click()
  const { files, textOf } = await downloadZip(page)
  return Object.fromEntries(Object.keys(files).map((name) => [name, textOf(name)]))
}

/** `finecut stats` beside the running server. */
function readStats(studio: Studio, dataset: string): unknown {
  const env: NodeJS.ProcessEnv = { ...process.env, FINECUT_DATA_DIR: studio.dataDir }
  delete env.DATABASE_URL
  const args = ['bin/finecut.mjs', 'stats', '--dataset', dataset, '--json']
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', env }))
}

test.describe('real files', () => {
  test.skip(!existsSync(real), 'real files: not run')

  for (const { path, examples, answers, tokens, role } of files)
    test(`${path}: picked, reviewed and exported, all but one line byte for byte`, async ({
      page,
      studio,
    }) => {
      await becomeOwner(page, studio)
      const datasetId = await makeDataset(page, studio, 'Real')
      await page.goto(`/datasets/${datasetId}`)
      await importFile(page, join(real, path))

      await page.goto(`/datasets/${datasetId}?example=1`)
      await expect(page.getByText(`${examples} examples`).first()).toBeVisible()
      await expect(page.getByText(`0 / ${examples} approved`)).toBeVisible()
      expect(readStats(studio, 'Real')).toMatchObject({ examples, assistantTurns: answers, tokens })

      const turn = page
        .locator('article')
        .filter({ hasText: new RegExp(role, 'i') })
        .first()
      await turn.click()
      await page.keyboard.press('e')
      await page.keyboard.press('End')
      await page.keyboard.type(' 확인했습니다.')
      await page.keyboard.press('Escape')
      await page.keyboard.press('1')
      await expectSaved(page)
      await page.keyboard.press('a')
      await expectSaved(page)
      await expect(page.getByText(`1 / ${examples} approved`)).toBeVisible()

      const out = await exportAll(page, examples)
      const lines = (name: string) => (out[name] ?? '').split('\n').filter(Boolean)
      const original = new Set(readFileSync(join(real, path), 'utf8').split('\n').filter(Boolean))
      const written = [...lines('train.jsonl'), ...lines('test.jsonl')]
      expect(written).toHaveLength(examples)
      const edited = written.filter((line) => !original.has(line))
      expect(edited).toHaveLength(1)
      expect(edited[0]).toContain(' 확인했습니다.')
      expect(lines('train.lines.jsonl').length + lines('test.lines.jsonl').length).toBe(examples)
    })
})
