import { describe, expect, it } from 'vitest'
import { conversationOf } from '@/lib/conversations/kind'
import { swapAnswers } from '@/lib/conversations/turns'
import { db } from '@/lib/db/client'
import { newOperationId } from '@/lib/result/operation-id'
import { preferenceLine } from '@/lib/testing/preference-lines'
import { makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { reverseEdits } from '../edit-kinds'
import { getExample, getRevisionText } from '../queries/example'
import { listExamples } from '../queries/list'
import type { Edit } from '../schema'
import { createExample } from './create-example'
import { saveExample } from './save-example'

const line = preferenceLine('환불 되나요?', '네, 됩니다.', 'No idea')

async function start(text = line) {
  const datasetId = await makeDataset()
  const lead = await makeUser('lead', datasetId)
  const { number } = await createExample(lead, datasetId, { operationId: newOperationId(), text })
  const read = () => getExample(lead, datasetId, number)
  const save = async (edits: Edit[], more: { undoOf?: string } = {}) => {
    const { revision } = await read()
    return saveExample(
      lead,
      { datasetId, number },
      { operationId: newOperationId(), revision, edits, ...more },
    )
  }
  const find = async (q: string) =>
    (await listExamples(lead, datasetId, { q })).rows.map(({ number, kind }) => ({ number, kind }))
  return { datasetId, number, lead, read, save, find }
}

const rewrite = (messageId: string, remove: string, insert: string): Edit => ({
  type: 'edit-text',
  messageId,
  path: ['content'],
  at: 0,
  remove,
  insert,
})

describe('a preference example', () => {
  useStudio()

  it('is stored as it came and known by its kind, its words found in both answers', async () => {
    const { datasetId, number, lead, read, find } = await start()
    await createExample(lead, datasetId, { operationId: newOperationId() })
    expect(await read()).toMatchObject({
      text: line,
      kind: 'preference',
      turns: 3,
      assistantTurns: 1,
      trainedTurns: 1,
      strip: [
        ['u', expect.any(Number), -1],
        ['a', expect.any(Number), 1],
        ['a', expect.any(Number), -2],
      ],
      problemList: [],
    })
    const pair = { number, kind: 'preference' }
    expect(await find('kind:preference')).toEqual([pair])
    expect(await find('-kind:preference')).toEqual([{ number: 2, kind: 'chat' }])
    for (const words of ['환불', '"네, 됩니다"', '"no idea"']) expect(await find(words)).toEqual([pair])
    expect(await find('weight:0')).toEqual([])
  })

  it('changes only where it is edited, swaps and comes back, byte for byte', async () => {
    const { datasetId, number, lead, read, save } = await start()
    await save([rewrite('m2', '네', '예'), rewrite('m1', '환', '꼭 환')])
    const edited = line.replace('네', '예').replace('환', '꼭 환')
    expect((await read()).text).toBe(edited)
    const answer = await save([swapAnswers(await draft(read))])
    expect(await read()).toMatchObject({
      text: preferenceLine('꼭 환불 되나요?', 'No idea', '예, 됩니다.'),
      messageIds: ['m1', 'm3', 'm2'],
    })
    await save(reverseEdits(answer.edits))
    expect((await read()).text).toBe(edited)
    await save([{ type: 'restore-revision', from: 4, to: 1 }])
    expect((await read()).text).toBe(line)
    expect((await getRevisionText(lead, datasetId, number, 3)).messageIds).toEqual(['m1', 'm3', 'm2'])
  })

  it('goes back to review when either answer changes after approval', async () => {
    const { read, save } = await start()
    for (const messageId of ['m2', 'm3']) {
      await save([{ type: 'set-status', from: (await read()).status, to: 'approved' }])
      await save([rewrite(messageId, '', 'So: ')])
      expect((await read()).status).toBe('in_review')
    }
  })

  it('refuses weights and edits that would take an answer away', async () => {
    const { read, save } = await start()
    await expect(save([{ type: 'set-weight', messageId: 'm3', from: null, to: 0 }])).rejects.toMatchObject({
      code: 'invalid',
      reason: 'noWeights',
    })
    const message = { role: 'assistant' as const, content: 'No idea' }
    await expect(
      save([{ type: 'delete-message', messageId: 'm3', afterId: 'm2', message }]),
    ).rejects.toMatchObject({ code: 'invalid', reason: 'fixedAnswers' })
    expect((await read()).revision).toBe(1)
  })

  it('is copied with its kind', async () => {
    const { datasetId, number, lead, save } = await start()
    await save([swapAnswers(await draft(() => getExample(lead, datasetId, number)))])
    const copy = await createExample(lead, datasetId, { operationId: newOperationId(), like: number })
    const made = await getExample(lead, datasetId, copy.number)
    expect(made).toMatchObject({ kind: 'preference', copiedFrom: number, messageIds: ['m1', 'm3', 'm2'] })
    const rows = await db().example.findMany({ where: { datasetId }, select: { contentHash: true } })
    expect(new Set(rows.map((row) => row.contentHash)).size).toBe(1)
  })
})

async function draft(read: () => Promise<{ text: string; messageIds: string[] }>) {
  const { text, messageIds } = await read()
  return { conversation: conversationOf(text), messageIds }
}
