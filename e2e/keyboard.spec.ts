import { becomeOwner, expect, test } from './fixtures/studio'
import { chat, expectSaved, makeDataset, makeExample, readExample } from './fixtures/work'

test.use({ shared: true })

const line = chat(
  ['user', '환불 되나요?'],
  ['assistant', '네, 잠시만요.'],
  ['user', 'Thanks'],
  ['assistant', 'You are welcome.'],
)

test('accept is one key, a fix three strokes; weight, tag and undo one key each', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const one = await makeExample(page, studio, datasetId, line)
  const two = await makeExample(page, studio, datasetId, chat(['user', 'Second'], ['assistant', 'Two']))
  await page.goto(`/datasets/${datasetId}?example=${one}`)
  await expect(page.locator('#turn-m2')).toBeVisible()

  await page.keyboard.press('w')
  await expectSaved(page)
  expect((await readExample(page, studio, datasetId, one)).text).toContain('"weight":0')
  await page.keyboard.press('Control+z')
  await expect(page.locator('#turn-m2').getByRole('switch')).toBeChecked()
  await expectSaved(page)
  expect((await readExample(page, studio, datasetId, one)).text).toBe(line)

  await page.keyboard.press('e')
  await page.keyboard.type('!')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: `#${two}` })).toBeVisible()
  await expectSaved(page)
  const fixed = await readExample(page, studio, datasetId, one)
  expect(fixed.text).toContain('네, 잠시만요.!')
  expect(fixed.status).toBe('in_review')

  await page.keyboard.press('2')
  await expect(page.getByRole('button', { name: /^refusal/, pressed: true })).toBeVisible()
  await page.keyboard.press('k')
  await expect(page.getByRole('heading', { name: `#${one}` })).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByRole('heading', { name: `#${two}` })).toBeVisible()
  await expectSaved(page)
  expect((await readExample(page, studio, datasetId, one)).status).toBe('approved')
})

test('undo reaches back over a reload', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const number = await makeExample(page, studio, datasetId, line)
  await page.goto(`/datasets/${datasetId}?example=${number}`)
  await page.locator('#turn-m4').click()
  await page.keyboard.press('Delete')
  await expect(page.locator('#turn-m4')).toHaveCount(0)
  await expectSaved(page)
  await page.reload()
  await expect(page.locator('#turn-m3')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.locator('#turn-m4')).toContainText('You are welcome.')
  await expectSaved(page)
  await page.keyboard.press('Control+Shift+z')
  await expect(page.locator('#turn-m4')).toHaveCount(0)
  await expectSaved(page)
})

test('composing Korean starts no command and loses no syllable', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const number = await makeExample(page, studio, datasetId, line)
  await page.goto(`/datasets/${datasetId}?example=${number}`)
  await page.locator('#turn-m2').click()
  await page.keyboard.press('e')
  const cdp = await page.context().newCDPSession(page)
  for (const step of ['ㅎ', '하', '한']) {
    await cdp.send('Input.imeSetComposition', { text: step, selectionStart: 1, selectionEnd: 1 })
    // longer than the pause after which typing is handed over
    await page.waitForFunction((text) => document.querySelector('textarea')?.value.endsWith(text), step)
  }
  await cdp.send('Input.insertText', { text: '한' })
  await page.keyboard.press('Escape')
  await expectSaved(page)
  expect((await readExample(page, studio, datasetId, number)).text).toContain('네, 잠시만요.한')

  await test.step('a bare key on a Korean layout is the key it is printed on', async () => {
    await page.locator('h1').click()
    await page.evaluate(() =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ㅈ', code: 'KeyW', bubbles: true, cancelable: true }),
      ),
    )
    await expect(page.locator('#turn-m2').getByRole('switch')).not.toBeChecked()
  })
})
