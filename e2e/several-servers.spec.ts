import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Studio, startStudio } from './fixtures/server'
import { test as base, becomeOwner, expect } from './fixtures/studio'
import { api, chat, expectSaved, invite, makeDataset, makeExample, readExample } from './fixtures/work'

// two servers on one PostgreSQL and one data folder; `studio` is the first
const test = base.extend<{ second: Studio }>({
  second: async ({ origin }, use) => {
    const second = await startStudio(origin)
    await use(second)
    await second.stop()
  },
})
test.use({ engine: 'postgresql' })

const lines = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    chat(['user', `Imported ${i} ${'long '.repeat(40)}`], ['assistant', 'Yes']),
  )

test('people on two servers of one PostgreSQL see each other’s work, and stop each other’s imports', async ({
  page,
  studio: first,
  second,
  origin,
  openPage,
  allow,
}) => {
  test.setTimeout(180_000)
  allow(/409 \(Conflict\)/)
  await becomeOwner(page, first)
  const datasetId = await makeDataset(page, first)
  for (let i = 0; i < 4; i++)
    await makeExample(page, first, datasetId, chat(['user', `Question ${i}`], ['assistant', 'Answer']))
  const reviewer = await openPage({ baseURL: second.url })
  await invite(page, reviewer, first, datasetId, 'lead')

  await test.step('a change on one server is seen on the other at once', async () => {
    await page.goto(`/datasets/${datasetId}?example=1`)
    await reviewer.goto(`${second.url}/datasets/${datasetId}?example=1`)
    await expect(page.getByRole('button', { name: /^refusal 0%/ })).toBeVisible()
    await reviewer.getByRole('button', { name: 'refusal', exact: true }).click()
    await expect(page.getByRole('button', { name: 'refusal chosen' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^refusal 25%/ })).toBeVisible()
  })

  await test.step('saves of both go together, the same message asks', async () => {
    await page.locator('#turn-m2').click()
    await page.keyboard.press('e')
    await reviewer.locator('#turn-m2').click()
    await reviewer.keyboard.press('e')
    await page.keyboard.type(' A')
    await page.keyboard.press('Escape')
    await expectSaved(page)
    await reviewer.keyboard.type(' B')
    await reviewer.keyboard.press('Escape')
    await expect(reviewer.getByText('Someone else changed the same thing')).toBeVisible()
    await expect
      .poll(async () => (await readExample(page, second, datasetId, 1)).text)
      .toContain('"Answer A"')
  })

  type Row = { id: string; state: string; stored: number }
  const stateAt = async (studio: Studio, id: string) =>
    (await api<Row>(page, studio, 'GET', `/datasets/${datasetId}/imports/${id}`)).state
  const startImport = async (studio: Studio, text: string) => {
    const body = Buffer.from(text)
    const sha256 = createHash('sha256').update(body).digest('hex')
    const uploads = `/datasets/${datasetId}/uploads`
    const { id: uploadId } = await api<{ id: string }>(page, studio, 'POST', uploads, {
      fileName: 'more.jsonl',
      size: body.length,
    })
    const part = await page.request.put(`${studio.url}/api/v1${uploads}/${uploadId}?offset=0`, {
      headers: { origin: studio.url, 'content-type': 'application/octet-stream', 'x-part-sha256': sha256 },
      data: body,
    })
    expect(part.status(), await part.text()).toBe(200)
    await api(page, studio, 'POST', `${uploads}/${uploadId}/complete`, { sha256 })
    const started = { uploadId, format: 'auto', onError: 'skip-line' }
    return (await api<Row>(page, studio, 'POST', `/datasets/${datasetId}/imports`, started)).id
  }

  await test.step('an import on one server is cancelled on the other, and nothing of it stays', async () => {
    const id = await startImport(second, lines(20_000).join('\n'))
    expect(await stateAt(first, id)).toBe('running')
    await api(page, first, 'POST', `/datasets/${datasetId}/imports/${id}/cancel`, {})
    await expect.poll(() => stateAt(first, id), { timeout: 60_000 }).toBe('cancelled')
  })

  await test.step('an import on one server shows its examples on the other', async () => {
    await page.goto(`/datasets/${datasetId}`)
    const id = await startImport(second, lines(50).join('\n'))
    await expect.poll(() => stateAt(first, id), { timeout: 60_000 }).toBe('done')
    // the chart and the count move by themselves, the rows under one's hands when asked
    for (const region of ['region', 'complementary'] as const)
      await expect(page.getByRole(region).getByText('54 examples', { exact: true }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText(/Imported \d+ long/).first()).toBeVisible()
  })

  await test.step('what a killed server ran is cleared up by the other', async () => {
    const third = await startStudio(origin)
    const id = await startImport(third, lines(20_000).join('\n'))
    await third.kill()
    expect(await stateAt(first, id)).toBe('running')
    await expect.poll(() => stateAt(first, id), { timeout: 90_000 }).toBe('failed')
  })
})

test('a backup of a PostgreSQL studio is made on its page, and is a file that stands alone', async ({
  page,
  studio: first,
}) => {
  await becomeOwner(page, first)
  const datasetId = await makeDataset(page, first)
  await makeExample(page, first, datasetId, chat(['user', 'Kept?'], ['assistant', 'Yes']))
  await page.goto('/backups')
  await page.getByRole('button', { name: 'Back up now' }).click()
  const row = page.getByRole('row').nth(1)
  await expect(row).toContainText('Done')
  const [name] = readdirSync(join(first.dataDir, 'backups'))
  await expect(row).toContainText(name!)
  const backup = new Database(join(first.dataDir, 'backups', name!), { readonly: true })
  expect(backup.prepare('SELECT "text" FROM "Example"').pluck().all()).toEqual([
    chat(['user', 'Kept?'], ['assistant', 'Yes']),
  ])
  backup.close()
})
