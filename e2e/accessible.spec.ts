import type { Page } from '@playwright/test'
import { preferenceLine } from '../lib/testing/preference-lines'
import en from '../messages/en.json' with { type: 'json' }
import ko from '../messages/ko.json' with { type: 'json' }
import { expectAccessible, expectNoSidewaysScroll } from './fixtures/accessible'
import { adoptSplit, makeKey, makeVersion } from './fixtures/frozen'
import { manyTurns } from './fixtures/large'
import { share } from './fixtures/share'
import { becomeOwner, expect, type Studio, test } from './fixtures/studio'
import { chat, expectSaved, invite, makeDataset, makeDemo, makeExample } from './fixtures/work'

test.use({ env: { FINECUT_CHECKS: 'on' } })

const isLong = share(false, true)
const outside = ['/sign-in']
const pagesOf = (dataset: string) => [
  '/',
  '/profile',
  '/people',
  '/backups',
  '/reader',
  `/datasets/${dataset}`,
  `/datasets/${dataset}?example=2`,
  `/datasets/${dataset}?q=status:draft+nonsense:1`,
  `/datasets/${dataset}?q=tag:none`,
  `/datasets/${dataset}/tags`,
  `/datasets/${dataset}/balance`,
  `/datasets/${dataset}/balance/cost`,
  `/datasets/${dataset}/findings`,
  `/datasets/${dataset}/findings?check=weights`,
  `/datasets/${dataset}/findings/settings`,
  `/datasets/${dataset}/findings/notes`,
  `/datasets/${dataset}/weak-spots`,
  `/datasets/${dataset}/coverage`,
  `/datasets/${dataset}/guidelines`,
  `/datasets/${dataset}/imports`,
  `/datasets/${dataset}/exports`,
  `/datasets/${dataset}/exports/versions`,
  `/datasets/${dataset}/split`,
  `/datasets/${dataset}/duplicates`,
  '/api',
  `/datasets/${dataset}/members`,
  `/datasets/${dataset}/settings`,
  `/datasets/${dataset}/settings/reader`,
  '/datasets/nothing-here',
]

/** What there is to see on pages that begin empty: clusters, sides, a version, a key. */
async function fillPages(page: Page, studio: Studio, dataset: string): Promise<void> {
  const twice = chat(['user', 'Where is my parcel, please? It left on Monday.'], ['assistant', 'On its way.'])
  for (const text of [twice, twice]) await makeExample(page, studio, dataset, text)
  await adoptSplit(page, studio, dataset)
  await makeVersion(page, studio, dataset, 'June', { q: '-problem:error' })
  await makeKey(page, studio, 'Nightly export')
}

// in each `npm test` every page is looked at once, in turn in one of these
for (const [turn, [locale, theme]] of (
  [
    ['en', 'light'],
    ['ko', 'dark'],
  ] as const
).entries()) {
  test(`H34: axe finds nothing on any page, ${locale}, ${theme}`, async ({ page, studio, allow }) => {
    test.slow()
    // two of the addresses lead nowhere, or ask for nonsense, on purpose
    allow(/404 \(Not Found\)|400 \(Bad Request\)/)
    await becomeOwner(page, studio)
    const dataset = await makeDemo(page, studio)
    await fillPages(page, studio, dataset)
    await page.context().addCookies([
      { name: 'finecut-locale', value: locale, url: studio.url },
      { name: 'finecut-theme', value: theme, url: studio.url },
    ])
    for (const path of pagesOf(dataset).filter((_, i) => isLong || i % 2 === turn)) {
      await page.goto(path)
      await page.waitForLoadState('load')
      await expect(page.locator('main')).toBeVisible()
      await page.waitForTimeout(400)
      await expectAccessible(page, `${path} (${locale}, ${theme})`)
    }
    await page.context().clearCookies({ name: /session/ })
    for (const path of outside) {
      await page.goto(path)
      await expectAccessible(page, path)
    }
  })
}

test('H36: no page breaks at 390, 1024 and 1440 px, nor at 200 % zoom, in Korean', async ({
  page,
  studio,
  allow,
}) => {
  test.slow()
  allow(/404 \(Not Found\)|400 \(Bad Request\)/)
  await becomeOwner(page, studio)
  const dataset = await makeDemo(page, studio)
  await fillPages(page, studio, dataset)
  await page.context().addCookies([{ name: 'finecut-locale', value: 'ko', url: studio.url }])
  for (const path of pagesOf(dataset)) {
    await page.goto(path)
    await expect(page.locator('main')).toBeVisible()
    // 720 px wide is 1440 px at 200 %
    for (const width of [1440, 1024, 720, 390]) {
      await page.setViewportSize({ width, height: 850 })
      await expectNoSidewaysScroll(page, `${path} at ${width} px`)
    }
    // and as a phone opens it
    await page.reload()
    await expect(page.locator('main')).toBeVisible()
    await expectNoSidewaysScroll(page, `${path} opened at 390 px`)
  }
})

