import { becomeOwner, expect, test } from './fixtures/studio'
import { api, chat, invite, makeDataset, makeExample, readExample } from './fixtures/work'

test.use({ shared: true })

const question =
  'When does my parcel arrive, and can I still change the address it is sent to by the courier today?'
const other = 'I want to cancel the order that I placed yesterday and have my money back on my card, please.'

test('near-duplicates: found, told apart, one kept and the rest excluded, undone, by keyboard alone', async ({
  page,
  studio,
  openPage,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  for (const [asked, said] of [
    [question, 'Tomorrow.'],
    [other, 'Done.'],
    [`${question} Thanks`, 'Tomorrow.'],
    [`${other} Thanks`, 'Done.'],
    ['Nothing of the kind that was said above.', 'Yes.'],
  ] as const)
    await makeExample(page, studio, datasetId, chat(['user', asked], ['assistant', said]))
  const here = `/datasets/${datasetId}/duplicates`
  const statusOf = async (number: number) => (await readExample(page, studio, datasetId, number)).status

  await test.step('nothing is said before anything is compared', async () => {
    await page.goto(here)
    await expect(page.getByRole('heading', { name: 'Nothing is compared yet' })).toBeVisible()
    await page.getByRole('button', { name: 'Compare all examples' }).click()
    await expect(page.getByText('2 clusters of 4 examples')).toBeVisible()
    await expect(page.getByText('nothing is new since')).toBeVisible()
  })

  await test.step('what differs is shown', async () => {
    const first = page.getByRole('listitem', { name: /the first is #1$/ })
    await first.getByRole('button', { name: 'What differs' }).click()
    await expect(first.locator('ins')).toHaveText(/Thanks/)
  })

  await test.step('a reader sees them and can change nothing', async () => {
    const reader = await openPage()
    await invite(page, reader, studio, datasetId, 'viewer')
    await reader.goto(`${here}?cluster=4`)
    await expect(reader.getByText('Only the cluster of #4 is shown.')).toBeVisible()
    await expect(reader.getByRole('link', { name: '#2' })).toBeVisible()
    await expect(reader.getByRole('link', { name: '#1' })).toBeHidden()
    await expect(reader.getByRole('button', { name: /Keep|Not dup/ })).toHaveCount(0)
  })

  await test.step('one cluster is told apart, and that is taken back', async () => {
    await page.locator('h1').click()
    await page.keyboard.press('j')
    await page.keyboard.press('u')
    await expect(page.getByText('1 cluster of 2 examples')).toBeVisible()
    await page.keyboard.press('Control+z')
    await expect(page.getByText('2 clusters of 4 examples')).toBeVisible()
  })

  await test.step('one of each is kept, and that is taken back', async () => {
    await page.getByRole('radio', { name: 'Keep #4' }).check()
    await page.locator('h1').click()
    await page.keyboard.press('Shift+A')
    await page.getByRole('button', { name: 'Keep one of each, exclude 2' }).click()
    await expect(page.getByRole('heading', { name: 'No near-duplicates' })).toBeVisible()
    expect([await statusOf(2), await statusOf(3), await statusOf(4)]).toEqual([
      'excluded',
      'excluded',
      'draft',
    ])
    await page.keyboard.press('Control+z')
    await expect(page.getByText('2 clusters of 4 examples')).toBeVisible()
    expect(await statusOf(3)).toBe('draft')
  })

  await test.step('an edit makes it due, and says so', async () => {
    const { revision } = await readExample(page, studio, datasetId, 3)
    await api(page, studio, 'POST', `/datasets/${datasetId}/examples/3/edits`, {
      revision,
      edits: [
        {
          type: 'edit-text',
          messageId: 'm1',
          path: ['content'],
          at: 0,
          remove: question,
          insert: 'Never mind',
        },
      ],
    })
    await expect(page.getByText('1 example is new or changed since')).toBeVisible()
    await expect(page.getByText('changed since it was compared')).toBeVisible()
    await page.getByRole('button', { name: 'Compare 1 example' }).click()
    await expect(page.getByText('1 cluster of 2 examples')).toBeVisible()
  })
})
