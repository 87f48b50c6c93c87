import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { reverseEdits } from '@/lib/examples/edit-kinds'
import { getExample } from '@/lib/examples/queries/example'
import type { AlternativeBody, Edit, SetAlternative, Status } from '@/lib/examples/schema'
import { newOperationId } from '@/lib/result/operation-id'
import { purgesOf } from '@/lib/testing/purge'
import { makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset, tagsOf } from '@/lib/testing/tagged'
import { makePair, makePairs } from './commands'
import { getBeside } from './queries'
import type { PairsRequest, PairWish } from './schema'

useStudio()

const line =
  '{"messages":[{"role":"system","content":"S"},{"role":"user","content":"환불 되나요?"},{"role":"assistant","content":"네, 됩니다."},{"role":"user","content":"Thanks"},{"role":"assistant","content":"Bye"}],"tools":[]}'

let datasetId: string
let lead: Actor
let reviewer: Actor
let number: number
let tagId: string
beforeEach(async () => {
  const dataset = await makeTaggedDataset()
  datasetId = dataset.id
  tagId = dataset.tag('outcome/answer')
  lead = await makeUser('lead', datasetId)
  reviewer = await makeUser('reviewer', datasetId)
  number = await make(line)
})

const once = () => ({ operationId: newOperationId() })
const make = async (text: string) => (await createExample(lead, datasetId, { ...once(), text })).number
const read = (of = number) => getExample(lead, datasetId, of)
async function save(
  edits: Edit[],
  { by = reviewer, of = number, undoOf = undefined as string | undefined } = {},
) {
  const { revision } = await read(of)
  const operationId = newOperationId()
  const answer = await saveExample(by, { datasetId, number: of }, { operationId, revision, edits, undoOf })
  return { ...answer, undo: () => save(reverseEdits(answer.edits), { by, of, undoOf: operationId }) }
}
const typed = (text: string): AlternativeBody => ({ text, origin: 'typed' })
const set = (
  from: string | null,
  to: string | null,
  messageId = 'm3',
  alternativeId = 'a1',
): SetAlternative => ({
  type: 'set-alternative',
  alternativeId,
  messageId,
  from: from === null ? null : typed(from),
  to: to === null ? null : typed(to),
})
const status = (from: Status, to: Status, reason?: string): Edit => ({ type: 'set-status', from, to, reason })
const rewrite = (remove: string, insert: string, messageId = 'm3'): Edit => ({
  type: 'edit-text',
  messageId,
  path: ['content'],
  at: 0,
  remove,
  insert,
})
const pair = (wish: PairWish, { by = reviewer, of = number } = {}) =>
  makePair(by, { datasetId, number: of }, { ...wish, ...once() })
const ofAlternative = { from: 'alternative', alternativeId: 'a1' } as const
const returned = { from: 'returned' } as const
/** Returned with a reason, rewritten, approved. */
async function returnAndApprove(of = number) {
  await save([status('draft', 'changes_requested', 'Say how.')], { by: lead, of })
  await save([rewrite('네, 됩니다.', '7일 안에 됩니다.')], { of })
  await save([status('changes_requested', 'approved')], { by: lead, of })
}

