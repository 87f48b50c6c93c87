import { describe, expect, it } from 'vitest'
import { createDataset } from '@/lib/datasets/commands'
import { db } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { getFirstAnswer, operate } from './operate'

type More = { datasetId?: string; target?: string; request?: { operationId: string; name: string } }
const operationOf = (action: string, more: More) => ({
  request: { operationId: 'operation-1' },
  action,
  ...more,
})
const run = (action: string, more: More = {}, answer: unknown = action) =>
  operate(local, operationOf(action, more), async () => ({ answer }))

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
    [
      'another name',
      'tag.create',
      { datasetId: 'd', target: 't', request: { operationId: 'operation-1', name: 'u' } },
    ],
  ])('whose id %s brings is refused instead of answered with what was not asked', async (_, action, more) => {
    await run('tag.create', { datasetId: 'd', target: 't' })
    const refusal = { code: 'conflict', reason: 'operationReused' }
    await expect(run(action, more)).rejects.toMatchObject(refusal)
    await expect(getFirstAnswer(local, operationOf(action, more))).rejects.toMatchObject(refusal)
    expect(await db().auditEvent.count()).toBe(1)
  })

  it('that an older build answered is still known', async () => {
    await db().operation.create({ data: { id: 'local:operation-1', answer: '{"id":"old"}' } })
    expect(await run('tag.create')).toEqual({ id: 'old' })
    const about = JSON.stringify({ about: 'tag.create  ', answer: { id: 'newer' } })
    await db().operation.update({ where: { id: 'local:operation-1' }, data: { answer: about } })
    expect(await run('tag.create')).toEqual({ id: 'newer' })
    await expect(run('tag.delete')).rejects.toMatchObject({ reason: 'operationReused' })
  })

  it('of a command is refused where the request says something else under the same id', async () => {
    const make = (name: string) => createDataset(local, { operationId: 'operation-1', name })
    expect(await make('chats')).toEqual(await make('chats'))
    await expect(make('calls')).rejects.toMatchObject({ code: 'conflict', reason: 'operationReused' })
    expect(await db().dataset.count()).toBe(1)
  })

  it('that saves is told by its example and id alone: a newer build may put waiting edits together otherwise', async () => {
    const datasetId = await makeDataset()
    await createExample(local, datasetId, { operationId: 'create-example-1' })
    const save = (to: string) =>
      saveExample(
        local,
        { datasetId, number: 1 },
        { operationId: 'operation-1', revision: 1, edits: [{ type: 'set-source-key', from: null, to }] },
      )
    expect(await save('x')).toEqual(await save('y'))
    expect(await db().revision.count()).toBe(2)
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
