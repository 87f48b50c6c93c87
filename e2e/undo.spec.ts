import type { Page } from '@playwright/test'
import { isSave, test } from './fixtures/network'
import { makeExamples, openExample } from './fixtures/reviewing'
import { becomeOwner, expect, type Studio } from './fixtures/studio'
import { api, expectSaved, invite, makeDataset, readExample } from './fixtures/work'

test.use({ shared: true })

type Groups = { groups: { name: string; tags: { id: string; name: string }[] }[] }

const tagNames = async (page: Page, studio: Studio, datasetId: string) => {
  const { groups } = await api<Groups>(page, studio, 'GET', `/datasets/${datasetId}/tags`)
  return groups.map((group) => group.tags.map((tag) => tag.name).join(', '))
}
const act = async (page: Page, tag: string, what: RegExp | string) => {
  await page.getByRole('button', { name: `Actions for ${tag}`, exact: true }).click()
  await page.getByRole('menuitem', { name: what }).click()
}
const rename = async (page: Page, from: string, to: string) => {
  await act(page, from, 'Edit…')
  await page.getByLabel('Name').fill(to)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
type Listening = Window & { finecutHeard?: boolean }
// a page that was just opened may not hear the first press yet; pressed again after one that was heard, it would undo more
const press = async (page: Page, keys: string, says: string) => {
  await expect(async () => {
    await page.evaluate(() => {
      ;(window as Listening).finecutHeard = undefined
      const hear = (event: KeyboardEvent) => {
        if (['Control', 'Shift'].includes(event.key)) return
        window.removeEventListener('keydown', hear)
        // whoever answers a key keeps the browser from answering it
        setTimeout(() => {
          ;(window as Listening).finecutHeard = event.defaultPrevented
        })
      }
      window.addEventListener('keydown', hear)
    })
    await page.keyboard.press(keys)
    await page.waitForFunction(() => (window as Listening).finecutHeard !== undefined)
    expect(await page.evaluate(() => (window as Listening).finecutHeard)).toBe(true)
  }).toPass({ timeout: 60_000 })
  await expect(page.getByText(says).first()).toBeVisible()
}
const undo = (page: Page, says: string) => press(page, 'Control+z', says)
const redo = (page: Page, says: string) => press(page, 'Control+Shift+z', says)

test('tags and examples are taken back and brought again in one order, over a reload', async ({
  page,
  studio,
  openPage,
  allow,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const [number = 0] = await makeExamples(page, studio, datasetId, 1)
  const tags = `/datasets/${datasetId}/tags`
  const before = await tagNames(page, studio, datasetId)
  await page.goto(tags)
  await rename(page, 'answer', 'reply')
  await act(page, 'ambiguous', 'Merge into another…')
  await page.getByRole('button', { name: /^Merge/ }).click()
  await expect(page.getByText('ambiguous is merged into').first()).toBeVisible()
  await act(page, 'needs rewrite', 'Delete')
  await expect(page.getByText('needs rewrite is deleted.').first()).toBeVisible()
  const after = await tagNames(page, studio, datasetId)
  expect(after[0]).toContain('reply')
  await openExample(page, studio.url, datasetId, number)
  await page.keyboard.press('1')
  await expectSaved(page)
  const held = async () => (await readExample(page, studio, datasetId, number)).tags.length
  expect(await held()).toBe(1)

  await test.step('back, the last two on the page of tags', async () => {
    await undo(page, `Undone in #${number}.`)
    await undo(page, 'Undone: tag “needs rewrite” deleted')
    await page.goto(tags)
    await expect(page.getByRole('heading', { name: 'Tags' })).toBeVisible()
    await undo(page, 'Undone: “ambiguous” merged into')
    await undo(page, 'Undone: tag “answer” renamed to “reply”')
    await undo(page, 'Nothing to undo')
    expect(await held()).toBe(0)
    expect(await tagNames(page, studio, datasetId)).toEqual(before)
    await expect(page.getByRole('button', { name: 'Actions for answer', exact: true })).toBeVisible()
  })

  await test.step('and again, after a reload', async () => {
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Tags' })).toBeVisible()
    await redo(page, 'Done again: tag “answer” renamed to “reply”')
    await redo(page, 'Done again: “ambiguous” merged into')
    await redo(page, 'Done again: tag “needs rewrite” deleted')
    await redo(page, `Done again in #${number}.`)
    await expect.poll(held).toBe(1)
    expect(await tagNames(page, studio, datasetId)).toEqual(after)
    await expect(page.getByRole('button', { name: 'Actions for reply', exact: true })).toBeVisible()
  })

  await test.step('a toast offers the same step', async () => {
    await act(page, 'clarification', 'Delete')
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(page.getByText('Undone: tag “clarification” deleted').first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Actions for clarification', exact: true })).toBeVisible()
  })

  await test.step('somebody else renames it since: told, nothing done, on this page at once', async () => {
    allow(/409 \(Conflict\)/)
    await rename(page, 'refusal', 'no')
    const lead = await openPage()
    await invite(page, lead, studio, datasetId, 'lead')
    await lead.goto(tags)
    await rename(lead, 'no', 'decline')
    await expect(page.getByRole('button', { name: 'Actions for decline', exact: true })).toBeVisible()
    await undo(page, 'Someone else changed the same thing since. Nothing was undone.')
    expect((await tagNames(page, studio, datasetId))[0]).toContain('decline')
  })
})

test('a dataset’s name, guidelines and place are taken back, on its pages and in the list', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio, 'Support')
  await page.goto(`/datasets/${datasetId}/guidelines`)
  const field = page.getByRole('textbox', { name: 'Guidelines' })
  await field.fill('Be kind.')
  await field.pressSequentially(' Be short.')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('heading', { name: 'Guidelines', level: 1 }).click()
  await expect.poll(async () => (await stored()).guidelines).toBe('Be kind. Be short.')
  async function stored() {
    return api<{ guidelines: string; name: string; state: string }>(
      page,
      studio,
      'GET',
      `/datasets/${datasetId}`,
    )
  }
  await undo(page, 'Undone: change of the guidelines')
  await expect(field).toHaveValue('')
  await redo(page, 'Done again: change of the guidelines')
  await expect(field).toHaveValue('Be kind. Be short.')

  await page.goto(`/datasets/${datasetId}/settings`)
  await page.getByLabel('Name of the dataset').fill('Help desk')
  await page.getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByText('The dataset is now called Help desk.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Help desk, switch dataset' })).toBeVisible()
  await page.getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('Help desk is archived.').first()).toBeVisible()
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Datasets' })).toBeVisible()
  await undo(page, 'Undone: dataset “Help desk” archived')
  await undo(page, 'Undone: dataset “Support” renamed to “Help desk”')
  await expect(page.getByRole('link', { name: 'Support' })).toBeVisible()
  expect(await stored()).toMatchObject({ name: 'Support', state: 'active' })
})

