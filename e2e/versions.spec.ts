import { createHash } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { makeVersion } from './fixtures/frozen'
import { becomeOwner, expect, test } from './fixtures/studio'
import { makeUpgrade } from './fixtures/upgraded'
import { api, chat, makeDataset, makeExample } from './fixtures/work'
import { downloadZip } from './fixtures/zip'

test.use({ shared: true })

const lines = Array.from({ length: 12 }, (_, i) =>
  chat(['user', `Question ${i}`], ['assistant', `Answer ${i}`]),
)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function unzip(page: Page, item: Locator, nth = 0) {
  return (await downloadZip(page, item.getByRole('link', { name: 'All as one zip' }).nth(nth))).files
}

test('a version is frozen, exported twice with edits in between, compared, and written in another format', async ({
  page,
  studio,
  allow,
}) => {
  allow(/409 \(Conflict\)/)
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  await page.goto(`/datasets/${datasetId}/imports`)
  const buffer = Buffer.from(`${lines.join('\n')}\n`)
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'chats.jsonl', mimeType: 'application/jsonl', buffer })
  await page.getByRole('button', { name: 'Import 12 records' }).click()
  await expect(page.getByText('The import is complete.').first()).toBeVisible({ timeout: 30_000 })

  const here = `/datasets/${datasetId}/exports/versions`
  const freeze = async (name: string, notes: string) => {
    await page.goto(`/datasets/${datasetId}/exports`)
    await page.getByRole('radio', { name: /All but excluded/ }).check()
    await page.getByRole('slider', { name: 'For training' }).fill('100')
    const open = page.getByRole('button', { name: 'Freeze as a version…' })
    await expect(open).toHaveAttribute('aria-disabled', 'false', { timeout: 20_000 })
    await open.click()
    const dialog = page.getByRole('dialog', { name: 'Freeze as a version' })
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByLabel('Notes').fill(notes)
    await dialog.getByRole('button', { name: 'Freeze' }).click()
  }
  const item = (name: string) =>
    page.getByRole('listitem').filter({ has: page.locator('summary', { hasText: name }) })

  await test.step('there is none, and what to do about it', async () => {
    await page.goto(here)
    await expect(page.getByText('No version yet')).toBeVisible()
    await page.getByRole('link', { name: 'Make a version' }).click()
    await expect(page).toHaveURL(/\/exports$/)
  })

  const first = await test.step('frozen, with the hash of each file', async () => {
    await freeze('June', 'The first one.')
    await expect(page).toHaveURL(/versions\?version=/)
    await expect(item('June').getByText('12 train · 0 test')).toBeVisible({ timeout: 20_000 })
    await expect(item('June').getByText('current', { exact: true })).toBeVisible()
    await expect(item('June').getByText('The first one.')).toBeVisible()
    const files = await unzip(page, item('June'))
    await expect(item('June').getByText(sha256(files['train.jsonl']!))).toBeVisible()
    return files
  })

  await test.step('its name is taken for good', async () => {
    await freeze('June', '')
    await expect(page.getByText('There is a version named June already.')).toBeVisible()
  })

  await api(page, studio, 'POST', `/datasets/${datasetId}/examples/1/edits`, {
    revision: 1,
    edits: [{ type: 'edit-text', messageId: 'm2', path: ['content'], at: 0, remove: '', insert: 'Edited. ' }],
  })
  await api(page, studio, 'POST', `/datasets/${datasetId}/examples/2/edits`, {
    revision: 1,
    edits: [{ type: 'set-trashed', from: false, to: true }],
  })

  await test.step('exported again, after an edit, it is the same bytes', async () => {
    await page.goto(here)
    const again = await unzip(page, item('June'))
    expect(Object.keys(again)).toEqual(Object.keys(first))
    for (const [name, bytes] of Object.entries(first)) expect(sha256(again[name]!)).toBe(sha256(bytes))
  })

  await test.step('another format is written from what was frozen', async () => {
    await item('June').getByLabel('Another format').selectOption({ label: 'ShareGPT, Unsloth' })
    await expect(item('June').getByText('Every example fits')).toBeVisible()
    await item('June').getByRole('button', { name: 'Write it' }).click()
    await expect(item('June').getByRole('heading', { name: 'ShareGPT, Unsloth' })).toBeVisible({
      timeout: 20_000,
    })
    const files = await unzip(page, item('June'), 1)
    const text = Buffer.from(files['train.jsonl']!).toString()
    expect(text).toContain('Question 1"')
    expect(text).not.toContain('Edited.')
  })

  await test.step('the message of a provider leads to the examples of a version', async () => {
    await item('June').getByText('Was the file refused?').first().click()
    await item('June').getByRole('textbox', { name: 'What the provider said' }).fill('Flagged lines: 3')
    await item('June').getByRole('button', { name: 'Find the example of 1 line' }).click()
    await expect(item('June').getByRole('link', { name: 'Open this example' })).toBeVisible()
    await expect(item('June').getByText('Train on it').first()).toBeVisible()
  })

  await test.step('compared with a later one, by an address of its own', async () => {
    await freeze('July', '')
    await expect(item('July').getByText('11 train · 0 test')).toBeVisible({ timeout: 20_000 })
    await expect(item('July').getByText('made after June')).toBeVisible()
    await item('July').getByLabel('Compare with').selectOption({ label: 'June' })
    await expect(page.getByRole('heading', { name: 'June → July' })).toBeVisible()
    await expect(page.getByText('1 went out')).toBeVisible()
    await expect(page.getByText('1 changed')).toBeVisible()
    await expect(page.getByText('r1 → r2')).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'June → July' })).toBeVisible()
    await page.getByRole('link', { name: '#1', exact: true }).click()
    await expect(page).toHaveURL(/example=1/)
  })

  await test.step('a lead says which one is current', async () => {
    await page.goto(here)
    await item('July').getByRole('button', { name: 'Make it current' }).click()
    await expect(item('July').getByText('current', { exact: true })).toBeVisible()
    await expect(item('June').getByText('current', { exact: true })).toBeHidden()
  })

  if (process.env.FINECUT_PICTURES) {
    const [july] = (await (await page.request.get(`/api/v1/datasets/${datasetId}/versions`)).json()).versions
    await page.setViewportSize({ width: 1440, height: 1000 })
    await page.goto(`${here}?from=${july.parent.id}&to=${july.id}&version=${july.parent.id}`)
    await page.screenshot({ path: `${process.env.FINECUT_PICTURES}/versions-en.png` })
    await page.context().addCookies([{ name: 'finecut-locale', value: 'ko', url: studio.url }])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 390, height: 900 })
    await page.goto(`${here}?from=${july.parent.id}&to=${july.id}&version=${july.parent.id}`)
    await page.screenshot({ path: `${process.env.FINECUT_PICTURES}/versions-ko.png`, fullPage: true })
  }
})

