import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { getFirstAnswer, operate } from './operate'

const run = (action: string, more: { datasetId?: string; target?: string } = {}, answer: unknown = action) =>
  operate(local, { operationId: 'operation-1', action, ...more }, async () => ({ answer }))

describe('an operation', () => {
  useStudio()

  it('asked for again gives its first answer, and is done once', async () => {
    expect(await run('tag.create', { datasetId: 'd' }, { id: 1 })).toEqual({ id: 1 })
    expect(await run('tag.create', { datasetId: 'd' }, { id: 2 })).toEqual({ id: 1 })
    expect(await db().auditEvent.count()).toBe(1)
  })

  it.each([
    ['another action', 'tag.delete', { datasetId: 'd', target: 't' }],
    ['another dataset', 'tag.create', { datasetId: 'e', target: 't' }],
    ['another thing', 'tag.create', { datasetId: 'd', target: 'u' }],
  ])('whose id %s brings is refused instead of answered with what was not asked', async (_, action, more) => {
    await run('tag.create', { datasetId: 'd', target: 't' })
    const refusal = { code: 'conflict', reason: 'operationReused' }
    await expect(run(action, more)).rejects.toMatchObject(refusal)
    await expect(
      getFirstAnswer(local, { operationId: 'operation-1', action, ...more }),
    ).rejects.toMatchObject(refusal)
    expect(await db().auditEvent.count()).toBe(1)
  })

  it('that an older build answered is still known', async () => {
    await db().operation.create({ data: { id: 'local:operation-1', answer: '{"id":"old"}' } })
    expect(await run('tag.create')).toEqual({ id: 'old' })
  })

  it('of one example is no answer for another', async () => {
    const datasetId = await makeDataset()
    const text = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}'
    for (const operationId of ['create-example-1', 'create-example-2'])
      await createExample(local, datasetId, { operationId, text })
    const edits = [{ type: 'set-source-key' as const, from: null, to: 'x' }]
    const request = { operationId: 'operation-1', revision: 1, edits }
    const first = await saveExample(local, { datasetId, number: 1 }, request)
    expect(await saveExample(local, { datasetId, number: 1 }, request)).toEqual(first)
    await expect(saveExample(local, { datasetId, number: 2 }, request)).rejects.toMatchObject({
      reason: 'operationReused',
    })
  })
})