describe('alternatives of an example', () => {
  test('stand beside it, not in it, with who wrote them; each change is taken back', async () => {
    const before = await read()
    const added = await save([set(null, 'No.')])
    const { name } = reviewer as { name: string }
    const shown = { id: 'a1', messageId: 'm3', ...typed('No.'), authorName: name }
    expect(added.alternatives).toEqual([shown])
    expect(await read()).toMatchObject({ alternatives: [shown], text: before.text, status: before.status })
    const changed = await save([set('No.', 'Never.')], { by: lead })
    expect((await read()).alternatives).toMatchObject([
      { text: 'Never.', authorName: (lead as { name: string }).name },
    ])
    await changed.undo()
    expect((await read()).alternatives).toMatchObject([{ text: 'No.' }])
    const removed = await save([set('No.', null)])
    expect((await read()).alternatives).toEqual([])
    await removed.undo()
    expect((await read()).alternatives).toMatchObject([{ text: 'No.' }])
    const swapped = await save([rewrite('네, 됩니다.', 'No.'), set('No.', '네, 됩니다.')])
    expect(await read()).toMatchObject({ alternatives: [{ text: '네, 됩니다.' }] })
    await swapped.undo()
    expect(await read()).toMatchObject({ alternatives: [{ text: 'No.' }], text: before.text })
  })

  test('go with their message, and come back with it', async () => {
    await save([set(null, 'No.'), set(null, 'Ciao', 'm5', 'a2')])
    const deletion: Edit = {
      type: 'delete-message',
      messageId: 'm3',
      afterId: 'm2',
      message: { role: 'assistant', content: '네, 됩니다.' },
    }
    const deleted = await save([deletion])
    expect(deleted.edits).toContainEqual(set('No.', null))
    expect((await read()).alternatives).toMatchObject([{ id: 'a2' }])
    await deleted.undo()
    expect((await read()).alternatives.map(({ id }) => id).sort()).toEqual(['a1', 'a2'])
    const turned = await save([{ type: 'set-role', messageId: 'm5', from: 'assistant', to: 'user' }])
    expect((await read()).alternatives).toMatchObject([{ id: 'a1' }])
    await turned.undo()
    expect((await read()).alternatives).toHaveLength(2)
  })

  test('are purged, in history and in answers that were kept too, and said to have held the text', async () => {
    const secret = '010-1234-5678'
    await save([set(null, `Call ${secret}.`)])
    await save([set(null, 'Ciao', 'm5', 'a2')])
    await pair(ofAlternative)
    const other = await make(line)
    await save([set(null, `Or ${secret}`)], { of: other })
    await save([set(`Or ${secret}`, null)], { of: other })
    const found = await purgesOf(datasetId, secret).purge({ dryRun: true })
    expect(found).toMatchObject({ examples: [number, other, 2].sort(), rows: { ExampleAlternative: 1 } })
    expect(await purgesOf(datasetId, secret).purge()).toMatchObject({ state: 'done' })
    expect((await read()).alternatives.map(({ text }) => text).sort()).toEqual(['Call [purged].', 'Ciao'])
    const left = await Promise.all([
      db().exampleAlternative.findMany(),
      db().revision.findMany(),
      db().operation.findMany(),
      db().example.findMany(),
      db().preferencePair.findMany(),
    ])
    expect(JSON.stringify(left.slice(0, 4))).not.toContain(secret)
    expect(left[4]).toEqual([])
  })
})

