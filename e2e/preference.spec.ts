import { preferenceLine } from '../lib/testing/preference-lines'
import { becomeOwner, expect, test } from './fixtures/studio'
import { chat, expectSaved, makeDataset, makeExample, readExample } from './fixtures/work'
import { downloadZip } from './fixtures/zip'

test.use({ shared: true })

const lines = Array.from({ length: 12 }, (_, i) =>
  preferenceLine(`질문 ${i}: 환불 되나요?`, `네, ${i}일 안에 됩니다.`, `${i}: no`),
)

test('pairs are imported, edited side by side, swapped, taken back, approved and exported byte for byte', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const chatNumber = await makeExample(page, studio, datasetId, chat(['user', 'Hi'], ['assistant', 'Hello']))

  await test.step('import a small file', async () => {
    await page.goto(`/datasets/${datasetId}/imports`)
    const buffer = Buffer.from(`${lines.join('\n')}\n`)
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'pairs.jsonl', mimeType: 'application/jsonl', buffer })
    await page.getByRole('button', { name: 'Import 12 records' }).click()
    await expect(page.getByText('The import is complete.').first()).toBeVisible({ timeout: 30_000 })
  })

  const number = chatNumber + 1
  const stored = () => readExample(page, studio, datasetId, number)
  const preferred = page.getByRole('article', { name: 'Turn 2, Preferred' })
  const rejected = page.getByRole('article', { name: 'Turn 3, Rejected' })

  await test.step('found by their kind, walked and edited by keys', async () => {
    await page.goto(`/datasets/${datasetId}?q=kind%3Apreference&example=${number}`)
    await expect(page.getByRole('button', { name: /a preferred and a rejected answer/ })).toHaveCount(12)
    await expect(preferred).toContainText('네, 0일 안에 됩니다.')
    await expect(page.getByRole('switch', { name: /Weight/ })).toHaveCount(0)
    await expect(preferred).toHaveAttribute('aria-current', 'true')
    await page.keyboard.press('ArrowDown')
    await expect(rejected).toHaveAttribute('aria-current', 'true')
    await page.keyboard.press('w')
    await expect(page.getByText('Preference examples have no weights').first()).toBeVisible()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('e')
    await page.getByRole('textbox', { name: 'Text of turn 2, Preferred' }).press('End')
    await page.keyboard.type(' 감사합니다.')
    await page.keyboard.press('Escape')
    await expectSaved(page)
    expect((await stored()).text).toBe(lines[0]!.replace('됩니다."', '됩니다. 감사합니다."'))
  })

  await test.step('differences marked, answers swapped and swapped back', async () => {
    await page.keyboard.press('v')
    await expect(rejected.locator('mark').first()).toBeVisible()
    await page.keyboard.press('v')
    await page.keyboard.press('s')
    await expect(preferred).toContainText('0: no')
    await expectSaved(page)
    expect((await stored()).text).toContain(
      '"non_preferred_output": [{"role": "assistant", "content": "네, 0일',
    )
    await page.keyboard.press('Control+z')
    await expect(rejected).toContainText('0: no')
    await page.keyboard.press('Control+z')
    await expect(preferred).not.toContainText('감사합니다.')
    await expectSaved(page)
    expect((await stored()).text).toBe(lines[0])
  })

  await test.step('approved and exported, without the chat', async () => {
    await page.keyboard.press('a')
    await expectSaved(page)
    await page.goto(`/datasets/${datasetId}/exports`)
    await page.getByRole('radio', { name: 'Preference pairs · 12' }).check()
    await page.getByRole('radio', { name: /All but excluded/ }).check()
    await expect(page.getByText('1 chat is left out')).toBeVisible()
    await page.getByRole('slider', { name: 'For training' }).fill('100')
    const start = page.getByRole('button', { name: 'Export 12 examples' })
    await expect(start).toHaveAttribute('aria-disabled', 'false')
    await start.click()
    const { filename, textOf } = await downloadZip(page)
    expect(filename).toContain('openai-preference')
    expect(textOf('train.jsonl')).toBe(lines.map((line) => `${line}\n`).join(''))
  })
})
