import { expectAccessible, expectNoSidewaysScroll } from './fixtures/accessible'
import { becomeOwner, expect, test } from './fixtures/studio'
import { makeDemo } from './fixtures/work'

const outside = ['/sign-in']
const pagesOf = (dataset: string) => [
  '/',
  '/profile',
  '/people',
  '/backups',
  `/datasets/${dataset}`,
  `/datasets/${dataset}?example=2`,
  `/datasets/${dataset}?q=status:draft+nonsense:1`,
  `/datasets/${dataset}?q=tag:none`,
  `/datasets/${dataset}/tags`,
  `/datasets/${dataset}/guidelines`,
  `/datasets/${dataset}/imports`,
  `/datasets/${dataset}/exports`,
  `/datasets/${dataset}/members`,
  `/datasets/${dataset}/settings`,
  '/datasets/nothing-here',
]

for (const [locale, theme] of [
  ['en', 'light'],
  ['ko', 'dark'],
] as const) {
  test(`H34: axe finds nothing on any page, ${locale}, ${theme}`, async ({ page, studio, allow }) => {
    test.slow()
    // two of the addresses lead nowhere, or ask for nonsense, on purpose
    allow(/404 \(Not Found\)|400 \(Bad Request\)/)
    await becomeOwner(page, studio)
    const dataset = await makeDemo(page, studio)
    await page.context().addCookies([
      { name: 'finecut-locale', value: locale, url: studio.url },
      { name: 'finecut-theme', value: theme, url: studio.url },
    ])
    for (const path of pagesOf(dataset)) {
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
  await page.context().addCookies([{ name: 'finecut-locale', value: 'ko', url: studio.url }])
  // 720 px wide is 1440 px at 200 %
  for (const width of [390, 720, 1024, 1440]) {
    await page.setViewportSize({ width, height: 850 })
    for (const path of pagesOf(dataset)) {
      await page.goto(path)
      await expect(page.locator('main')).toBeVisible()
      await expectNoSidewaysScroll(page, `${path} at ${width} px`)
    }
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
})
