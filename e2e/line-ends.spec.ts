import { openExample } from './fixtures/reviewing'
import { becomeOwner, expect, test } from './fixtures/studio'
import { chat, expectSaved, makeDataset, makeExample, readExample } from './fixtures/work'

test.use({ shared: true })

test('line ends of a message that nobody touched stay as they came, and new ones are like them', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const text = chat(['user', 'Hi'], ['assistant', 'one\r\ntwo\r\nthree'])
  const number = await makeExample(page, studio, datasetId, text)
  await openExample(page, studio.url, datasetId, number)
  await page.keyboard.press('e')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('End')
  await page.keyboard.insertText('!')
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('four')
  await page.keyboard.press('Escape')
  await expectSaved(page)
  const stored = JSON.parse((await readExample(page, studio, datasetId, number)).text)
  expect(stored.messages[1].content).toBe('one!\r\ntwo\r\nthree\r\nfour')
})
