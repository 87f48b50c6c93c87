import type { Page } from '@playwright/test'
import en from '../messages/en.json' with { type: 'json' }
import { expectAccessible } from './fixtures/accessible'
import { becomeOwner, expect, type Studio, test } from './fixtures/studio'
import { api, chat, expectSaved, invite, makeDataset, makeExample, readExample } from './fixtures/work'

const { checks, quality } = en
const filler = 'Sure, one moment.'

type Found = { findings: { number: number; check: string; code: string; state: string }[] }
const findingsOf = (page: Page, studio: Studio, datasetId: string, state = 'open') =>
  api<Found>(page, studio, 'GET', `/datasets/${datasetId}/findings?state=${state}&limit=200`)

/** Waits until all that was made is checked. */
async function expectChecked(page: Page, studio: Studio, datasetId: string): Promise<void> {
  await expect
    .poll(async () => {
      const { due } = await api<{ due: number }>(
        page,
        studio,
        'GET',
        `/datasets/${datasetId}/findings/summary`,
      )
      return due
    })
    .toBe(0)
}

const note = (page: Page, check: keyof typeof checks) =>
  page.getByRole('note', { name: new RegExp(`^${checks[check].name}`) })

test('a finding in the margin: read, fixed by its key, undone, waived with a reason, opened again', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const answer = 'Write to the clerk at jane.roe@corp-mail.kr and say **when** it came.'
  await makeExample(
    page,
    studio,
    datasetId,
    chat(['user', 'Where is my parcel?'], ['assistant', filler], ['user', 'ok'], ['assistant', answer]),
  )
  await expectChecked(page, studio, datasetId)
  await page.goto(`/datasets/${datasetId}?example=1`)
  await expect(note(page, 'privacy')).toBeVisible()
  await expect(note(page, 'weights')).toBeVisible()
  const underlined = () =>
    page.evaluate(() => [...(CSS.highlights.get('finding') ?? [])].map((range) => String(range)).sort())

  await test.step('its place is underlined, in Markdown too', async () => {
    await expect.poll(underlined).toEqual([filler, 'jane.roe@corp-mail.kr'])
    await page.getByRole('checkbox', { name: en.inspector.markdown }).check()
    await expect(page.locator('#turn-m4 strong')).toHaveText('when')
    await expect.poll(underlined).toEqual([filler, 'jane.roe@corp-mail.kr'])
  })

  await test.step('why, with where the rule comes from', async () => {
    await note(page, 'privacy').getByRole('button', { name: quality.note.why }).click()
    await expect(
      note(page, 'privacy')
        .getByRole('link', { name: /^Source/ })
        .first(),
    ).toBeVisible()
    await expectAccessible(page, 'notes in the margin')
  })

  await test.step('by keyboard: to the first, fixed, gone; undone, and back', async () => {
    await page.locator('body').press('f')
    await expect(note(page, 'weights')).toBeFocused()
    await page.keyboard.press('q')
    await expect(page.getByRole('switch').first()).not.toBeChecked()
    await expect(note(page, 'weights')).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(note(page, 'weights')).toBeVisible()
    await page.keyboard.press('Control+Shift+z')
    await expect(note(page, 'weights')).toHaveCount(0)
    await expectSaved(page)
  })

  await test.step('waived with a reason by keyboard, and opened again', async () => {
    await page.locator('body').press('f')
    await expect(note(page, 'privacy')).toBeFocused()
    await page.keyboard.press('Shift+W')
    await page.getByLabel(quality.waive.reason).fill('An address that everybody knows')
    await page.keyboard.press('Enter')
    await expect(note(page, 'privacy')).toHaveCount(0)
    await page.getByRole('button', { name: '1 waived' }).click()
    await expect(note(page, 'privacy')).toContainText('An address that everybody knows')
    expect((await findingsOf(page, studio, datasetId, 'waived')).findings).toHaveLength(1)
    await note(page, 'privacy').getByRole('button', { name: quality.note.reopen }).click()
    await expect(note(page, 'privacy').getByRole('button', { name: quality.note.waive })).toBeVisible()
  })

  await test.step('an edit of its text mends it', async () => {
    await page.locator('#turn-m4').click()
    await page.keyboard.press('e')
    await page.locator('#turn-m4 textarea').first().fill('Write to the clerk and say when it came.')
    await page.keyboard.press('Escape')
    await expect(note(page, 'privacy')).toHaveCount(0)
    await expect(page.getByRole('status').filter({ hasText: 'Nothing open' })).toHaveCount(1)
  })
})

