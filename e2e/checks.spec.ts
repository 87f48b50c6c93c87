import type { Page } from '@playwright/test'
import en from '../messages/en.json' with { type: 'json' }
import { expectAccessible } from './fixtures/accessible'
import { becomeOwner, expect, type Studio, test } from './fixtures/studio'
import {
  api,
  chat,
  expectSaved,
  invite,
  makeDataset,
  makeDemo,
  makeExample,
  readExample,
} from './fixtures/work'

test.use({ shared: true, env: { FINECUT_CHECKS: 'on' } })

const { checks, quality } = en
const filler = 'Sure, one moment.'

type Found = { findings: { number: number; check: string; code: string; state: string }[] }
const findingsOf = (page: Page, studio: Studio, datasetId: string, state = 'open') =>
  api<Found>(page, studio, 'GET', `/datasets/${datasetId}/findings?state=${state}&limit=200`)

/** Waits until all that was made is checked. */
async function expectChecked(page: Page, studio: Studio, datasetId: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const { due } = await api<{ due: number }>(
          page,
          studio,
          'GET',
          `/datasets/${datasetId}/findings/summary`,
        )
        return due
      },
      { timeout: 90_000 },
    )
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
  const told = 'Thanks. My address is jane.roe@corp-mail.kr and it is **urgent**.'
  const answer = 'Choose the form named Returns and sign it at the bottom.'
  await makeExample(
    page,
    studio,
    datasetId,
    chat(
      ['user', 'Which form do I need for a return?'],
      ['assistant', filler],
      ['user', told],
      ['assistant', answer],
    ),
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
    await expect(page.locator('#turn-m3 strong')).toHaveText('urgent')
    await expect.poll(underlined).toEqual([filler, 'jane.roe@corp-mail.kr'])
  })

  await test.step('why, with where the rule comes from', async () => {
    await note(page, 'privacy').getByRole('button', { name: quality.note.why }).dispatchEvent('click')
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
    await page.locator('#turn-m3').click()
    await page.keyboard.press('e')
    await page.locator('#turn-m3 textarea').first().fill('Thanks. It is **urgent**.')
    await page.keyboard.press('Escape')
    await expect(note(page, 'privacy')).toHaveCount(0)
    await expect(page.getByRole('status').filter({ hasText: 'Nothing open' })).toHaveCount(1)
  })
})

