import type { Page } from '@playwright/test'
import en from '../messages/en.json' with { type: 'json' }
import ko from '../messages/ko.json' with { type: 'json' }
import { expectAccessible, expectNoSidewaysScroll } from './fixtures/accessible'
import { importOldAnswers } from './fixtures/files'
import { share } from './fixtures/share'
import { becomeOwner, expect, test } from './fixtures/studio'
import { api, makeDataset, makeDemo } from './fixtures/work'

test.use({ shared: true })

const bottomOf = (box: { y: number; height: number } | null) => (box ? box.y + box.height : 0)

const kinds = ['tag', 'weights', 'replace', 'status', 'fix', 'untag', 'system', 'trash', 'restore'] as const
const inMenu: ReadonlySet<string> = new Set(['fix', 'untag', 'system', 'trash', 'restore'])

const dresses = [
  ['ko', 'dark', 390],
  ['en', 'light', 390],
  ['ko', 'light', 1440],
] as const
for (const [locale, theme, width] of dresses.slice(0, share(1, 3)))
  test(`H34, H36: dialogs of bulk work hold nothing that axe minds and break nowhere, ${locale}, ${theme}, ${width} px`, async ({
    page,
    studio,
  }) => {
    test.slow()
    const { bulk } = locale === 'ko' ? ko : en
    await becomeOwner(page, studio)
    const dataset = await makeDemo(page, studio)
    await page.context().addCookies([
      { name: 'finecut-locale', value: locale, url: studio.url },
      { name: 'finecut-theme', value: theme, url: studio.url },
    ])
    await page.setViewportSize({ width, height: 844 })
    await page.goto(`/datasets/${dataset}`)
    for (const number of [1, 2, 3])
      await page.locator(`[data-index="${number}"]`).getByRole('checkbox').check()
    const where = `${locale}, ${theme}, ${width} px`
    await look(page, `the bar, ${where}`)
    for (const kind of kinds) {
      const bar = page.getByRole('region', { name: bulk.bar.label, exact: true })
      if (inMenu.has(kind)) {
        await bar.getByRole('button', { name: bulk.bar.more, exact: true }).click()
        await page.getByRole('menuitem', { name: bulk.bar[kind], exact: true }).click()
      } else await bar.getByRole('button', { name: bulk.bar[kind], exact: true }).click()
      const dialog = page.getByRole('dialog')
      if (kind === 'tag') await dialog.getByRole('combobox').selectOption({ index: 1 })
      if (kind === 'replace') {
        await dialog.getByLabel(bulk.replace.find, { exact: true }).fill('a')
        await dialog.getByLabel(bulk.replace.with).fill('a much longer word than before')
      }
      if (kind === 'system') await dialog.getByLabel(bulk.system.text).fill('Be brief. 짧게 답하세요.')
      if (kind === 'status') await dialog.getByRole('combobox').selectOption('approved')
      if (kind !== 'untag') await expect(dialog.getByRole('region').getByRole('status')).toContainText(/\d/)
      await look(page, `${kind}, ${where}`)
      const back = dialog.getByRole('button', { name: bulk.back, exact: true })
      await expect(back).toBeInViewport({ ratio: 1 })
      // at the lower edge, so that they cover nothing of what stands above
      await expect
        .poll(async () => bottomOf(await dialog.boundingBox()) - bottomOf(await back.boundingBox()))
        .toBeLessThan(24)
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
    }
  })

test('more than can be approved at once: the dialog says so, and what to do', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const dataset = await makeDemo(page, studio)
  const count = { count: 200_001, total: 200_001, most: 200_001, searchDue: 0 }
  await page.route('**/examples/count*', (route) => route.fulfill({ json: count }))
  await page.goto(`/datasets/${dataset}`)
  await page.locator('[data-index="1"]').getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Select all 200,001 that match' }).click()
  await page.getByRole('button', { name: 'Status…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').selectOption('approved')
  await expect(dialog.getByText('At most 200,000 examples are approved at once.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Set the status' })).toBeDisabled()
  await dialog.getByRole('combobox').selectOption('in_review')
  await expect(dialog.getByText('At most 200,000')).toHaveCount(0)
})

async function look(page: Page, where: string): Promise<void> {
  await expectAccessible(page, where)
  await expectNoSidewaysScroll(page, where)
}

test('H34, H36: a run under way breaks no page at 390 px, in Korean and dark', async ({ page, studio }) => {
  test.slow()
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  await importOldAnswers(page, studio, datasetId, 3_000)
  await page.context().addCookies([
    { name: 'finecut-locale', value: 'ko', url: studio.url },
    { name: 'finecut-theme', value: 'dark', url: studio.url },
  ])
  await page.setViewportSize({ width: 390, height: 844 })
  await api(page, studio, 'POST', `/datasets/${datasetId}/bulk`, {
    action: { type: 'system', where: 'everywhere', text: '짧게 답하세요.' },
    selection: { q: '' },
  })
  // as it was in the middle of the run, however long this page is looked at
  const runs = `/api/v1/datasets/${datasetId}/bulk`
  let held = ''
  await expect
    .poll(
      async () => {
        held = await (await page.request.get(`${studio.url}${runs}`)).text()
        return held
      },
      { intervals: [20] },
    )
    .toContain('"state":"running"')
  await page.route(`**${runs}`, (route) => route.fulfill({ body: held, contentType: 'application/json' }))
  await page.goto(`/datasets/${datasetId}/tags`)
  const strip = page.getByRole('region', { name: ko.bulk.run.list, exact: true })
  await expect(strip.getByRole('progressbar')).toBeVisible()
  await look(page, 'a run under way')
  const [bar, cancel] = [strip.getByText('%'), strip.getByRole('button', { name: ko.bulk.run.cancel })]
  const boxes = await Promise.all([bar.boundingBox(), cancel.boundingBox()])
  expect(boxes[0]!.x + boxes[0]!.width, 'the figure ends before the button').toBeLessThanOrEqual(boxes[1]!.x)
})
