import { expect, test } from 'vitest'
import { storeLines } from '@/lib/testing/stored-lines'
import { makeDataset, useStudio } from '@/lib/testing/studio'
import { db } from './client'
import { raw, sql } from './dialect'
import { readSnapshot } from './reader'
import type { Column } from './rows'

useStudio()

const odd = [
  '\\N',
  '\\',
  'a\tb\nc\r\nd',
  '',
  '"가" 😀 é',
  'x'.repeat(300_000),
  '가'.repeat(9_000),
  "$1 'quoted' \\'",
]
// an index holds no longer ones
const keys = odd.map((text) => text.slice(0, 200))
const columns: Column[] = [
  ['id', 'number'],
  ['number', 'number'],
  ['status', 'text'],
  ['sourceKey', 'text'],
  ['text', 'bytes'],
  ['long', 'number', raw('e."number" + 3000000000')],
  ['below', 'number', raw('-e."number"')],
  ['isFirst', 'boolean', raw('e."number" = 1')],
]

test('rows with long texts come as they are stored, each cell as what it is', async () => {
  const lines = odd.map((content) =>
    JSON.stringify({
      messages: [
        { role: 'user', content },
        { role: 'assistant', content: `Yes ${content}` },
      ],
    }),
  )
  const datasetId = await makeDataset('Support')
  await storeLines(datasetId, lines)
  for (const [i, sourceKey] of keys.entries())
    await db().example.updateMany({
      where: { datasetId, number: i + 1 },
      data: { sourceKey: i === 2 ? null : sourceKey },
    })

  await readSnapshot(async (page, rows) => {
    const all = await rows<Record<string, unknown>>(columns, sql`FROM "Example" e ORDER BY e."number"`)
    expect(all).toHaveLength(odd.length)
    for (const [i, row] of all.entries()) {
      const { id: _, text, isFirst, ...rest } = row
      expect(rest).toEqual({
        number: i + 1,
        status: 'approved',
        sourceKey: i === 2 ? null : keys[i],
        long: 3_000_000_001 + i,
        below: -1 - i,
      })
      expect(Buffer.isBuffer(text) && text.toString()).toBe(lines[i])
      expect(Boolean(isFirst)).toBe(i === 0)
    }
    // parameters stand in it whatever they hold, and other reads go on behind it
    for (const [i, sourceKey] of keys.entries()) {
      const found = await rows<{ number: number }>(
        columns,
        sql`FROM "Example" e WHERE e."sourceKey" = ${sourceKey} AND e."number" > ${-5} ORDER BY e."number"`,
      )
      expect(found.map(({ number }) => number)).toEqual(i === 2 ? [] : [i + 1])
    }
    expect(await rows(columns, sql`FROM "Example" e WHERE e."number" > ${1000}`)).toEqual([])
    expect(await page('SELECT 1 AS "one"', [])).toEqual([{ one: 1 }])
  })
})

test('what the database refuses is refused', async () => {
  await expect(readSnapshot((_, rows) => rows([['nothing', 'text']], sql`FROM "Example" e`))).rejects.toThrow(
    /nothing/,
  )
})
