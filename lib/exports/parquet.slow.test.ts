import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { exportToFolder } from './commands/export-to-folder'
import { openParquetFile } from './parquet-file'
import { recipe } from './schema'

useStudio()

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'finecut-parquet-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function open(path: string): ArrayBuffer {
  const bytes = readFileSync(path)
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
}
/** Columns that an example doesn't have are null in a table. */
const withoutNulls = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (_, v) => v ?? undefined)

test('an export as a table says what the lines say, which turns are learned too', async () => {
  const datasetId = await makeDataset()
  const call = { id: 'a', type: 'function', function: { name: 'f', arguments: '{"city":"서울"}' } }
  const messages = [
    { role: 'user', content: '안녕?' },
    { role: 'assistant', content: '네', weight: 0 },
    { role: 'user', content: 'Weather?' },
    { role: 'assistant', tool_calls: [call] },
    { role: 'tool', tool_call_id: 'a', content: '21' },
    { role: 'assistant', content: '21' },
  ]
  const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }]
  const plain = {
    messages: [
      { role: 'user', content: 'Q' },
      { role: 'assistant', content: 'A' },
    ],
  }
  await storeLines(datasetId, [JSON.stringify({ messages, tools }), JSON.stringify(plain)])
  const outDir = join(home, 'out')
  const asked = { datasetId, recipe: recipe.parse({ trainShare: 1, format: 'parquet' }), outDir }
  const manifest = await exportToFolder(local, asked)
  const rows = await parquetReadObjects({ file: open(join(outDir, 'train.parquet')) })
  const called = { id: 'a', type: 'function', function: { name: 'f', arguments: { city: '서울' } } }
  expect(rows.map(withoutNulls)).toEqual([
    {
      messages: [
        { role: 'user', content: '안녕?' },
        { role: 'assistant', content: '네', train: false },
        { role: 'user', content: 'Weather?' },
        { role: 'assistant', tool_calls: JSON.stringify([called]) },
        { role: 'tool', tool_call_id: 'a', name: 'f', content: '21' },
        { role: 'assistant', content: '21' },
      ],
      tools: JSON.stringify(tools),
    },
    plain,
  ])
  expect(manifest.files[0]).toMatchObject({ name: 'train.parquet', lines: 2 })
  // the same again is the same bytes
  const first = readFileSync(join(outDir, 'train.parquet'))
  await exportToFolder(local, asked)
  expect(readFileSync(join(outDir, 'train.parquet')).equals(first)).toBe(true)
})

test('rows are written in groups, not held until the end; an empty file is a table too', async () => {
  const file = await openParquetFile(home, 'many.parquet', async () => {})
  const line = (i: number) => Buffer.from(JSON.stringify({ messages: [{ role: 'user', content: `${i}` }] }))
  for (let at = 0; at < 2_500; at += 100)
    await file.write(Array.from({ length: 100 }, (_, i) => line(at + i)))
  const facts = await file.close()
  const path = join(home, 'many.parquet')
  expect(facts).toMatchObject({ lines: 2_500, bytes: readFileSync(path).length })
  expect(parquetMetadata(open(path)).row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([
    1_000, 1_000, 500,
  ])
  const rows = await parquetReadObjects({ file: open(path) })
  expect(rows[2_499]).toMatchObject({ messages: [{ role: 'user', content: '2499' }] })
  await (await openParquetFile(home, 'none.parquet', async () => {})).close()
  expect(await parquetReadObjects({ file: open(join(home, 'none.parquet')) })).toEqual([])
})
