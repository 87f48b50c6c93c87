import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { subscribe } from '@/lib/live/hub'
import { newOperationId, operationIdOf } from '@/lib/result/operation-id'
import { makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { getExample, getRevisionText, listRevisions } from '../queries/example'
import type { Edit } from '../schema'
import { createExample } from './create-example'
import { saveExample } from './save-example'

const line =
  '{"messages": [{"role":"user","content":"환불 되나요?"},{"role":"assistant","content":"네."},{"role":"user","content":"Thanks"},{"role":"assistant","content":"Bye"}], "n": 1.0}'

async function start() {
  const datasetId = await makeDataset()
  const lead = await makeUser('lead', datasetId)
  const reviewer = await makeUser('reviewer', datasetId)
  const { number } = await createExample(lead, datasetId, { operationId: newOperationId(), text: line })
  const save = (
    actor: Actor,
    revision: number,
    edits: Edit[],
    more: { operationId?: string; undoOf?: string; by?: string } = {},
  ) => saveExample(actor, { datasetId, number }, { operationId: newOperationId(), revision, edits, ...more })
  return { datasetId, number, lead, reviewer, save }
}

const weight = (messageId: string, from: 0 | 1 | null, to: 0 | 1): Edit => ({
  type: 'set-weight',
  messageId,
  from,
  to,
})
const rewrite = (messageId: string, remove: string, insert: string): Edit => ({
  type: 'edit-text',
  messageId,
  path: ['content'],
  at: 0,
  remove,
  insert,
})
const status = (from: string, to: string, reason?: string): Edit =>
  ({ type: 'set-status', from, to, ...(reason ? { reason } : {}) }) as Edit

describe('saving an example', () => {
  useStudio()

  it('changes nothing but what was edited, and keeps the original', async () => {
    const { datasetId, number, reviewer, save } = await start()
    const answer = await save(reviewer, 1, [weight('m2', null, 0)])
    expect(answer.revision).toBe(2)
    const now = await getExample(reviewer, datasetId, number)
    expect(now.text).toBe(line.replace('"네."}', '"네.","weight":0}'))
    expect(now.trainedTurns).toBe(1)
    expect((await getRevisionText(reviewer, datasetId, number, 1)).text).toBe(line)
  })

  it('refuses a revision that is not there yet, seen, left or asked for', async () => {
    const { datasetId, number, reviewer, save } = await start()
    await expect(save(reviewer, 2, [weight('m2', null, 0)])).rejects.toMatchObject({
      reason: 'exampleChanged',
      details: { theirs: { revision: 1 } },
    })
    for (const [from, to] of [
      [1, 2],
      [2, 1],
    ] as const)
      await expect(save(reviewer, 1, [{ type: 'restore-revision', from, to }])).rejects.toMatchObject({
        reason: 'noSuchRevision',
        params: { revision: 2 },
      })
    expect((await getExample(reviewer, datasetId, number)).revision).toBe(1)
  })

  it('gives the first answer to the same operation id, in parallel too, and has one effect', async () => {
    const { datasetId, number, reviewer, save } = await start()
    const operationId = newOperationId()
    const sent = () => save(reviewer, 1, [weight('m2', null, 0)], { operationId })
    const answers = await Promise.all([sent(), sent(), sent()])
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1)
    expect(await sent()).toEqual(answers[0])
    expect((await listRevisions(reviewer, datasetId, number)).map((r) => r.number)).toEqual([2, 1])
  })

  it('refuses a stranger as if nothing were there, and a viewer', async () => {
    const { datasetId, save } = await start()
    await expect(save(await makeUser(), 1, [weight('m2', null, 0)])).rejects.toMatchObject({
      code: 'not_found',
    })
    const viewer = await makeUser('viewer', datasetId)
    await expect(save(viewer, 1, [weight('m2', null, 0)])).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('replays edits to other messages onto a newer revision', async () => {
    const { datasetId, number, lead, reviewer, save } = await start()
    await save(lead, 1, [rewrite('m2', '네', '네, 됩니다')])
    const answer = await save(reviewer, 1, [weight('m4', null, 0)])
    expect(answer).toMatchObject({ revision: 3 })
    expect(answer.text).toContain('네, 됩니다.')
    expect((await getExample(lead, datasetId, number)).revision).toBe(3)
  })

  it('refuses a stale revision where the same message changed, with what stands there now', async () => {
    const { lead, reviewer, save } = await start()
    await save(lead, 1, [rewrite('m2', '네', '예')])
    const clash = await save(reviewer, 1, [rewrite('m2', '네', '아니요')]).catch((e) => e)
    expect(clash).toMatchObject({
      code: 'conflict',
      reason: 'exampleChanged',
      details: { collisions: ['text'] },
    })
    expect(clash.details.theirs.text).toContain('예.')
  })

  it('takes a browser’s saves in its order: what it sent before is no conflict, what others did since is', async () => {
    const { lead, reviewer, save } = await start()
    const operationId = () => operationIdOf('browser1')
    await save(reviewer, 1, [rewrite('m2', '네', '예')], { operationId: operationId() })
    await save(reviewer, 1, [rewrite('m2', '예', '그럼요')], { operationId: operationId() })
    await save(lead, 3, [weight('m4', null, 0)])
    await save(reviewer, 1, [rewrite('m2', '그럼요', '물론')], { operationId: operationId() })
    const clash = save(reviewer, 1, [weight('m4', null, 1)], { operationId: operationId() })
    await expect(clash).rejects.toMatchObject({ code: 'conflict', reason: 'exampleChanged' })
    const elsewhere = save(reviewer, 1, [rewrite('m2', '물론', '네')], {
      operationId: operationIdOf('browser2'),
    })
    await expect(elsewhere).rejects.toMatchObject({ code: 'conflict', reason: 'exampleChanged' })
    const someoneElse = save(lead, 1, [rewrite('m2', '물론', '네')], { operationId: operationId() })
    await expect(someoneElse).rejects.toMatchObject({ code: 'conflict', reason: 'exampleChanged' })
  })

  it('a browser’s typing on the text before its own restore is a conflict, not put somewhere in the restored text', async () => {
    const { reviewer, save } = await start()
    const operationId = () => operationIdOf('browser1')
    await save(reviewer, 1, [rewrite('m2', '', '그리고 ')], { operationId: operationId() })
    await save(reviewer, 2, [{ type: 'restore-revision', from: 2, to: 1 }], { operationId: operationId() })
    const typed = save(reviewer, 2, [rewrite('m2', '', '또 ')], { operationId: operationId() })
    await expect(typed).rejects.toMatchObject({ code: 'conflict' })
  })

  it('an undo from another browser of the same person does not reach into what was written since', async () => {
    const { reviewer, save } = await start()
    const removed = operationIdOf('laptop')
    await save(reviewer, 1, [rewrite('m2', '네', '')], { operationId: removed })
    await save(reviewer, 2, [rewrite('m2', '', '다시 쓴 글')], { operationId: operationIdOf('desktop') })
    const undo = save(reviewer, 2, [rewrite('m2', '', '네')], {
      operationId: operationIdOf('laptop'),
      undoOf: removed,
    })
    await expect(undo).rejects.toMatchObject({ code: 'conflict', reason: 'undoOverlaps' })
  })

  it('takes nothing from a browser in which somebody else has signed in meanwhile', async () => {
    const { datasetId, number, lead, reviewer, save } = await start()
    const sent = save(reviewer, 1, [weight('m2', null, 0)], { by: lead.id })
    await expect(sent).rejects.toMatchObject({ code: 'unauthenticated' })
    expect((await getExample(lead, datasetId, number)).revision).toBe(1)
    await save(reviewer, 1, [weight('m2', null, 0)], { by: reviewer.id })
  })

  it('loses none of many saves at once', async () => {
    const { datasetId, number, reviewer, save } = await start()
    const tags = Array.from({ length: 12 }, (_, i) => `tag${String(i).padStart(9, '0')}`)
    await db().tagGroup.create({
      data: { id: 'group0000000', datasetId, name: 'g', kind: 'open', position: 0 },
    })
    await db().tag.createMany({
      data: tags.map((id, i) => ({
        id,
        datasetId,
        groupId: 'group0000000',
        name: id,
        color: 'blue',
        position: i,
      })),
    })
    await Promise.all(tags.map((tagId) => save(reviewer, 1, [{ type: 'add-tag', tagId, messageId: null }])))
    const now = await getExample(reviewer, datasetId, number)
    expect(now.tags.map((t) => t.tagId).sort()).toEqual([...tags].sort())
    expect(now.revision).toBe(13)
  })

  it('tells others after the commit, once', async () => {
    const { number, reviewer, save } = await start()
    const heard: unknown[] = []
    const stop = subscribe((event) => heard.push(event))
    await save(reviewer, 1, [weight('m2', null, 0)])
    stop()
    expect(heard).toMatchObject([{ type: 'example', number, revision: 2, actorId: reviewer.id }])
  })
})

describe('review', () => {
  useStudio()

  it('lets reviewers submit and leads decide', async () => {
    const { reviewer, lead, save } = await start()
    await save(reviewer, 1, [status('draft', 'in_review')])
    await expect(save(reviewer, 2, [status('in_review', 'approved')])).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(save(lead, 2, [status('in_review', 'changes_requested')])).rejects.toMatchObject({
      reason: 'reasonMissing',
    })
    expect(await save(lead, 2, [status('in_review', 'approved')])).toMatchObject({ status: 'approved' })
  })

  it('returns an approved example to review when its content changes, not its tags; back is approved again', async () => {
    const { reviewer, lead, save } = await start()
    await save(lead, 1, [status('draft', 'approved')])
    const edited = await save(reviewer, 2, [weight('m2', null, 0)])
    expect(edited.status).toBe('in_review')
    const undone = await save(reviewer, 3, [weight('m2', 0, 1)])
    expect(undone.status).toBe('approved')
  })

  it('does not approve again by itself what somebody has decided on since', async () => {
    const { reviewer, lead, save } = await start()
    await save(lead, 1, [status('draft', 'approved')])
    await save(reviewer, 2, [weight('m2', null, 0)])
    await save(lead, 3, [status('in_review', 'changes_requested', 'Why 0?')])
    expect(await save(reviewer, 4, [weight('m2', 0, 1)])).toMatchObject({ status: 'changes_requested' })
  })

  it('approves only what the lead saw', async () => {
    const { reviewer, lead, save } = await start()
    await save(reviewer, 1, [weight('m2', null, 0)])
    await expect(save(lead, 1, [status('draft', 'approved')])).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('undo', () => {
  useStudio()

  it('is a new revision, and does nothing where others changed the same thing since', async () => {
    const { lead, reviewer, save } = await start()
    const operationId = newOperationId()
    await save(reviewer, 1, [rewrite('m2', '네', '예')], { operationId })
    await save(lead, 2, [rewrite('m2', '예', '아니요')])
    const undo = save(reviewer, 2, [rewrite('m2', '예', '네')], { undoOf: operationId })
    await expect(undo).rejects.toMatchObject({ code: 'conflict' })
  })

  it('takes back an edit although others changed something else since', async () => {
    const { datasetId, number, lead, reviewer, save } = await start()
    const operationId = newOperationId()
    await save(reviewer, 1, [weight('m2', null, 0)], { operationId })
    await save(lead, 2, [weight('m4', null, 0)])
    await save(reviewer, 2, [weight('m2', 0, 1)], { undoOf: operationId })
    const now = await getExample(lead, datasetId, number)
    expect(now.strip.map((f) => f[2])).toEqual([-1, 1, -1, 0])
  })

  it('restores the text of an earlier revision byte for byte', async () => {
    const { datasetId, number, reviewer, save } = await start()
    await save(reviewer, 1, [weight('m2', null, 0)])
    await save(reviewer, 2, [rewrite('m4', 'Bye', 'Good bye')])
    const answer = await save(reviewer, 3, [{ type: 'restore-revision', from: 3, to: 1 }])
    expect(answer.text).toBe(line)
    expect((await getExample(reviewer, datasetId, number)).text).toBe(line)
  })
})
