import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { conversationOf } from '@/lib/conversations/kind'
import type { ConversationEdit } from '@/lib/conversations/schema'
import { db } from '@/lib/db/client'
import { newOperationId, operationIdOf } from '@/lib/result/operation-id'
import { makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { getExample, listRevisions } from '../queries/example'
import type { Edit, SaveConflict } from '../schema'
import { createExample } from './create-example'
import { saveExample } from './save-example'

const line =
  '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Ok"},{"role":"user","content":"Bye"}]}'
let serial = 0

async function start() {
  const datasetId = await makeDataset()
  const [ann, bo] = [await makeUser('lead', datasetId), await makeUser('lead', datasetId)]
  const [groupId, tagId] = [`group${++serial}000000`, `tag${serial}00000000`]
  await db().tagGroup.create({
    data: { id: groupId, datasetId, name: 'g', kind: 'open', position: 0 },
  })
  await db().tag.create({
    data: { id: tagId, datasetId, groupId, name: 't', color: 'blue', position: 0 },
  })
  const { number } = await createExample(ann, datasetId, { operationId: newOperationId(), text: line })
  const save = (actor: Actor, revision: number, edits: Edit[], operationId = newOperationId()) =>
    saveExample(actor, { datasetId, number }, { operationId, revision, edits })
  const messages = async () =>
    (JSON.parse((await getExample(ann, datasetId, number)).text) as { messages: object[] }).messages
  const revisions = async () => (await listRevisions(ann, datasetId, number)).length
  return { tagId, ann, bo, save, messages, revisions }
}

const weight: Edit = { type: 'set-weight', messageId: 'm2', from: null, to: 0 }
const rewrite = (messageId: string, remove: string, insert: string): ConversationEdit => ({
  type: 'edit-text',
  messageId,
  path: ['content'],
  at: 0,
  remove,
  insert,
})
const remove: Edit = {
  type: 'delete-message',
  messageId: 'm2',
  afterId: 'm1',
  message: { role: 'assistant', content: 'Ok' },
}
const approve: Edit = { type: 'set-status', from: 'draft', to: 'approved' }

describe('two people who saw the same revision', () => {
  useStudio()

  it('want the same weight: no question, and no revision that says nothing', async () => {
    const { ann, bo, save, messages, revisions } = await start()
    await save(ann, 1, [weight])
    expect(await save(bo, 1, [weight])).toMatchObject({ revision: 2, edits: [] })
    expect((await messages())[1]).toEqual({ role: 'assistant', content: 'Ok', weight: 0 })
    expect(await revisions()).toBe(2)
  })

  it('one deletes what the other weighs or tags: it is deleted, whoever comes first', async () => {
    const first = await start()
    await first.save(first.ann, 1, [weight])
    await first.save(first.bo, 1, [remove])
    expect(await first.messages()).toHaveLength(2)
    const second = await start()
    await second.save(second.ann, 1, [remove])
    const rest = await second.save(second.bo, 1, [
      weight,
      { type: 'add-tag', tagId: second.tagId, messageId: 'm2' },
      rewrite('m3', 'Bye', 'Later'),
    ])
    expect(rest.edits.map((edit) => edit.type)).toEqual(['edit-text'])
    expect(await second.messages()).toHaveLength(2)
  })

  it('a tag on a message that nobody deleted, and that never was, is still refused', async () => {
    const { tagId, ann, save } = await start()
    await expect(save(ann, 1, [{ type: 'add-tag', tagId, messageId: 'm9' }])).rejects.toMatchObject({
      reason: 'messageGone',
    })
  })

  it('both delete one message: it is gone once', async () => {
    const { ann, bo, save, messages } = await start()
    await save(ann, 1, [remove])
    await save(bo, 1, [remove])
    expect(await messages()).toHaveLength(2)
  })

  it('one deletes what the other rewrites: asked, in either order', async () => {
    for (const [a, b] of [
      [remove, rewrite('m2', 'Ok', 'Fine')],
      [rewrite('m2', 'Ok', 'Fine'), remove],
    ] as const) {
      const { ann, bo, save } = await start()
      await save(ann, 1, [a])
      await expect(save(bo, 1, [b])).rejects.toMatchObject({ details: { collisions: ['text'] } })
    }
  })

  it('two leads approve, one approval stands; of two decisions the second is asked', async () => {
    const { ann, bo, save, revisions } = await start()
    await save(ann, 1, [approve])
    expect(await save(bo, 1, [approve])).toMatchObject({ status: 'approved', revision: 2 })
    expect(await revisions()).toBe(2)
    const exclude: Edit = { type: 'set-status', from: 'draft', to: 'excluded' }
    await expect(save(bo, 1, [exclude])).rejects.toMatchObject({ details: { collisions: ['status'] } })
  })

  it('the one who is asked gets base, theirs, and keeps mine', async () => {
    const { ann, bo, save } = await start()
    await save(ann, 1, [rewrite('m2', 'Ok', 'Okay')])
    const own = operationIdOf('browser1')
    await save(bo, 1, [rewrite('m3', 'Bye', 'Later')], own)
    const asked = await save(bo, 1, [rewrite('m2', 'Ok', 'Fine')], operationIdOf('browser1')).catch((e) => e)
    const { base, theirs } = asked.details as SaveConflict
    // what bo's own browser had sent lies under it, what ann wrote does not
    expect(conversationOf(base!.text).messages.map((m) => m.content)).toEqual(['Hi', 'Ok', 'Later'])
    expect(base?.messageIds).toEqual(['m1', 'm2', 'm3'])
    expect(theirs.text).toContain('Okay')
  })

  it('a save sent five times at once has one effect and one answer, also where it fits only once', async () => {
    for (const edit of [rewrite('m2', 'Ok', 'Fine'), remove, weight]) {
      const { ann, bo, save, revisions } = await start()
      await save(bo, 1, [rewrite('m3', '', 'Well, ')])
      const operationId = newOperationId()
      const answers = await Promise.all(Array.from({ length: 5 }, () => save(ann, 1, [edit], operationId)))
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
      expect(answers[0]).toMatchObject({ revision: 3 })
      expect(await revisions()).toBe(3)
    }
  })
})