test.describe('replaced by another build', () => {
  test.use({ shared: false })

  test('exported twice with an edit and an upgrade of the exporter in between, a version is the same bytes', async ({
    page,
    studio,
  }) => {
    await becomeOwner(page, studio)
    const dataset = await makeDataset(page, studio)
    for (const line of lines.slice(0, 3)) await makeExample(page, studio, dataset, line)
    const recipe = { status: 'all', format: 'sharegpt', trainShare: 1 }
    const version = await makeVersion(page, studio, dataset, 'June', recipe)
    const at = `/api/v1/datasets/${dataset}`
    const filesOf = async (address: string): Promise<Record<string, Uint8Array>> =>
      unzipSync(await (await page.request.get(`${studio.url}${at}/${address}/all.zip`)).body())
    const exportAnew = async () => {
      const { id } = await api<{ id: string }>(page, studio, 'POST', `/datasets/${dataset}/exports`, {
        recipe,
      })
      await expect
        .poll(async () => (await (await page.request.get(`${studio.url}${at}/exports/${id}`)).json()).state)
        .toBe('done')
      return filesOf(`exports/${id}/files`)
    }
    const textOf = (files: Record<string, Uint8Array>) => new TextDecoder().decode(files['train.jsonl'])

    const frozen = await filesOf(`versions/${version}/files/sharegpt`)
    expect(textOf(frozen)).toContain('"from":"human","value":"Question 0"')
    await api(page, studio, 'POST', `/datasets/${dataset}/examples/1/edits`, {
      revision: 1,
      edits: [
        { type: 'edit-text', messageId: 'm2', path: ['content'], at: 0, remove: '', insert: 'Edited. ' },
      ],
    })
    const before = await exportAnew()
    expect(textOf(before)).toContain('Edited. ')

    const upgrade = makeUpgrade('user:"human"', 'user:"person"')
    try {
      await studio.restart(upgrade.folder)
      const after = await exportAnew()
      expect(textOf(after)).not.toBe(textOf(before))
      expect(textOf(after)).toBe(textOf(before).replaceAll('"from":"human"', '"from":"person"'))
      expect(await filesOf(`versions/${version}/files/sharegpt`)).toEqual(frozen)
      await studio.restart()
    } finally {
      upgrade.remove()
    }
    expect(textOf(await exportAnew()), 'the build itself was not touched').toBe(textOf(before))
  })
})
