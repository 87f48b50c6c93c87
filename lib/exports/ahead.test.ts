import { expect, test } from 'vitest'
import { ahead } from './ahead'

async function* count(to: number, log: string[]) {
  try {
    for (let i = 1; i <= to; i++) {
      log.push(`read ${i}`)
      if (i === 4) throw new Error('the fourth is broken')
      yield i
    }
  } finally {
    log.push('closed')
  }
}

test('the next value is asked for before one is worked on', async () => {
  const log: string[] = []
  for await (const value of ahead(count(2, log))) log.push(`work ${value}`)
  expect(log).toEqual(['read 1', 'read 2', 'work 1', 'closed', 'work 2'])
})

test('what breaks is told in its turn, and who stops closes the source', async () => {
  const log: string[] = []
  const all: number[] = []
  const broken = async () => {
    for await (const value of ahead(count(9, log))) all.push(value)
  }
  await expect(broken()).rejects.toThrow('the fourth is broken')
  expect(all).toEqual([1, 2, 3])
  expect(log.at(-1)).toBe('closed')

  const other: string[] = []
  for await (const value of ahead(count(3, other))) if (value === 1) break
  expect(other).toEqual(['read 1', 'read 2', 'closed'])
})
