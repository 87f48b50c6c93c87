import { preferenceLine } from '../lib/testing/preference-lines'
import { expectAccessible, expectWellDressed } from './fixtures/accessible'
import { becomeOwner, expect, test } from './fixtures/studio'
import { chat, expectSaved, makeDataset, makeExample, readExample } from './fixtures/work'
import { downloadZip } from './fixtures/zip'

test.use({ shared: true })

test('a weak spot, from a failing prompt to an exported preference pair', async ({ page, studio }) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  // a training file has ten lines at least
  for (let i = 0; i < 9; i++)
    await makeExample(page, studio, datasetId, preferenceLine(`Question ${i}?`, `Answer ${i}.`, 'No.'))
  const other = await makeExample(
    page,
    studio,
    datasetId,
    chat(['user', 'And after that?'], ['assistant', 'Whenever.']),
  )
  const item = page.getByRole('listitem').filter({ hasText: 'Invents deadlines' })

  await test.step('recorded, with a failing prompt and more as lines', async () => {
    await page.goto(`/datasets/${datasetId}/weak-spots`)
    await page.getByRole('button', { name: 'Record a weak spot' }).click()
    await page.getByRole('textbox', { name: 'Where the model fails' }).fill('Invents deadlines')
    await page.getByRole('textbox', { name: 'A right answer must contain' }).fill('30 days')
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.getByRole('button', { name: 'Add failing prompts' }).click()
    await page.getByRole('textbox', { name: 'Prompt' }).fill('Until when can I return it?')
    await page.getByRole('textbox', { name: 'The model’s bad answer' }).fill('Any time.')
    await page.getByRole('button', { name: 'Add 1 prompt' }).click()
    await expect(page.getByText('Until when can I return it?')).toBeVisible()
    await page.getByRole('button', { name: 'Add failing prompts' }).click()
    await page.getByRole('radio', { name: 'JSON lines' }).check()
    await page
      .getByRole('textbox', { name: 'One prompt a line' })
      .fill(`{"prompt":"And in Korea?","bad_answer":"${'Never. '.repeat(120)}"}\n\nnot a line`)
    await page.getByRole('button', { name: 'Add 2 prompts' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Line 3' })).toBeVisible()
    // once more: what is there is not added twice
    await page.getByRole('button', { name: 'Add 2 prompts' }).click()
    await expect(page.getByRole('status').filter({ hasText: '1 prompt is here already' })).toBeVisible()
    await page.getByRole('button', { name: 'Close' }).last().click()
    await expect(item).toContainText('0 of 2 prompts begun')
    await expectAccessible(page, 'weak spots')
    const long = page.getByText('Never. Never.')
    const hidden = () => long.evaluate((text) => text.scrollHeight - text.clientHeight)
    expect(await hidden()).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Show all of it' }).click()
    await expect.poll(hidden).toBe(0)
  })

  await test.step('a turn of an example is marked', async () => {
    await page.goto(`/datasets/${datasetId}?example=${other}`)
    await page.getByRole('button', { name: 'More for turn 2' }).click()
    await page.getByRole('menuitem', { name: 'Mark as a bad answer…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Mark' }).click()
    await expect(item).toContainText('0 of 3 prompts begun')
    await expect(page.getByText('Whenever.')).toBeVisible()
  })

  await test.step('an example is written against it, the bad answer beside it', async () => {
    await page.getByRole('button', { name: 'Write an example' }).first().click()
    const turn = page.getByRole('article', { name: 'Turn 2, Assistant' })
    await turn.click()
    await page.keyboard.press('e')
    await page.keyboard.type('Within 30 days.')
    await page.keyboard.press('Escape')
    await page.keyboard.press('l')
    const beside = page.getByRole('region', { name: 'Alternatives of turn 2' })
    await expect(beside.getByRole('textbox')).toHaveValue('Any time.')
    await beside.getByRole('button', { name: 'Make pair' }).click()
    await expect(page.getByText('Pair #12 made: a draft in this dataset.').first()).toBeVisible()
    await page.keyboard.press('Escape')
    await turn.click()
    await page.keyboard.press('a')
    await expectSaved(page)
    expect((await readExample(page, studio, datasetId, 11)).status).toBe('approved')
  })

  await test.step('the pair is approved, and counted', async () => {
    await page.goto(`/datasets/${datasetId}?example=12`)
    await expect(page.getByRole('article', { name: 'Turn 3, Rejected' })).toContainText('Any time.')
    await page.keyboard.press('a')
    await expectSaved(page)
    await page.goto(`/datasets/${datasetId}/weak-spots`)
    await expect(item).toContainText('1 of 3 prompts begun')
    await item.getByRole('button', { name: 'Invents deadlines', exact: true }).click()
    await expect(page).toHaveURL(/spot=/)
    await expect(page.getByRole('table', { name: /Examples against/ })).toContainText(/approved/i)
  })

  await test.step('an example that is there already is linked, and no more', async () => {
    await item.getByRole('button', { name: 'Link an example' }).click()
    const dialog = page.getByRole('dialog', { name: 'Link an example' })
    await dialog.getByLabel('Find an example').fill('after that')
    await dialog.getByText('And after that?').click()
    await dialog.getByRole('button', { name: `Link #${other}` }).click()
    const linked = item.getByRole('list', { name: 'Which examples' })
    await expect(linked.getByRole('listitem')).toHaveCount(2)
    await expect(linked).toContainText('And after that?')
    await expectWellDressed(page, 'a weak spot that is open')
    await linked.getByRole('button', { name: `#${other} is not about this` }).click()
    await expect(linked.getByRole('listitem')).toHaveCount(1)
    await page.locator('h1').click()
    await page.keyboard.press('Control+z')
    await expect(linked.getByRole('listitem')).toHaveCount(2)
  })

  await test.step('and exported', async () => {
    await page.goto(`/datasets/${datasetId}/exports`)
    await page.getByRole('radio', { name: 'Preference pairs · 10' }).check()
    await page.getByRole('radio', { name: /All but excluded/ }).check()
    await page.getByRole('slider', { name: 'For training' }).fill('100')
    await page.getByRole('button', { name: 'Export 10 examples' }).click()
    const { textOf } = await downloadZip(page)
    expect(textOf('train.jsonl')).toContain(
      '"preferred_output":[{"role":"assistant","content":"Within 30 days."}],"non_preferred_output":[{"role":"assistant","content":"Any time."}]}',
    )
  })
})
