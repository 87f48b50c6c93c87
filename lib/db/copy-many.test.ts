import { describe, expect, it } from 'vitest'
import { useStudio } from '@/lib/testing/studio'
import { type Cell, insertRows, sqlTime } from './bulk'
import { db, transaction } from './client'

const at = new Date('2026-02-20T12:00:00.123Z')
const odd = ['\\N', '\\', '\\.', 'a\tb', 'a\nb\r\nc', '', 'NULL', '"가" 😀', "'{}',", '\\t', '\u0001\b\f\v']
const columns = [
  'id',
  'datasetId',
  'actorId',
  'at',
  'textHash',
  'textLength',
  'ignoreCase',
  'dryRun',
  'reason',
  'number',
  'state',
  'examples',
  'revisions',
  'touched',
]
const row = (i: number, id = `purge${i}`): Cell[] => {
  const text = odd[i % odd.length]!
  return [
    id,
    'd',
    text,
    sqlTime(at),
    text,
    i,
    i % 2,
    i % 2 === 0,
    '',
    i % 3 ? i : null,
    'done',
    0,
    -1 - i,
    text,
  ]
}

describe('many new rows at once', () => {
  useStudio()

  it.each([1, 49, 50, 500])('%i of them are stored in order, each as it is', async (count) => {
    const rows = Array.from({ length: count }, (_, i) => row(i))
    await transaction((tx) => insertRows(tx, 'Purge', columns, rows))
    const stored = await db().purge.findMany({ orderBy: { textLength: 'asc' } })
    expect(stored).toMatchObject(
      rows.map(([id, , text, , , i, even]) => ({
        id,
        actorId: text,
        at,
        textHash: text,
        textLength: i,
        ignoreCase: even === 1,
        dryRun: even === 0,
        number: Number(i) % 3 ? i : null,
        revisions: -1 - Number(i),
        touched: text,
      })),
    )
  })

  it('all or none: a twin is refused as one row is, and the connection goes on', async () => {
    const rows = [...Array.from({ length: 60 }, (_, i) => row(i)), row(61, 'purge7')]
    const twin = transaction((tx) => insertRows(tx, 'Purge', columns, [row(7), row(8, 'purge7')]))
    const code = await twin.then(
      () => '',
      (error: { code: string }) => error.code,
    )
    expect(code).not.toBe('')
    for (let i = 0; i < 12; i++)
      await expect(transaction((tx) => insertRows(tx, 'Purge', columns, rows))).rejects.toMatchObject({
        code,
      })
    expect(await db().purge.count()).toBe(0)
    await transaction(async (tx) => {
      await insertRows(tx, 'Purge', columns, rows.slice(0, 60))
      expect(await tx.purge.count()).toBe(60)
    })
  })
})
