import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expectAccessible } from './fixtures/accessible'
import { becomeOwner, expect, test } from './fixtures/studio'
import { api, chat, makeDataset, makeExample } from './fixtures/work'

const topic = (i: number) =>
  `Question number ${i}: my order ${i * 7919} about the ${['lamp', 'chair', 'table', 'shelf', 'desk'][i % 5]} is late by ${i + 2} days, what now?`

test('a planted near-duplicate is held, in no file, and resolved by hand', async ({ page, studio }) => {
  test.slow()
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const add = (asked: string, said: string) =>
    makeExample(page, studio, datasetId, chat(['user', asked], ['assistant', said]))
  for (let i = 1; i <= 20; i++) await add(topic(i), `Answer ${i ** 3} for you.`)
  const here = `/datasets/${datasetId}/split`
  const linesOf = async (exported: string, file: string) => {
    const answer = await page.request.get(
      `${studio.url}/api/v1/datasets/${datasetId}/exports/${exported}/files/${file}`,
    )
    return (await answer.text()).split('\n').slice(0, -1)
  }
  const exportAll = async () => {
    const at = `/datasets/${datasetId}/exports`
    const { id } = await api<{ id: string }>(page, studio, 'POST', at, { recipe: { status: 'all' } })
    await expect
      .poll(async () => (await api<{ state: string }>(page, studio, 'GET', `${at}/${id}`)).state)
      .toBe('done')
    const numbers = async (side: string) =>
      (await linesOf(id, `${side}.lines.jsonl`)).map(
        (line) => (JSON.parse(line) as { example: number }).example,
      )
    return { train: await numbers('train'), test: await numbers('test') }
  }

  await test.step('split/2 is adopted when near-duplicates are known, never before', async () => {
    await page.goto(here)
    await expect(page.getByRole('heading', { name: 'Adopt split/2' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Adopt split/2' })).toBeDisabled()
    await page.getByRole('link', { name: 'Compare examples first' }).click()
    await page.getByRole('button', { name: 'Compare all examples' }).click()
    await expect(page.getByText('nothing is new since')).toBeVisible()
    await page.goto(here)
    await expect(page.getByText('20 examples get a side, none is held')).toBeVisible()
    await page.getByRole('button', { name: 'Adopt split/2' }).click()
    await expect(page.getByRole('heading', { name: 'Held (0)' })).toBeVisible()
    await expect(page.getByRole('row', { name: /^All 18/ }).first()).toBeVisible()
  })

  const first = await exportAll()
  expect([first.train.length, first.test.length]).toEqual([18, 2])
  const [inTrain = 0] = first.train
  const [inTest = 0] = first.test

  await test.step('one that says what is on both sides comes, and is held by the next export', async () => {
    const story =
      'and here is the whole story once more, since nobody who works there has answered me until now'
    const both = `${topic(inTrain)} ${story}, as I said: ${topic(inTest)} ${story.toUpperCase()}, and thank you for it.`
    // its twins on both sides: each is given a text that is nearly that of the planted one
    for (const [number, more] of [
      [inTrain, 'Please.'],
      [inTest, 'Thanks!'],
    ] as const) {
      const { revision } = await api<{ revision: number }>(
        page,
        studio,
        'GET',
        `/datasets/${datasetId}/examples/${number}`,
      )
      await api(page, studio, 'POST', `/datasets/${datasetId}/examples/${number}/edits`, {
        revision,
        edits: [
          {
            type: 'edit-text',
            messageId: 'm1',
            path: ['content'],
            at: 0,
            remove: topic(number),
            insert: `${both} ${more}`,
          },
        ],
      })
    }
    const planted = await add(both, 'Answer for you.')
    const second = await exportAll()
    const out = [...second.train, ...second.test]
    expect(out).not.toContain(planted)
    await page.goto(here)
    const held = page.getByRole('listitem', { name: `#${planted}` })
    await expect(held.getByText(/alike|like #/).first()).toBeVisible()
    await expect(held.getByText('new, without a side')).toBeVisible()
    await held.getByRole('button', { name: /train/ }).click()
    await expect(page.getByRole('heading', { name: 'Held (0)' })).toBeVisible()
    const third = await exportAll()
    expect(third.train).toContain(planted)
    for (const number of first.test.filter((n) => n !== inTest)) expect(third.test).toContain(number)
    await expect(page.getByRole('heading', { name: /Pinned by hand/ })).toBeVisible()
  })

  await test.step('any example is put on a side by the keyboard alone', async () => {
    const [number = 0] = first.train.filter((n) => n !== inTrain)
    await page.getByRole('button', { name: 'Put an example on a side…' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Put an example on a side' })
    await expect(dialog.getByLabel('Number of the example')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('alert').filter({ hasText: 'Write the number' })).toBeVisible()
    await page.keyboard.type(`#${number}`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('End')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('button', { name: `Unpin #${number}`, exact: true })).toBeVisible()
    expect((await exportAll()).test).toContain(number)
  })

  await test.step('a run that goes on is seen, and taken back by whoever may', async () => {
    // one that its process left in the midst: nobody but who cancels will end it
    const sql = new Database(join(studio.dataDir, 'finecut.db'))
    const { id: userId } = sql.prepare('SELECT id FROM "User"').get() as { id: string }
    const run = `INSERT INTO "SplitRun" (id, "datasetId", "userId", kind, state, written, total, before)
      VALUES ('left000000000001', ?, ?, 'place', 'running', 7, 20, ?)`
    const [number = 0] = first.train.filter((n) => n !== inTrain)
    const { id } = sql.prepare('SELECT id FROM "Example" WHERE number = ?').get(number) as { id: number }
    const [from, to] = ['train', sql.prepare('SELECT split FROM "Example" WHERE id = ?').pluck().get(id)]
    const before = { rule: null, changes: [{ from, to, place: null, ids: [id] }] }
    sql.prepare(run).run(datasetId, userId, JSON.stringify(before))
    await page.reload()
    await expect(page.getByText('7 of 20 kept')).toBeVisible()
    await expectAccessible(page, 'a run of sides')
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await expect(page.getByText('7 of 20 kept')).toBeHidden()
    await expect
      .poll(() => sql.prepare('SELECT state FROM "SplitRun" WHERE id = \'left000000000001\'').pluck().get())
      .toBe('cancelled')
    expect(sql.prepare('SELECT split FROM "Example" WHERE id = ?').pluck().get(id)).toBe('train')
    sql.close()
  })
})
