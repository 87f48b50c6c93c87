import { preferenceLine } from '../lib/testing/preference-lines'
import { expectAccessible } from './fixtures/accessible'
import { becomeOwner, expect, test } from './fixtures/studio'
import { chat, expectSaved, makeDataset, makeExample, readExample } from './fixtures/work'
import { downloadZip } from './fixtures/zip'

test.use({ shared: true })

test('a typed alternative becomes a pair, is reviewed and exported; a returned answer becomes one too', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const number = await makeExample(
    page,
    studio,
    datasetId,
    chat(['user', 'Can I return it?'], ['assistant', 'Yes, within 30 days.']),
  )
  const returned = await makeExample(
    page,
    studio,
    datasetId,
    chat(['user', '환불 되나요?'], ['assistant', '아마도요.']),
  )
  // a training file has ten lines at least
  for (let i = 0; i < 8; i++)
    await makeExample(page, studio, datasetId, preferenceLine(`Question ${i}?`, `Answer ${i}.`, 'No.'))
  const stored = (of: number) => readExample(page, studio, datasetId, of)
  const turn = page.getByRole('article', { name: 'Turn 2, Assistant' })
  const beside = page.getByRole('region', { name: 'Alternatives of turn 2' })

  await test.step('another answer is typed under the turn, swapped and taken back', async () => {
    await page.goto(`/datasets/${datasetId}?example=${number}`)
    await expect(turn).toHaveAttribute('aria-current', 'true')
    await page.keyboard.press('l')
    await expect(beside).toBeFocused()
    await beside.getByRole('button', { name: 'Add an alternative' }).click()
    await page.keyboard.type('No idea.')
    await page.keyboard.press('Escape')
    await expect(turn.getByRole('button', { name: /^Alternatives \(1\)/ })).toBeVisible()
    await expectAccessible(page, 'alternatives under a turn')
    await beside.getByRole('button', { name: 'Use this instead' }).click()
    await expectSaved(page)
    expect((await stored(number)).text).toContain('No idea.')
    await page.keyboard.press('Escape')
    await expect(beside).toBeHidden()
    await page.keyboard.press('Control+z')
    await expectSaved(page)
    expect((await stored(number)).text).not.toContain('No idea.')
  })

  await test.step('of it a pair is made, once, and opened', async () => {
    await turn.click()
    await page.keyboard.press('l')
    await expect(beside.getByRole('textbox')).toHaveValue('No idea.')
    await beside.getByRole('button', { name: 'Make pair' }).click()
    await expect(page.getByText('Pair #11 made: a draft in this dataset.').first()).toBeVisible()
    await beside.getByRole('button', { name: 'Open pair #11' }).click()
    await expect(page.getByRole('article', { name: 'Turn 2, Preferred' })).toContainText(
      'Yes, within 30 days.',
    )
    await expect(page.getByRole('article', { name: 'Turn 3, Rejected' })).toContainText('No idea.')
    await page.keyboard.press('a')
    await expectSaved(page)
    expect((await stored(11)).status).toBe('approved')
  })

  await test.step('returned, rewritten, approved: the history makes the pair', async () => {
    await page.goto(`/datasets/${datasetId}?example=${returned}`)
    await expect(turn).toHaveAttribute('aria-current', 'true')
    await page.keyboard.press('r')
    await page.getByRole('dialog').getByRole('textbox').fill('Say how.')
    await page.keyboard.press('Control+Enter')
    await expectSaved(page)
    await expect.poll(async () => (await stored(returned)).status).toBe('changes_requested')
    await page.goto(`/datasets/${datasetId}?example=${returned}`)
    await expect(turn).toHaveAttribute('aria-current', 'true')
    await turn.click()
    await page.keyboard.press('e')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('7일 안에 됩니다.')
    await page.keyboard.press('Escape')
    await page.keyboard.press('a')
    await expectSaved(page)
    await page.goto(`/datasets/${datasetId}?example=${returned}`)
    await page.getByRole('button', { name: 'Make a pair from what was returned' }).click()
    await expect(page.getByText('Pair #12 made: a draft in this dataset.').first()).toBeVisible()
    expect((await stored(12)).text).toContain(
      '"non_preferred_output":[{"role":"assistant","content":"아마도요."}]',
    )
  })

  await test.step('all that match make no pair twice', async () => {
    await page.goto(`/datasets/${datasetId}`)
    await page.getByRole('checkbox', { name: 'Select #2', exact: true }).check()
    const bar = page.getByRole('region', { name: 'Bulk work' })
    await bar.getByRole('button', { name: 'Select all 12' }).click()
    await bar.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Make pairs…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make preference pairs' })
    await expect(dialog).toContainText('No pair can be made of these.')
    await expect(dialog).toContainText('2 more were made before.')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('the reviewed pair is exported', async () => {
    await page.goto(`/datasets/${datasetId}/exports`)
    await page.getByRole('radio', { name: 'Preference pairs · 10' }).check()
    await page.getByRole('radio', { name: /All but excluded/ }).check()
    await page.getByRole('slider', { name: 'For training' }).fill('100')
    await page.getByRole('button', { name: 'Export 10 examples' }).click()
    const { textOf } = await downloadZip(page)
    expect(textOf('train.jsonl')).toContain(
      '{"input":{"messages":[{"role":"user","content":"Can I return it?"}]},"preferred_output":[{"role":"assistant","content":"Yes, within 30 days."}],"non_preferred_output":[{"role":"assistant","content":"No idea."}]}\n',
    )
  })
})