test('dialogs, menus, the palette and the sheet of keys hold nothing that axe minds', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const dataset = await makeDemo(page, studio)
  await page.goto(`/datasets/${dataset}?example=2`)
  await expect(page.locator('#turn-m2')).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'sheet of keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'return dialog')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More for this example' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expectAccessible(page, 'menu')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'More for this example' })).toBeFocused()
  await page.keyboard.press('e')
  await expect(page.getByRole('textbox', { name: /Text of turn/ })).toBeFocused()
  await expectAccessible(page, 'a turn being edited')
  await adoptSplit(page, studio, dataset)
  for (const [path, button] of [
    [`/datasets/${dataset}/split?pin=2`, null],
    ['/profile', 'New key'],
    [`/datasets/${dataset}/members?share=version`, null],
  ] as const) {
    await page.goto(path)
    if (button) await page.getByRole('button', { name: button }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, `the dialog of ${path}`)
  }
})

const table = [
  'visit,speaker,text,topics',
  'a,guest,환불 되나요?,refund;late',
  'a,clerk,"네, 영수증이 있으면 됩니다.",',
  'b,guest,Are you open?,"opening hours of a shop that is far away from here, and longer than any name may be"',
  'b,stranger,?,late',
].join('\r\n')

const dresses = [
  ['ko', 'dark', ko],
  ['en', 'light', en],
] as const
for (const [locale, theme, words] of dresses.slice(0, share(1, 2))) {
  test(`H34, H36: mapping, merging, pairs and very long conversations, ${locale}, ${theme}`, async ({
    page,
    studio,
    openPage,
    allow,
  }) => {
    test.slow()
    allow(/409 \(Conflict\)/)
    await becomeOwner(page, studio)
    const dataset = await makeDataset(page, studio)
    await makeExample(page, studio, dataset, chat(['user', 'Where is my order?'], ['assistant', 'The end']))
    await makeExample(page, studio, dataset, preferenceLine('환불 되나요?', '네, 됩니다.', 'No.'))
    await makeExample(page, studio, dataset, manyTurns(200))
    const other = await openPage()
    await invite(page, other, studio, dataset, 'reviewer')
    await page.context().addCookies([
      { name: 'finecut-locale', value: locale, url: studio.url },
      { name: 'finecut-theme', value: theme, url: studio.url },
    ])
    const expectFine = async (where: string) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await expectNoSidewaysScroll(page, `${where} at 390 px`)
      await expectAccessible(page, `${where} (${locale}, ${theme}, 390 px)`)
      await page.setViewportSize({ width: 1440, height: 900 })
      await expectNoSidewaysScroll(page, `${where} at 1440 px`)
      await expectAccessible(page, `${where} (${locale}, ${theme}, 1440 px)`)
    }

    await test.step('a table is mapped, with a column of tags', async () => {
      await page.goto(`/datasets/${dataset}/imports`)
      const buffer = Buffer.from(table)
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'visits.csv', mimeType: 'text/plain', buffer })
      const mapping = page.getByRole('region', { name: words.imports.mapping.title, exact: true })
      await mapping.getByRole('radio', { name: words.imports.mapping.grouped, exact: true }).click()
      await mapping.getByLabel(words.imports.tags.column, { exact: true }).selectOption('topics')
      await mapping.getByLabel(words.imports.tags.separator, { exact: true }).selectOption(';')
      await page.getByLabel(/guest/).selectOption('user')
      await page.getByLabel(/clerk/).selectOption('assistant')
      await expect(mapping.getByText('refund', { exact: true })).toBeVisible()
      await expectFine('mapping')
    })

    await test.step('a pair is edited', async () => {
      await page.goto(`/datasets/${dataset}?example=2`)
      await page.locator('#turn-m2').click()
      await page.keyboard.press('e')
      await expect(page.locator('#turn-m2 textarea').first()).toBeFocused()
      await expectFine('a pair being edited')
      await page.keyboard.press('Escape')
    })

    await test.step('a very long conversation', async () => {
      await page.goto(`/datasets/${dataset}?example=3`)
      await expect(page.getByRole('searchbox', { name: words.editor.findTurn.title })).toBeVisible()
      await expectFine('a very long conversation')
      await page.setViewportSize({ width: 390, height: 844 })
      // a strip of many frames pushes nothing off the screen
      await expect(page.locator('[data-save-state]')).toBeInViewport({ ratio: 1 })
      await expect(page.getByRole('button', { name: words.editor.moreExample })).toBeInViewport({ ratio: 1 })
    })

    await test.step('two people, one message', async () => {
      for (const each of [page, other]) {
        await each.goto(`/datasets/${dataset}?example=1`)
        await each.locator('#turn-m2').click()
        await each.keyboard.press('e')
        await expect(each.locator('#turn-m2 textarea').first()).toBeFocused()
      }
      await other.locator('#turn-m2 textarea').first().fill('The good end')
      await other.keyboard.press('Escape')
      await expectSaved(other)
      await page.locator('#turn-m2 textarea').first().fill('The bad end')
      await page.keyboard.press('Escape')
      await expect(
        page.getByText(words.merge.result).or(page.getByText(words.merge.byHand)).first(),
      ).toBeVisible()
      await expectFine('merging')
      await page.setViewportSize({ width: 390, height: 844 })
      const middleOf = async (name: string) => {
        const { y, height } = (await page.getByRole('button', { name, exact: true }).boundingBox())!
        return Math.round(y + height / 2)
      }
      expect(await middleOf(words.editor.moreExample)).toBe(await middleOf(words.editor.return))
    })
  })
}
