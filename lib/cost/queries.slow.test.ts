import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { costRequest } from '@/lib/exports/schema'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { stopCounting } from '@/lib/tokens/count'
import { changeModelTable } from './commands'
import { getCost } from './queries'

useStudio()

let datasetId: string
let serial = 0
beforeEach(async () => {
  datasetId = await makeDataset()
  // every message counts as five tokens here
  await storeLines(
    datasetId,
    Array.from(
      { length: 20 },
      (_, i) =>
        `{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"환불 ${i}"},{"role":"assistant","content":"네 ${i}"}]}`,
    ),
  )
})
afterEach(() => stopCounting())

const request = (more: object = {}) =>
  costRequest.parse({ recipe: { trainShare: 0.5, status: 'approved' }, ...more })
const change = (
  revision: number,
  rows: { model: string; context: number; price: number }[],
  actor: Actor = local,
) =>
  changeModelTable(actor, {
    operationId: `operation-models-${++serial}`,
    revision,
    date: '2026-11-30',
    rows: rows.map((row) => ({ encoding: 'o200k_base', ...row })),
  })

describe('the cost', () => {
  test('is of train, of the epochs a trainer takes by itself, for every model of the table', async () => {
    const answer = await getCost(local, datasetId, request())
    const perLine = 3 * 5 + 3 * 3 + 3
    expect(answer).toMatchObject({
      examples: 20,
      lines: { train: 10, test: 10 },
      epochs: { byDefault: 10, chosen: 10 },
      perExample: { typical: perLine, longest: perLine },
      overLong: [],
      instructions: { text: 'Be brief.', lines: 10, stored: 50 },
    })
    const [first] = answer.bills
    expect(first).toMatchObject({
      trainTokens: 10 * perLine,
      testTokens: 10 * perLine,
      billedTokens: 100 * perLine,
    })
    expect(first!.cost).toBeCloseTo((100 * perLine * 25) / 1_000_000)
    expect(answer.factors.cl100k_base).toBeGreaterThan(1.1)
    const of = (policy: string) => answer.policies.find((one) => one.policy === policy)!.bills[0]!.trainTokens
    expect(of('none')).toBe(10 * (perLine - 8))
    expect(of('one')).toBe(10 * (perLine - 5 + answer.instructions.tokens))
    expect(of('before-user')).toBe(10 * (perLine - 8 + answer.instructions.tokens))
  })

  test('follows the epochs that are asked for, and an over-long example is listed', async () => {
    await change(0, [{ model: 'small', context: 20, price: 1 }])
    const answer = await getCost(local, datasetId, request({ epochs: 2 }))
    expect(answer.bills).toEqual([
      expect.objectContaining({
        model: 'small',
        epochs: 2,
        trainTokens: 200,
        billedTokens: 400,
        overLong: 20,
      }),
    ])
    expect(answer.overLong).toHaveLength(20)
    expect(answer.table).toMatchObject({ revision: 1, date: '2026-11-30' })
  })

  test('refuses a stranger', async () => {
    await expect(getCost(await makeUser(), datasetId, request())).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the table of models', () => {
  test('refuses a stranger, a lead, and a stale revision', async () => {
    const row = { model: 'a', context: 10, price: 1 }
    await expect(change(0, [row], await makeUser())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(change(0, [row], await makeUser('lead', datasetId))).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await change(0, [row])).toEqual({ revision: 1 })
    await expect(change(0, [row])).rejects.toMatchObject({ code: 'conflict', reason: 'staleRevision' })
    expect(await change(1, [{ ...row, price: 2 }])).toEqual({ revision: 2 })
  })
})