describe('a preference pair', () => {
  test('of an alternative is a draft beside its source, made once', async () => {
    await save([
      set(null, 'No.'),
      { type: 'set-source-key', from: null, to: 'ticket-7' },
      { type: 'add-tag', tagId, messageId: null },
    ])
    const request = { ...ofAlternative, ...once() }
    const at = { datasetId, number }
    const first = await makePair(reviewer, at, request)
    const [{ number: made } = { number: 0 }] = first.pairs
    expect(first.pairs).toEqual([{ number: 2, made: true, trashed: false }])
    expect(await makePair(reviewer, at, request)).toEqual(first)
    expect(await read(made)).toMatchObject({
      text: '{"input":{"messages":[{"role":"system","content":"S"},{"role":"user","content":"환불 되나요?"}],"tools":[]},"preferred_output":[{"role":"assistant","content":"네, 됩니다."}],"non_preferred_output":[{"role":"assistant","content":"No."}]}',
      kind: 'preference',
      status: 'draft',
      copiedFrom: number,
      sourceKey: 'ticket-7',
      messageIds: ['m1', 'm2', 'm3', 'r1'],
      alternatives: [],
    })
    const { id } = await read(made)
    expect(await tagsOf(id)).toEqual([tagId])
    expect((await pair(ofAlternative)).pairs).toEqual([{ number: made, made: false, trashed: false }])
    await save([{ type: 'set-trashed', from: false, to: true }], { of: made })
    expect((await pair(ofAlternative)).pairs).toEqual([{ number: made, made: false, trashed: true }])
    expect((await getBeside(reviewer, datasetId, number)).pairs.alternatives).toEqual({ a1: made })
    expect(await db().example.count({ where: { datasetId } })).toBe(2)
  })

  test('of what was returned pairs each answer with what was approved in its place', async () => {
    await expect(pair(returned)).rejects.toMatchObject({ reason: 'pairNotApproved' })
    await returnAndApprove()
    expect(await getBeside(reviewer, datasetId, number)).toMatchObject({
      returned: { revision: 2, messages: [{ messageId: 'm3', text: '네, 됩니다.' }] },
    })
    const { pairs } = await pair({ ...returned, messageId: 'm3' })
    const made = JSON.parse((await read(pairs[0]!.number)).text) as Record<string, unknown>
    expect(made).toMatchObject({
      preferred_output: [{ content: '7일 안에 됩니다.' }],
      non_preferred_output: [{ content: '네, 됩니다.' }],
    })
    await expect(pair({ ...returned, messageId: 'm5' })).rejects.toMatchObject({ reason: 'nothingReturned' })
    // the same text kept as an alternative makes the same pair
    await save([set(null, '네, 됩니다.')])
    expect((await pair(ofAlternative)).pairs).toEqual([{ ...pairs[0]!, made: false }])
  })

  test('needs two different texts, and an alternative that is there', async () => {
    await expect(pair(ofAlternative)).rejects.toMatchObject({ code: 'not_found', reason: 'alternativeGone' })
    await save([set(null, '네, 됩니다.')])
    await expect(pair(ofAlternative)).rejects.toMatchObject({ reason: 'pairNotText' })
    const bare = await make(
      '{"messages":[{"role":"assistant","content":"Hello"},{"role":"user","content":"Hi"}]}',
    )
    await save([set(null, 'No.', 'm1')], { of: bare })
    await expect(pair(ofAlternative, { of: bare })).rejects.toMatchObject({ reason: 'pairNotText' })
  })

  test('is made of all that match, step by step, each once', async () => {
    await save([set(null, 'No.')])
    const second = await make(line)
    await returnAndApprove(second)
    const third = await make(line)
    const ask = (more: Partial<PairsRequest> = {}) =>
      makePairs(reviewer, datasetId, { ...once(), selection: { q: '' }, after: 0, dryRun: false, ...more })
    expect(await ask({ dryRun: true })).toEqual({ looked: 3, made: [], count: 2, there: 0, next: third })
    expect(await ask({ selection: { numbers: [third] } })).toMatchObject({ made: [], count: 0 })
    const request = { ...once(), selection: { q: 'number:>0' }, after: 0, dryRun: false }
    const first = await makePairs(reviewer, datasetId, request)
    expect(first).toEqual({ looked: 3, made: [4, 5], count: 2, there: 0, next: third })
    expect(await makePairs(reviewer, datasetId, request)).toEqual(first)
    expect(await ask({ after: third })).toMatchObject({ looked: 2, count: 0, next: 5 })
    expect(await ask({ after: 5 })).toEqual({ looked: 0, made: [], count: 0, there: 0, next: null })
    expect(await ask()).toMatchObject({ looked: 5, made: [], there: 2 })
    const rows = await db().example.findMany({
      where: { number: { in: [4, 5] } },
      orderBy: { number: 'asc' },
    })
    expect(rows).toMatchObject([
      { kind: 'preference', copiedFrom: number },
      { kind: 'preference', copiedFrom: second },
    ])
  })

  test('refuses a stranger and a viewer', async () => {
    await save([set(null, 'No.')])
    const stranger = await makeUser()
    const viewer = await makeUser('viewer', datasetId)
    const bulk = { selection: { q: '' }, after: 0, dryRun: false }
    for (const [by, code] of [
      [stranger, 'not_found'],
      [viewer, 'forbidden'],
    ] as const) {
      await expect(pair(ofAlternative, { by })).rejects.toMatchObject({ code })
      await expect(makePairs(by, datasetId, { ...once(), ...bulk })).rejects.toMatchObject({ code })
      await expect(save([set('No.', 'x')], { by })).rejects.toMatchObject({ code })
    }
    await expect(getBeside(stranger, datasetId, number)).rejects.toMatchObject({ code: 'not_found' })
    expect(await getBeside(viewer, datasetId, number)).toMatchObject({ returned: null })
    expect(await db().example.count({ where: { datasetId } })).toBe(1)
  })
})