test('the page of findings: counted, filtered, opened, waived many, masked many', async ({
  page,
  studio,
  openPage,
  allow,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const asked = [
    ['Whom do I ask about my bill?', 'Write to person1@corp-mail.kr, who knows all bills.'],
    ['Who has the key of the shop?', 'Write to person2@corp-mail.kr, who keeps the keys.'],
    ['Who takes broken lamps back?', 'Write to person3@corp-mail.kr, who collects old lamps.'],
  ] as const
  for (const [question, answer] of asked)
    await makeExample(page, studio, datasetId, chat(['user', question], ['assistant', answer]))
  await makeExample(
    page,
    studio,
    datasetId,
    chat(
      ['user', 'Hello there, which lid fits the pot?'],
      ['assistant', filler],
      ['user', 'Now?'],
      ['assistant', 'The wide lid fits the pot.'],
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

  await test.step('on a phone the list comes first, and one button holds the counts', async () => {
    const size = page.viewportSize()!
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(here)
    const counts = page.getByRole('button', { name: quality.fold })
    await expect(counts).toContainText(quality.foldAll)
    await expect(page.getByRole('heading', { name: quality.by.check })).toBeHidden()
    await expect(page.getByRole('listitem', { name: 'in #1, turn 2' }).first()).toBeInViewport()
    await counts.press('Enter')
    await expect(page.getByRole('heading', { name: quality.by.check })).toBeVisible()
    await expectAccessible(page, 'counts on a phone')
    await bar(checks.privacy.name).press('Enter')
    await expect(counts).toBeFocused()
    await expect(counts).toContainText(checks.privacy.name)
    await expect(page.getByRole('heading', { name: quality.by.check })).toBeHidden()
    await expect(page.getByRole('listitem', { name: new RegExp(checks.privacy.name) })).toHaveCount(3)
    await expectAccessible(page, 'findings on a phone')
    await page.setViewportSize(size)
    await expect(page.getByRole('heading', { name: quality.by.check })).toBeVisible()
  })

  await test.step('an address that asks for what is not there says so, and nothing of an end', async () => {
    allow(/status of 400/)
    await page.goto(`${here}?q=${encodeURIComponent('tag:nonesuch')}`)
    await expect(page.getByRole('alert').filter({ hasText: 'names something' })).toBeVisible()
    await expect(page.getByText(quality.none.openText)).toBeHidden()
    await page.getByRole('button', { name: quality.none.clear }).click()
    await expect(page.getByRole('listitem', { name: new RegExp(checks.privacy.name) })).toHaveCount(3)
    await page.goto(`${here}?check=privacy`)
    await expect(page.getByRole('listitem', { name: new RegExp(checks.privacy.name) })).toHaveCount(3)
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
    const reason = page.getByLabel(quality.waive.reason)
    await reason.fill('Invented people')
    const act = page.getByRole('button', { name: 'Waive 2', exact: true })
    const [field, button] = [(await reason.boundingBox())!, (await act.boundingBox())!]
    expect(button.y - field.y - field.height).toBeGreaterThan(16)
    await act.click()
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

test('the planted faults of the demo: found by every check, fixed, and gone', async ({ page, studio }) => {
  test.slow()
  await becomeOwner(page, studio)
  const datasetId = await makeDemo(page, studio)
  await expectChecked(page, studio, datasetId)
  const found = async (): Promise<string[]> =>
    (await findingsOf(page, studio, datasetId)).findings.map(({ number, check }) => `#${number} ${check}`)
  const planted = [
    '#2 capability-claim',
    '#60 capability-claim',
    '#9 ungrounded',
    '#49 vague',
    '#36 refusal',
    '#17 contradiction',
    '#50 inference-format',
    '#28 language-style',
    '#37 language-style',
    '#48 weights',
    '#52 weights',
    '#28 structure',
    '#41 privacy',
    '#50 privacy',
    '#28 edge-case',
  ]
  const missing = async () => {
    const all = await found()
    return planted.filter((one) => !all.includes(one))
  }
  await expect.poll(missing).toEqual([])
  const gone = (one: string) => expect.poll(found).not.toContain(one)
  const open = (check: string, number: number) =>
    page.goto(`/datasets/${datasetId}?q=finding:${check}&example=${number}`)

  await test.step('what a check suggests is done by one press', async () => {
    await open('weights', 48)
    await note(page, 'weights').first().getByRole('button', { name: quality.note.fix }).click()
    await gone('#48 weights')
    await open('language-style', 37)
    await note(page, 'language-style').first().getByRole('button', { name: quality.note.fix }).click()
    await gone('#37 language-style')
    await expect(page.getByText('하나씩 볼게요')).toBeVisible()
    await open('edge-case', 28)
    await note(page, 'edge-case').first().getByRole('button', { name: quality.note.fix }).click()
    await gone('#28 edge-case')
  })

  await test.step('a claim is rewritten', async () => {
    await open('capability-claim', 60)
    await page.locator('article').last().click()
    await page.keyboard.press('e')
    await page
      .locator('article')
      .last()
      .locator('textarea')
      .first()
      .fill("'수리 접수'에 시리얼 번호를 적어 접수해 주세요.")
    await page.keyboard.press('Escape')
    await gone('#60 capability-claim')
  })

  await test.step('personal data is masked in all examples at once', async () => {
    await page.goto(`/datasets/${datasetId}/findings?check=privacy`)
    await page.getByRole('button', { name: /^Mask 2/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Mask in 2 examples' }).click()
    await gone('#41 privacy')
    await gone('#50 privacy')
    expect((await readExample(page, studio, datasetId, 41)).text).toContain('[CARD]')
  })
})