test('my own change moves the chart while its save is held, and stays', async ({ page, studio, network }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  await makeExamples(page, studio, datasetId, 4)
  await openExample(page, network.url, datasetId, 1)
  const bar = (share: string) => page.getByRole('button', { name: new RegExp(`^refusal ${share}%`) })
  await expect(bar('0')).toBeVisible()
  network.decide = (request) => (isSave(request) ? 'hold' : 'pass')

  await test.step('in the frame of the click', async () => {
    const shown = await page.evaluate(async () => {
      const chip = [...document.querySelectorAll('button')].find((b) =>
        b.textContent?.trim().startsWith('refusal'),
      )
      chip?.click()
      await new Promise((done) => requestAnimationFrame(done))
      const bars = [...document.querySelectorAll('button[title]')].map((b) => b.textContent ?? '')
      return bars.find((text) => /^refusal\d+%/.test(text))
    })
    expect(shown).toMatch(/^refusal25%/)
  })
  await test.step('taking it back moves it back, bringing it again moves it again', async () => {
    await page.keyboard.press('Control+z')
    await expect(bar('0')).toBeVisible()
    await page.keyboard.press('Control+Shift+z')
    await expect(bar('25')).toBeVisible()
  })
  expect((await readExample(page, studio, datasetId, 1)).tags).toEqual([])
  network.decide = () => 'pass'
  network.release()
  await expectSaved(page)
  await page.waitForTimeout(500)
  await expect(bar('25')).toBeVisible()
  await bar('25').click()
  await expect(page).toHaveURL(/counted%3Arefusal|counted:refusal/)
  await expect(page.getByText('1 example').first()).toBeVisible()
})
