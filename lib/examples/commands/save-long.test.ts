import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conversationOf } from '@/lib/conversations/kind'
import { db } from '@/lib/db/client'
import { listExamples } from '@/lib/examples/queries/list'
import { newOperationId } from '@/lib/result/operation-id'
import { makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { freshThread, longText } from '../fresh'
import { derive } from '../row'
import type { Edit } from '../schema'
import { createExample } from './create-example'
import { saveExample } from './save-example'

const lineOf = (answer: string) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: answer },
    ],
  })

describe('saving a long text', () => {
  useStudio()
  beforeAll(() => freshThread().stop())
  afterAll(() => freshThread().stop())

  it('leaves what follows from it to a thread, and a short one never asks for it', async () => {
    const datasetId = await makeDataset()
    const lead = await makeUser('lead', datasetId)
    const insert = async (number: number, text: string) => {
      const edit: Edit = {
        type: 'edit-text',
        messageId: 'm2',
        path: ['content'],
        at: 0,
        remove: '',
        insert: text,
      }
      const operationId = newOperationId()
      return saveExample(lead, { datasetId, number }, { operationId, revision: 1, edits: [edit] })
    }
    const words = 'warranty 배터리 '.repeat(longText / 10)
    const { number: short } = await createExample(lead, datasetId, {
      operationId: newOperationId(),
      text: lineOf('short'),
    })
    const { number: long } = await createExample(lead, datasetId, {
      operationId: newOperationId(),
      text: lineOf(words),
    })

    await insert(short, 'zebra ')
    expect(freshThread().isWarm()).toBe(false)
    const saved = await insert(long, 'zebra ')
    expect(freshThread().isWarm()).toBe(true)

    const row = await db().example.findUniqueOrThrow({
      where: { datasetId_number: { datasetId, number: long } },
    })
    const here = derive(row.text, conversationOf(row.text), saved.messageTokens)
    expect(row).toMatchObject(here.derived)
    expect(saved.problemList).toEqual(here.problemList)
    const found = await listExamples(lead, datasetId, { q: 'zebra' })
    expect(found.rows.map((one) => one.number).sort()).toEqual([short, long].sort())
  })
})
