import { readFileSync } from 'node:fs'
import { expect, owner, test } from './fixtures/studio'
import { expectSaved } from './fixtures/work'
import { downloadZip } from './fixtures/zip'

test('from the first start to files that a trainer takes, on the demo', async ({ page, studio }) => {
  await page.goto(studio.setupLink)
  await page.getByLabel('Your name').fill(owner.name)
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: 'Create the studio' }).click()
  // a page that is still loading hears no click
  await page.waitForURL(`${studio.url}/`)

  await page.getByRole('button', { name: /demo/i }).first().click()
  await page.waitForURL(/\/datasets\/[a-z0-9]+/)
  await expect(page.getByText('60 examples').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^refusal (59|6\d)%/ })).toBeVisible()

  await test.step('a filler turn is set to weight 0, a text mended, a tag set, all by one key each', async () => {
    await page.goto(`${page.url().split('?')[0]}?q=status:in_review`)
    await page.getByRole('list', { name: 'Examples' }).getByRole('button').first().click()
    const trained = page.getByRole('switch', { checked: true })
    await expect(trained.first()).toBeVisible()
    const before = await trained.count()
    await page.locator('article').filter({ has: trained }).first().click()
    await page.keyboard.press('w')
    await expect(trained).toHaveCount(before - 1)
    await page.keyboard.press('w')
    await page.keyboard.press('e')
    await page.keyboard.press('End')
    await page.keyboard.type(' One more thing.')
    await page.keyboard.press('Escape')
    await page.keyboard.press('4')
    await expectSaved(page)
    await expect(page.locator('article[aria-current]')).toContainText('One more thing.')
    await expect(page.getByRole('button', { name: /very long input/, pressed: true })).toBeVisible()
  })

  await test.step('approving moves on, and the count follows', async () => {
    await page.locator('body').press('a')
    await expectSaved(page)
    await expect(page.getByText('46 / 59 approved')).toBeVisible()
  })

  await test.step('export', async () => {
    await page.getByRole('link', { name: 'Exports' }).first().click()
    const start = page.getByRole('button', { name: /^Export 46/ })
    await expect(start).toBeEnabled({ timeout: 20_000 })
    await start.click()
    const { files, textOf } = await downloadZip(page)
    expect(Object.keys(files).sort()).toEqual(
      ['manifest.json', 'test.jsonl', 'test.lines.jsonl', 'train.jsonl', 'train.lines.jsonl'].sort(),
    )
    const lines = [
      ...textOf('train.jsonl').trimEnd().split('\n'),
      ...textOf('test.jsonl').trimEnd().split('\n'),
    ]
    expect(lines).toHaveLength(46)
    const demo = new Set(readFileSync('prisma/demo/support.jsonl', 'utf8').trimEnd().split('\n'))
    // one line was edited; every other leaves byte for byte as it came
    expect(lines.filter((line) => !demo.has(line))).toHaveLength(1)
  })
})