test('the page of findings: counted, filtered, opened, waived many, masked many', async ({
  page,
  studio,
  openPage,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const said = (n: number) => `Write to person${n}@corp-mail.kr, who answers within a day.`
  for (const n of [1, 2, 3])
    await makeExample(page, studio, datasetId, chat(['user', `Question ${n}?`], ['assistant', said(n)]))
  await makeExample(
    page,
    studio,
    datasetId,
    chat(
      ['user', 'Hello there'],
      ['assistant', filler],
      ['user', 'Now?'],
      ['assistant', 'It came on Monday.'],
    ),
  )
  await expectChecked(page, studio, datasetId)
  const here = `/datasets/${datasetId}/findings`
  const bar = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} ?\\d`) })

  await test.step('a bar filters, and the address holds it', async () => {
    await page.goto(here)
    await bar(checks.privacy.name).click()
    await expect(page).toHaveURL(/check=privacy/)
    await expect(page.getByRole('listitem', { name: new RegExp(checks.privacy.name) })).toHaveCount(3)
    await page.reload()
    await expect(page.getByRole('listitem', { name: new RegExp(checks.privacy.name) })).toHaveCount(3)
    await expectAccessible(page, 'findings')
  })

  await test.step('one opens its turn in the workspace, in a list of those with such findings', async () => {
    await page.getByRole('link', { name: '#2, turn 2' }).click()
    await expect(page).toHaveURL(/example=2&turn=m2/)
    await expect(page.locator('#turn-m2')).toHaveAttribute('aria-current', 'true')
    await expect(page.getByText('finding:privacy')).toBeVisible()
    await expect(note(page, 'privacy')).toBeVisible()
  })

  await test.step('a reader sees them and can change nothing', async () => {
    const reader = await openPage()
    await invite(page, reader, studio, datasetId, 'viewer')
    await reader.goto(here)
    await expect(reader.getByRole('listitem', { name: new RegExp(checks.privacy.name) })).toHaveCount(3)
    await expect(reader.getByRole('button', { name: /Waive|Mask|again/ })).toHaveCount(0)
  })

  await test.step('some are waived by one reason, which one undo takes back', async () => {
    await page.goto(`${here}?check=privacy`)
    await page.getByRole('checkbox', { name: /in #1/ }).check()
    await page.getByRole('checkbox', { name: /in #2/ }).check()
    await page.getByRole('button', { name: 'Waive 2…' }).click()
    await page.getByLabel(quality.waive.reason).fill('Invented people')
    await page.getByRole('button', { name: 'Waive 2', exact: true }).click()
    await expect(page.getByRole('listitem', { name: new RegExp(checks.privacy.name) })).toHaveCount(1)
    await expect(page.getByRole('radio', { name: 'Waived 2' })).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(page.getByRole('listitem', { name: new RegExp(checks.privacy.name) })).toHaveCount(3)
  })

  await test.step('all are masked, but for the one that is waived; seen before, undone after', async () => {
    await page
      .getByRole('listitem', { name: /in #3/ })
      .getByRole('button', { name: quality.note.waive })
      .click()
    await page.getByLabel(quality.waive.reason).fill('It may stand')
    await page.getByRole('button', { name: 'Waive', exact: true }).click()
    await page.getByRole('button', { name: 'Mask 2…' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.locator('ins').first()).toHaveText('[EMAIL]')
    await dialog.getByRole('button', { name: 'Mask in 2 examples' }).click()
    await expect.poll(async () => (await readExample(page, studio, datasetId, 2)).text).toContain('[EMAIL]')
    await expect.poll(async () => (await readExample(page, studio, datasetId, 1)).text).toContain('[EMAIL]')
    expect((await readExample(page, studio, datasetId, 3)).text).toContain('person3@')
    await expect(page.getByRole('heading', { name: quality.none.open })).toBeVisible()
  })
})
