import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sendFile } from './fixtures/files'
import { runNode } from './fixtures/process'
import { addWord, openExample } from './fixtures/reviewing'
import { becomeOwner, expect, type Studio, test } from './fixtures/studio'
import { chat, expectSaved, makeDataset, makeExample } from './fixtures/work'

const name = 'Kim Sora Canary'

/** Files of the data folder, the database and its log among them, that hold these bytes. */
function filesWith(studio: Studio, text: string): string[] {
  const walk = (folder: string): string[] =>
    readdirSync(folder).flatMap((entry) => {
      const path = join(folder, entry)
      return statSync(path).isDirectory() ? walk(path) : [path]
    })
  return walk(studio.dataDir)
    .filter((path) => readFileSync(path).includes(text))
    .map((path) => path.slice(studio.dataDir.length + 1))
}

test('a purge: typed, taken back, sent in a file, and in no byte of the studio afterwards', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const at = `/datasets/${datasetId}`
  const asked = await makeExample(
    page,
    studio,
    datasetId,
    chat(['user', `I am ${name}`], ['assistant', 'Hello.']),
  )
  const typed = await makeExample(page, studio, datasetId, chat(['user', 'Who?'], ['assistant', 'It is']))
  const other = await makeExample(page, studio, datasetId, chat(['user', 'Kim'], ['assistant', 'Sora']))

  const finecut = (...args: string[]) =>
    runNode(['bin/finecut.mjs', 'purge', '--dataset', 'Support', ...args], {
      FINECUT_DATA_DIR: studio.dataDir,
      LC_ALL: 'en',
    })
  const holding = await sendFile(
    page,
    studio,
    datasetId,
    'names.jsonl',
    `${chat(['user', name], ['assistant', 'Yes.'])}\n`,
  )
  const clean = await sendFile(
    page,
    studio,
    datasetId,
    'clean.jsonl',
    `${chat(['user', 'Nothing'], ['assistant', 'to see'])}\n`,
  )

  await test.step('somebody types it, and takes it out again', async () => {
    await openExample(page, studio.url, datasetId, typed)
    await addWord(page, name)
    await expectSaved(page)
    await page.keyboard.press('Control+z')
    await expectSaved(page)
    await expect(page.locator('#turn-m2')).not.toContainText('Canary')
  })

  await test.step('the command says what it would touch, and touches nothing', async () => {
    const { out, code, error } = await finecut('--text', name, '--dry-run')
    expect(code, error).toBe(0)
    expect(out).toContain('Would purge from 2 examples')
    expect(out).toContain(`names.jsonl (${holding})`)
    expect(out).not.toContain('clean.jsonl')
    expect(filesWith(studio, 'Canary')).toContain(`uploads/${holding}`)
  })

  await test.step('then it does it, and lists it', async () => {
    const { out, code, error } = await finecut('--text', name, '--reason', 'asked for by letter')
    expect(code, error).toBe(0)
    expect(out).toContain('Purged from 2 examples')
    expect(out).toContain(`Examples: ${asked}, ${typed}`)
    expect(out).toContain(`names.jsonl (${holding})`)
    expect(out).toContain('No byte of it is left')
    expect((await finecut('--list')).out).toMatch(/done {2}2 examples {2}asked for by letter/)
  })

  await test.step('its place is marked where people look: text, history, settings', async () => {
    await page.goto(`${at}?example=${asked}`)
    await expect(page.locator('#turn-m1')).toContainText('I am [purged]')
    await page.goto(`${at}?example=${typed}`)
    await expect(page.getByRole('button', { name: 'the studio purged a text for' })).toBeVisible()
    await page.goto(`${at}?q=Canary`)
    await expect(page.getByText('Nothing matches')).toBeVisible()
    await page.goto(`${at}?example=${other}`)
    await expect(page.locator('#turn-m2')).toContainText('Sora')
    await page.goto(`${at}/settings`)
    const tombstones = page.locator('section', { hasText: 'Purged texts' })
    await expect(tombstones.getByText('Purged from 2 examples')).toBeVisible()
    await expect(tombstones.getByText('asked for by letter')).toBeVisible()
  })

  await test.step('and no byte of it is in any file, while the studio runs and after its end', async () => {
    expect(filesWith(studio, 'Canary')).toEqual([])
    expect(filesWith(studio, 'Nothing')).toContain(`uploads/${clean}`)
    await studio.stop()
    expect(filesWith(studio, 'Canary')).toEqual([])
  })
})
