import { longMessage, longText, manyTurns } from './fixtures/large'
import { becomeOwner, expect, test } from './fixtures/studio'
import { expectSaved, makeDataset, makeExample, readExample } from './fixtures/work'

test.use({ shared: true })

test('2,000 turns: the strip jumps to the end, a turn there is edited, a link opens it', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const dataset = await makeDataset(page, studio)
  const text = manyTurns(2_000)
  const number = await makeExample(page, studio, dataset, text)
  await page.goto(`/datasets/${dataset}?example=${number}`)
  const turn = (n: number) => page.getByRole('article', { name: new RegExp(`^Turn ${n},`) })
  await expect(turn(2)).toBeVisible()
  await expect(turn(2)).toHaveAttribute('aria-setsize', '2000')
  expect(await page.getByRole('article').count()).toBeLessThan(80)

  // the last frame of the strip, then on by key to the very last turn
  await page.getByRole('button', { name: /^Turns .* to 2000,/, includeHidden: true }).click()
  const current = page.locator('article[aria-current]')
  await expect(current).toBeInViewport()
  for (let i = 0; i < 17; i++) await page.keyboard.press('ArrowDown')
  await expect(current).toHaveAttribute('aria-posinset', '2000')
  await expect(current).toBeInViewport()
  await expect(current).toBeFocused()

  await page.keyboard.press('e')
  await page.keyboard.insertText(' Added.')
  await page.keyboard.press('Escape')
  await expectSaved(page)
  const stored = await readExample(page, studio, dataset, number)
  expect(stored.text).toBe(text.replace(/end\."\}\]\}$/, 'end. Added."}]}'))

  // the one being written stays though it is scrolled out of sight
  await page.keyboard.press('e')
  await page.locator('#conversation').evaluate((pane) => pane.scrollTo({ top: 0 }))
  await expect(turn(1)).toBeInViewport()
  await page.keyboard.insertText(' Once more.')
  const ends = async () => (await readExample(page, studio, dataset, number)).text.slice(-40)
  await expect.poll(ends).toMatch(/end\. Added\. Once more\."\}\]\}$/)

  // the browser's own find knows only turns in sight: the studio's goes through all
  await page.locator('#conversation').evaluate((pane) => pane.scrollTo({ top: 0 }))
  const find = page.getByRole('searchbox', { name: 'Find in this conversation' })
  await find.fill('added. once')
  await find.press('Enter')
  await expect(page.getByText('1 of 1')).toBeVisible()
  await expect(turn(2_000)).toBeInViewport()

  await page.goto(`/datasets/${dataset}?example=${number}&turn=m1500`)
  await expect(turn(1500)).toBeInViewport()
  await expect(turn(1500)).toHaveAttribute('aria-current', 'true')
})

test('a message of 5 MB: its start is shown, all of it on request, and a part of it is written in', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const dataset = await makeDataset(page, studio)
  const number = await makeExample(page, studio, dataset, longMessage(5))
  await page.goto(`/datasets/${dataset}?example=${number}`)
  const parts = page.locator('#turn-m2 [data-part]')
  await expect(parts).toHaveCount(3)
  await page.getByRole('button', { name: 'Show all (5 MB)' }).click()
  await expect(page.getByRole('button', { name: /Show all/ })).toBeHidden()
  const last = parts.last()
  await last.scrollIntoViewIfNeeded()
  await expect(last).toBeInViewport()

  // a double click writes where it fell
  await last.dblclick({ position: { x: 2, y: 8 } })
  const field = page.getByRole('textbox', { name: /part \d+ of \d+/ })
  await expect(field).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.insertText('>>> ')
  await page.keyboard.press('Escape')
  await expectSaved(page)

  const { text } = await readExample(page, studio, dataset, number)
  const content = (JSON.parse(text) as { messages: { content: string }[] }).messages[1]!.content
  const at = content.indexOf('>>> ')
  expect(at).toBeGreaterThan(4_900_000)
  expect(content.slice(0, at) + content.slice(at + 4)).toBe(longText(5))
  const { revisions } = (await (
    await page.request.get(`${studio.url}/api/v1/datasets/${dataset}/examples/${number}/history`)
  ).json()) as { revisions: { edits: unknown[] }[] }
  expect(revisions[0]!.edits).toEqual([
    { type: 'edit-text', messageId: 'm2', path: ['content'], at, remove: '', insert: '>>> ' },
  ])

  // one step back, and the text is what it was
  await page.keyboard.press('ControlOrMeta+z')
  await expectSaved(page)
  await expect.poll(async () => (await readExample(page, studio, dataset, number)).text).toBe(longMessage(5))
})

test('the caret walks from part to part of a long text, and what is typed lands where it stands', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const dataset = await makeDataset(page, studio)
  const number = await makeExample(page, studio, dataset, longMessage(0.1))
  await page.goto(`/datasets/${dataset}?example=${number}`)
  await page
    .locator('#turn-m2 [data-part]')
    .first()
    .dblclick({ position: { x: 2, y: 8 } })
  const field = page.getByRole('textbox', { name: /part 1 of/ })
  await expect(field).toBeFocused()
  await field.evaluate((text: HTMLTextAreaElement) =>
    text.setSelectionRange(text.value.length, text.value.length),
  )
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('textbox', { name: /part 2 of/ })).toBeFocused()
  await page.keyboard.insertText('second ')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowLeft')
  await expect(field).toBeFocused()
  await page.keyboard.insertText('first ')
  await page.keyboard.press('Escape')
  await expectSaved(page)
  const { text } = await readExample(page, studio, dataset, number)
  const content = (JSON.parse(text) as { messages: { content: string }[] }).messages[1]!.content
  expect(content).toContain('first second ')
  expect(content.replace('first second ', '')).toBe(longText(0.1))
})
