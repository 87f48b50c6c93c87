import { describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { setPairs } from '@/lib/db/search-table'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { countMatches, listMatches, type Run } from './matches'
import { readQuery } from './names'
import { searchPairs } from './pairs'
import { searchableText } from './text'
import { compileWhere } from './where'
import { sorts } from './words'

const run: Run = (text, params) => db().$queryRawUnsafe(text, ...params)
const names = { tags: [], groups: [], people: [], problems: null }

async function makeExample(
  datasetId: string,
  number: number,
  content: string,
  updatedAt: Date,
): Promise<void> {
  const messages = [{ role: 'user' as const, content }]
  const derived = { preview: '', strip: '[]', turns: 1, assistantTurns: 0, trainedTurns: 0, tokens: number }
  const rest = {
    trainedTokens: 0,
    roles: 'u',
    problems: '',
    contentHash: '',
    approvalHash: '',
    authorId: 'local',
  }
  const text = JSON.stringify({ messages })
  const row = await db().example.create({ data: { datasetId, number, text, updatedAt, ...derived, ...rest } })
  const pairs = searchPairs(searchableText(messages))
  await setPairs(db(), [[row.id, pairs]])
}

describe('rows that Prisma wrote', () => {
  useStudio()

  test('are found and paged through Prisma, in every order', async () => {
    const datasetId = await makeDataset()
    const now = new Date('2026-02-10T00:00:00Z')
    for (let i = 1; i <= 5; i++) {
      await makeExample(
        datasetId,
        i,
        i % 2 ? '환불 완료\n"refund"' : '배송 조회',
        new Date(Date.UTC(2026, 1, i)),
      )
    }
    const find = async (text: string, sort: (typeof sorts)[number] = 'number') => {
      const parsed = readQuery(text, names)
      if (!parsed.ok) throw new Error(text)
      const where = compileWhere(parsed.query, {
        datasetId,
        now,
        actorId: local.id,
        names,
        isSearchDue: false,
      })
      const first = await listMatches(run, parsed.query, where, { sort, cursor: null, limit: 2 })
      const options = { sort, cursor: first.next, limit: 10 }
      const rest = first.next ? await listMatches(run, parsed.query, where, options) : { ids: [] }
      const ids = [...first.ids, ...rest.ids]
      expect(await countMatches(run, parsed.query, where, 100)).toBe(ids.length)
      const rows = await db().example.findMany({ where: { datasetId }, select: { id: true, number: true } })
      return ids.map((id) => rows.find((row) => row.id === id)?.number)
    }
    for (const sort of sorts) {
      const descending = sort.startsWith('-') ? [5, 4, 3, 2, 1] : [1, 2, 3, 4, 5]
      expect(await find('', sort)).toEqual(descending)
    }
    expect(await find('환불')).toEqual([1, 3, 5])
    expect(await find('-refund', '-updated')).toEqual([4, 2])
    expect(await find('refund updated:2026-02-02..2026-02-03')).toEqual([3])
    expect(await find('updated:>7d')).toEqual([1, 2])
  })
})
