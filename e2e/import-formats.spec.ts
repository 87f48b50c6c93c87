import { parquetWriteBuffer } from 'hyparquet-writer'
import { expectWellDressed } from './fixtures/accessible'
import { becomeOwner, expect, type Studio, test } from './fixtures/studio'
import { api, makeDataset } from './fixtures/work'

test.use({ shared: true })

const shareGpt = JSON.stringify(
  [1, 2, 3].map((n) => ({
    id: `talk-${n}`,
    conversations: [
      { from: 'human', value: `Where is parcel ${n}?` },
      { from: 'gpt', value: `Parcel ${n} is on its way.`, train: n !== 2 },
    ],
  })),
  null,
  2,
)

const rows = [
  ['talk', 'place', 'who', 'words', 'mood'],
  ['a', '2', 'clerk', '네, 확인했습니다', 'good'],
  ['a', '1', 'guest', '환불 되나요?', 'sad'],
  ['b', '1', 'guest', 'Is it open, today?', 'good'],
  ['b', '2', 'clerk', 'Yes, until six.', 'good'],
]
const table = rows.map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n')
const upload = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

type Page = Parameters<typeof becomeOwner>[0]
const textsOf = async (page: Page, studio: Studio, datasetId: string, numbers: number[]) =>
  Promise.all(
    numbers.map(async (number) => {
      const { text } = await api<{ text: string }>(
        page,
        studio,
        'GET',
        `/datasets/${datasetId}/examples/${number}`,
      )
      return (JSON.parse(text) as { messages: { role: string; content: string; weight?: number }[] }).messages
    }),
  )

test('files of other formats are recognised, mapped where that is needed, and come in', async ({
  page,
  studio,
  allow,
}) => {
  allow(/400 \(Bad Request\)/)
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  await page.goto(`/datasets/${datasetId}/imports`)
  const choose = page.locator('input[type=file]')

  await test.step('a list of ShareGPT conversations: nothing to choose', async () => {
    await choose.setInputFiles(upload('talks.json', shareGpt))
    await expect(page.getByLabel('Detected format')).toContainText('ShareGPT (detected)')
    await expect(page.getByText('JSON · UTF-8')).toBeVisible()
    await expect(page.getByText('Parcel 2 is on its way.').last()).toBeVisible()
    await page.getByRole('button', { name: 'Import 3 records' }).click()
    await expect(page.getByText('3 examples from talks.json')).toBeVisible()
    const [, second] = await textsOf(page, studio, datasetId, [1, 2, 3])
    expect(second).toEqual([
      { role: 'user', content: 'Where is parcel 2?' },
      { role: 'assistant', content: 'Parcel 2 is on its way.', weight: 0 },
    ])
  })

  await test.step('a Parquet file of nested columns: nothing to choose either', async () => {
    const turns = [1, 2].map((n) => [
      { role: 'user', content: `Where is crate ${n}?`, train: null },
      { role: 'assistant', content: `Crate ${n} is here.`, train: n !== 2 },
    ])
    const buffer = Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'messages', data: turns }] }))
    await choose.setInputFiles({ name: 'crates.parquet', mimeType: 'application/octet-stream', buffer })
    await expect(page.getByText('Crate 2 is here.').last()).toBeVisible()
    await page.getByRole('button', { name: 'Import 2 records' }).click()
    await expect(page.getByText('2 examples from crates.parquet')).toBeVisible()
    const [, second] = await textsOf(page, studio, datasetId, [4, 5])
    expect(second).toEqual([
      { role: 'user', content: 'Where is crate 2?' },
      { role: 'assistant', content: 'Crate 2 is here.', weight: 0 },
    ])
  })

  await test.step('a table whose columns nobody knows is mapped, with a live preview', async () => {
    await choose.setInputFiles(upload('visits.csv', table))
    const mapping = page.getByRole('region', { name: 'Columns', exact: true })
    await mapping.getByRole('radio', { name: 'a turn' }).click()
    await mapping.getByLabel('conversation id').selectOption('talk')
    await mapping.getByLabel('speaker').selectOption('who')
    await mapping.getByLabel('text', { exact: true }).selectOption('words')
    await mapping.getByLabel('order of turns').selectOption('place')
    await page.getByLabel('Role of guest').selectOption('user')
    await page.getByLabel('Role of clerk').selectOption('assistant')
    await expect(page.getByText('Is it open, today?').last()).toBeVisible()
    await expectWellDressed(page, 'columns of a table')
    await page.getByRole('button', { name: /^Import 2 records/ }).click()
    await expect(page.getByText('2 examples from visits.csv')).toBeVisible()
    expect(await textsOf(page, studio, datasetId, [6])).toEqual([
      [
        { role: 'user', content: '환불 되나요?' },
        { role: 'assistant', content: '네, 확인했습니다' },
      ],
    ])
  })

  await test.step('the next file of these columns is read the same way, and says so', async () => {
    await choose.setInputFiles(upload('more.csv', `${table}\r\n"c";"1";"guest";"Any news?";"sad"`))
    await expect(page.getByText('as in your last import')).toBeVisible()
    await expect(page.getByLabel('Role of clerk')).toHaveValue('assistant')
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  await test.step('reinforcement data is refused with the reason', async () => {
    const line = JSON.stringify({
      messages: [{ role: 'user', content: '3 4 5 → 12' }],
      target: 12,
      nums: [3, 4, 5],
    })
    await choose.setInputFiles(upload('countdown.jsonl', `${line}\n${line}\n`))
    await expect(page.getByText('This is reinforcement data').first()).toBeVisible()
    await expect(page.getByRole('button', { name: /^Import/ })).toBeDisabled()
    await expectWellDressed(page, 'what is refused')
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  await test.step('what holds no text, or no record, can’t be imported, and says why', async () => {
    await choose.setInputFiles(upload('talks.zip', 'PK\x03\x04 and so on'))
    await expect(
      page.getByRole('alert').filter({ hasText: 'This is a ZIP archive. Unpack it' }),
    ).toBeVisible()
    await expect(page.getByRole('button', { name: /^Import/ })).toBeDisabled()
    await page.getByRole('button', { name: 'Discard' }).click()
    await choose.setInputFiles(upload('blank.jsonl', '\n \n'))
    await expect(page.getByText('The file holds no records')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Import/ })).toBeDisabled()
    await page.getByRole('button', { name: 'Discard' }).click()
  })

  await test.step('a bare list of turns is one conversation', async () => {
    const turns = [
      { role: 'user', content: 'Do you gift wrap?' },
      { role: 'assistant', content: 'Yes.' },
    ]
    await choose.setInputFiles(upload('talk.json', JSON.stringify(turns, null, 2)))
    await expect(page.getByText('JSON, each list one conversation · UTF-8')).toBeVisible()
    await page.getByRole('button', { name: 'Import 1 record', exact: true }).click()
    await expect(page.getByText('1 example from talk.json')).toBeVisible()
    expect(await textsOf(page, studio, datasetId, [8])).toEqual([turns])
  })
})
