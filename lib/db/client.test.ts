import { describe, expect, it } from 'vitest'
import { makeDataset, useStudio } from '@/lib/testing/studio'
import { db, transaction } from './client'

describe('transactions on one connection', () => {
  useStudio()

  it('A6: a rolled-back transaction never takes another write with it', async () => {
    for (let pair = 0; pair < 200; pair++) {
      const doomed = transaction(async (tx) => {
        await tx.dataset.create({ data: { id: `doomed${pair}`, name: 'doomed' } })
        await new Promise((go) => setImmediate(go))
        throw new Error('no')
      })
      const [first] = await Promise.allSettled([
        doomed,
        db().dataset.create({ data: { id: `kept${pair}`, name: 'kept' } }),
      ])
      expect(first.status).toBe('rejected')
    }
    expect(await db().dataset.count({ where: { name: 'kept' } })).toBe(200)
    expect(await db().dataset.count({ where: { name: 'doomed' } })).toBe(0)
  })

  it('refuses the outer client inside a transaction instead of waiting for itself', async () => {
    await expect(transaction(async () => db().dataset.count())).rejects.toThrow(/use tx/)
  })

  it('is durable as read back from SQLite', async () => {
    await makeDataset()
    expect(await db().$queryRawUnsafe('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
    expect(await db().$queryRawUnsafe('PRAGMA synchronous')).toEqual([{ synchronous: 2n }])
  })
})
