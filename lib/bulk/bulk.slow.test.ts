import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { subscribe } from '@/lib/live/hub'
import { newOperationId } from '@/lib/result/operation-id'
import { bulkOn, lineOf, rewriteStart } from '@/lib/testing/bulk'
import { local, makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { cancelBulk } from './commands/cancel-bulk'
import { startBulk } from './commands/start-bulk'
import { turnBulk } from './commands/turn-bulk'
import { previewBulk } from './queries/preview'
import { getBulkRun, listBulkItems, listBulkRuns } from './queries/runs'
import type { BulkAction } from './schema'

const replace = (find: string, to: string, more: Partial<Extract<BulkAction, { type: 'replace' }>> = {}) =>
  ({
    type: 'replace',
    find,
    with: to,
    pattern: false,
    matchCase: true,
    wholeWord: false,
    roles: ['user', 'assistant', 'system'],
    toolArguments: false,
    ...more,
  }) satisfies BulkAction
const approve: BulkAction = { type: 'status', to: 'approved' }

async function start() {
  const { id: datasetId, tag } = await makeTaggedDataset()
  return { datasetId, tag, ...bulkOn(datasetId) }
}

describe('a bulk run', () => {
  useStudio()

  it('tags what matches, says what stays, and is one undo', async () => {
    const { datasetId, tag, add, run, outcomes, get, turn } = await start()
    const [a, b, c] = await add(lineOf('Refund?', 'No.'), lineOf('Hi', 'Hello'), lineOf('Refund!', 'Yes'))
    const action: BulkAction = { type: 'tag', tagId: tag('outcome/answer') }
    const first = await run(action, { numbers: [b!] })
    expect(first).toMatchObject({ state: 'done', total: 1, changed: 1 })
    const second = await run(action, { q: '' })
    expect(second).toMatchObject({ total: 3, changed: 2, unchanged: 1, skipped: 0, failed: 0 })
    expect(await outcomes(second.id)).toEqual([
      [a, 'changed'],
      [b, 'unchanged already'],
      [c, 'changed'],
    ])
    expect((await get(a!)).tags).toEqual([{ tagId: tag('outcome/answer'), messageId: null }])
    const undone = await turn(second.id, true)
    expect(undone).toMatchObject({ takesBack: true, undoOf: second.id, total: 2, changed: 2 })
    expect((await get(a!)).tags).toEqual([])
    expect((await get(b!)).tags).toHaveLength(1)
    expect(await turn(second.id, false)).toMatchObject({ takesBack: false, changed: 2 })
    expect((await get(a!)).tags).toHaveLength(1)
    expect(await listBulkRuns(local, datasetId)).toHaveLength(4)
  })

  it('puts an exclusive tag for another, and brings that one back', async () => {
    const { tag, add, run, get, turn } = await start()
    const [a] = await add(lineOf('Hi', 'Hello'))
    await run({ type: 'tag', tagId: tag('outcome/answer') })
    const { id } = await run({ type: 'tag', tagId: tag('outcome/refusal') })
    expect((await get(a!)).tags.map((t) => t.tagId)).toEqual([tag('outcome/refusal')])
    await turn(id, true)
    expect((await get(a!)).tags.map((t) => t.tagId)).toEqual([tag('outcome/answer')])
  })

  it('takes a tag off the example and its turns', async () => {
    const { tag, add, run, get, save } = await start()
    const [a] = await add(lineOf('Hi', 'Hello'))
    const tagId = tag('outcome/answer')
    await save(a!, [
      { type: 'add-tag', tagId, messageId: null },
      { type: 'add-tag', tagId, messageId: 'm2' },
    ])
    await run({ type: 'untag', tagId })
    expect((await get(a!)).tags).toEqual([])
  })

  it('replaces in the texts of the roles asked for, keeps every other byte, and updates what follows from them', async () => {
    const { datasetId, add, run, get, turn } = await start()
    const odd =
      '{"messages": [{"role":"user","content":"Acme \\u0041cme"}, {"role":"assistant","content":"Acme 안녕"}], "n": 1.0}'
    const [a, b] = await add(odd, lineOf('Hi', 'Hello'))
    const before = await get(a!)
    const done = await run(replace('Acme', 'Umbrella Corporation', { roles: ['assistant'] }))
    expect(done).toMatchObject({ changed: 1, unchanged: 1 })
    const now = await get(a!)
    expect(now.text).toBe(odd.replace('"Acme 안녕"', '"Umbrella Corporation 안녕"'))
    expect(now.tokens).toBeGreaterThan(before.tokens)
    expect(now.messageTokens.reduce((sum, n) => sum + n)).toBe(now.tokens)
    const looked = await previewBulk(local, datasetId, {
      action: replace('zz', ''),
      selection: { q: 'Umbrella' },
    })
    expect(looked.stay).toMatchObject([{ reason: 'noMatch', count: 1, numbers: [a] }])
    await turn(done.id, true)
    expect((await get(a!)).text).toBe(odd)
    expect((await get(b!)).revision).toBe(1)
  })

  it('returns approved examples to review, and undo approves them again', async () => {
    const { add, run, get, turn } = await start()
    const [a] = await add(lineOf('Hi', 'Hello there'))
    await run(approve)
    expect((await get(a!)).status).toBe('approved')
    const { id } = await run(replace('there', 'you'))
    expect((await get(a!)).status).toBe('in_review')
    await turn(id, true)
    expect((await get(a!)).status).toBe('approved')
  })

  it('approves what was seen: not what was saved since, what is broken or left out', async () => {
    const { add, run, outcomes, save, see, get } = await start()
    const [seen, changed, broken, excluded] = await add(
      lineOf('Hi', 'Hello'),
      lineOf('Hi', 'Hello'),
      lineOf('Hi', ''),
      lineOf('Bye', 'Bye'),
    )
    await run({ type: 'status', to: 'excluded' }, { numbers: [excluded!] })
    const selection = await see(approve, { q: '' })
    await save(changed!, [rewriteStart('m2', 'Hello', 'Go away')])
    const [later] = await add(lineOf('Hi', 'Hello'))
    const { id } = await run(approve, selection)
    expect(await outcomes(id)).toEqual([
      [seen, 'changed'],
      [changed, 'skipped changedSince'],
      [broken, 'skipped hasErrors'],
      [excluded, 'skipped excluded'],
    ])
    expect((await get(later!)).status).toBe('draft')
  })

  it('undo skips and lists what was changed since, and leaves it', async () => {
    const { datasetId, add, run, get, turn, save, outcomes } = await start()
    const reviewer = await makeUser('reviewer', datasetId)
    const [a, b, c] = await add(lineOf('x', 'old'), lineOf('x', 'old'), lineOf('x', 'old'))
    const { id } = await run(replace('old', 'new'))
    await save(a!, [rewriteStart('m2', 'new', 'newer')], reviewer)
    await save(b!, [rewriteStart('m1', 'x', 'y')], reviewer)
    const undo = await turn(id, true)
    expect(undo).toMatchObject({ changed: 2, skipped: 1 })
    expect(await outcomes(undo.id)).toEqual([
      [a, 'skipped changedSince'],
      [b, 'changed'],
      [c, 'changed'],
    ])
    expect(JSON.parse((await get(a!)).text).messages[1].content).toBe('newer')
    expect(JSON.parse((await get(b!)).text).messages).toMatchObject([{ content: 'y' }, { content: 'old' }])
    expect(
      (await listBulkItems(local, { datasetId, runId: undo.id }, { outcome: 'skipped' })).items,
    ).toHaveLength(1)
  })

  it('sets weights by rule', async () => {
    const { add, run, get } = await start()
    const [a] = await add(lineOf('Where?', 'Sure, let me check.', 'And?', 'It is in Rome.', 'When?', 'Now.'))
    const weights = async () => (await get(a!)).strip.filter((f) => f[2] >= 0).map((f) => f[2])
    await run({ type: 'weights', rule: 'acknowledgements' })
    expect(await weights()).toEqual([0, 1, 1])
    await run({ type: 'weights', rule: 'last' })
    expect(await weights()).toEqual([0, 0, 1])
    await run({ type: 'weights', rule: 'none' })
    expect(await weights()).toEqual([0, 0, 0])
    await run({ type: 'weights', rule: 'all' })
    expect(await weights()).toEqual([1, 1, 1])
  })

  it('sets and replaces system prompts', async () => {
    const { add, run, get, turn } = await start()
    const [a, b] = await add(lineOf('system: Be kind.', 'Hi', 'Hello'), lineOf('Hi', 'Hello'))
    const first = async (n: number) => JSON.parse((await get(n)).text).messages[0]
    await run({ type: 'system', where: 'present', text: 'Be brief.' })
    expect([await first(a!), await first(b!)]).toMatchObject([{ content: 'Be brief.' }, { role: 'user' }])
    const { id, changed } = await run({ type: 'system', where: 'everywhere', text: 'Be true.' })
    expect(changed).toBe(2)
    expect(await first(b!)).toEqual({ role: 'system', content: 'Be true.' })
    await turn(id, true)
    expect([await first(a!), await first(b!)]).toMatchObject([{ content: 'Be brief.' }, { role: 'user' }])
    expect(await run({ type: 'system', where: 'missing', text: 'Be.' })).toMatchObject({
      changed: 1,
      unchanged: 1,
    })
  })

  it('puts into the trash, and nothing else there', async () => {
    const { add, run, get, turn, outcomes } = await start()
    const [a] = await add(lineOf('Hi', 'Hello'))
    const { id } = await run({ type: 'trash', to: true })
    expect((await get(a!)).trashed).toBe(true)
    const weights = await run({ type: 'weights', rule: 'none' })
    expect(await outcomes(weights.id)).toEqual([[a, 'skipped inTrash']])
    await turn(id, true)
    expect((await get(a!)).trashed).toBe(false)
  })

  it('makes one answer of the same operation', async () => {
    const { datasetId, add, ended } = await start()
    await add(lineOf('Hi', 'Hello'))
    const request = { operationId: newOperationId(), action: approve, selection: { q: '' } }
    const [one, two] = await Promise.all([
      startBulk(local, datasetId, request),
      startBulk(local, datasetId, request),
    ])
    expect(one).toEqual(two)
    await ended(one.id)
    expect(await db().bulkRun.count()).toBe(1)
  })

  it('tells many at once, not each', async () => {
    const { add, run } = await start()
    await add(...Array.from({ length: 30 }, (_, i) => lineOf(`${i}`, 'old')))
    const types: string[] = []
    const stop = subscribe((event) => types.push(event.type))
    await run(replace('old', 'new'))
    stop()
    expect(types.filter((type) => type === 'example')).toEqual([])
    expect(types.filter((type) => type === 'examples').length).toBeLessThan(5)
  })
})

describe('who may', () => {
  useStudio()

  it('refuses a stranger, and a viewer', async () => {
    const { datasetId, add, run } = await start()
    await add(lineOf('Hi', 'Hello'))
    const { id: runId } = await run({ type: 'trash', to: true })
    const at = { datasetId, runId }
    const request = { operationId: newOperationId(), action: approve, selection: { q: '' } }
    const stranger = await makeUser()
    const viewer = await makeUser('viewer', datasetId)
    for (const [actor, code] of [
      [stranger, 'not_found'],
      [viewer, 'forbidden'],
    ] as const) {
      await expect(startBulk(actor, datasetId, request)).rejects.toMatchObject({ code })
      await expect(previewBulk(actor, datasetId, request)).rejects.toMatchObject({ code })
      await expect(cancelBulk(actor, at, newOperationId())).rejects.toMatchObject({ code })
      await expect(
        turnBulk(actor, at, { operationId: newOperationId(), undone: true }),
      ).rejects.toMatchObject({ code })
    }
    await expect(listBulkRuns(stranger, datasetId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getBulkRun(stranger, at)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listBulkItems(stranger, at, {})).rejects.toMatchObject({ code: 'not_found' })
  })

  it('lets a reviewer submit but not decide, and not touch another’s run', async () => {
    const { datasetId, add, run } = await start()
    const [a, b] = await add(lineOf('Hi', 'Hello'), lineOf('Bye', 'Bye'))
    const reviewer = await makeUser('reviewer', datasetId)
    const own = bulkOn(datasetId, reviewer)
    await expect(own.start(approve)).rejects.toMatchObject({ code: 'forbidden' })
    await run({ type: 'status', to: 'excluded' }, { numbers: [b!] })
    const submitted = await own.run({ type: 'status', to: 'in_review' }, { q: '' })
    expect(await own.outcomes(submitted.id)).toEqual([
      [a, 'changed'],
      [b, 'skipped notAllowed'],
    ])
    const { id } = await run(approve, { numbers: [a!] })
    await expect(own.turn(id, true)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('refuses what can’t be understood', async () => {
    const { start: begin } = await start()
    await expect(begin(replace('(a', '', { pattern: true }))).rejects.toMatchObject({ reason: 'badPattern' })
    await expect(begin(approve, { q: 'tag:nowhere' })).rejects.toMatchObject({ reason: 'badQuery' })
    await expect(begin({ type: 'tag', tagId: 'nosuchtag' })).rejects.toMatchObject({ reason: 'tagGone' })
    await expect(begin({ type: 'status', to: 'changes_requested' })).rejects.toMatchObject({
      reason: 'reasonMissing',
    })
  })
})
