import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { sql } from '@/lib/db/dialect'
import { storeLines } from '@/lib/testing/stored-lines'
import { makeDataset, useStudio } from '@/lib/testing/studio'
import { mentionsOf } from './mentioned'
import { mentions } from './mentions'

useStudio()

const messages = '[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello."}]'
const picture =
  '[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]},{"role":"assistant","content":"A cat."}]'
const tools =
  '[{"type":"function","function":{"name":"look","parameters":{"type":"object","properties":{}}}}]'
const lines = [
  `{"messages":${messages}}`,
  `{"messages":${messages},"tools":${tools}}`,
  `{"messages":${picture}}`,
  `{"messages":${picture},"tools":${tools}}`,
]

async function read() {
  const { sql: text, params } =
    sql`SELECT ${mentions('tools')} AS "tools", ${mentions('images')} AS "images" FROM "Example" e ORDER BY e."number"`
  const rows = await db().$queryRawUnsafe<Record<'tools' | 'images', unknown>[]>(text, ...params)
  return rows.map((row) => [Boolean(Number(row.tools)), Boolean(Number(row.images))])
}
const wanted = [
  [false, false],
  [true, false],
  [false, true],
  [true, true],
]

test('what a text mentions is known without it, and of a row of an older version by it', async () => {
  await storeLines(await makeDataset('Support'), lines)
  const stored = await db().example.findMany({ orderBy: { number: 'asc' }, select: { mentions: true } })
  expect(stored.map((row) => row.mentions)).toEqual([0, 1, 2, 3])
  expect(lines.map(mentionsOf)).toEqual([0, 1, 2, 3])
  expect(await read()).toEqual(wanted)

  await db().example.updateMany({ data: { mentions: null } })
  expect(await read()).toEqual(wanted)
})
