import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Edit, SaveAnswer, SaveRequest } from '@/lib/examples/schema'
import { browserOf } from '@/lib/result/operation-id'
import type { Failure, Result } from '@/lib/result/schema'
import { MemoryStorage } from '@/lib/testing/outbox-memory'
import type { Entry, TabMessage } from './schema'
import { Sender } from './sender'

const tag = (tagId: string): Edit => ({ type: 'add-tag', tagId, messageId: null })
const untag = (tagId: string): Edit => ({ type: 'remove-tag', tagId, messageId: null })
const failure = (code: Failure['code'], reason: string = code): Failure => ({
  code,
  reason,
  message: '',
  params: {},
  id: '',
})

type Sent = SaveRequest & { number: number }
let storage: MemoryStorage
let told: TabMessage[]
let sent: Sent[]
let sender: Sender
let answer: (request: Sent) => Promise<Result<SaveAnswer>> | Result<SaveAnswer>
let serial = 0

const yes = (revision: number): Result<SaveAnswer> => ({ ok: true, value: { revision } as SaveAnswer })
const no = (error: Failure): Result<SaveAnswer> => ({ ok: false, error })

beforeEach(() => {
  vi.useFakeTimers()
  storage = new MemoryStorage()
  told = []
  sent = []
  answer = ({ revision }) => yes(revision + 1)
  sender = newSender()
})
afterEach(() => {
  sender.stop()
  vi.useRealTimers()
})

const newSender = () =>
  new Sender(
    storage,
    'me',
    async (_, number, request) => {
      sent.push({ ...request, number })
      return answer({ ...request, number })
    },
    (message) => told.push(message),
  )
async function waits(number: number, edits: Edit[], more: Partial<Entry> = {}): Promise<Entry> {
  serial += 1
  const entry: Entry = {
    seq: serial,
    userId: 'me',
    datasetId: 'd',
    number,
    edits,
    operationId: null,
    revision: 1,
    undoOf: null,
    undoId: null,
    trouble: null,
    at: 0,
    ...more,
  }
  await storage.add(entry, null)
  return entry
}
/** Wakes it and lets everything run that needs no waiting. */
async function wake() {
  sender.wake()
  await vi.advanceTimersByTimeAsync(0)
}
const words = () => told.flatMap((message) => (message.type === 'state' ? [message.state.word] : []))

describe('the sender', () => {
  test('sends what waits, oldest example first, one request at a time', async () => {
    let underway = 0
    answer = async ({ revision }) => {
      expect(++underway).toBe(1)
      await Promise.resolve()
      underway -= 1
      return yes(revision + 1)
    }
    await waits(2, [tag('a')])
    await waits(1, [tag('b')])
    await wake()
    expect(sent.map((s) => s.number)).toEqual([2, 1])
    expect(storage.entries).toEqual([])
    expect(words().at(-1)).toBe('saved')
  })

  test('puts what waits for one example into one request', async () => {
    await waits(1, [tag('a')])
    await waits(1, [tag('b')])
    await wake()
    expect(sent).toMatchObject([{ revision: 1, edits: [tag('a'), tag('b')] }])
  })

  test('what is done while a save is under way goes in the next, as one of the same browser', async () => {
    await waits(1, [tag('a')])
    answer = async ({ revision }) => {
      if (sent.length === 1) await waits(1, [tag('b')])
      return yes(revision + 6)
    }
    await wake()
    expect(sent.map((s) => [s.revision, s.edits])).toEqual([
      [1, [tag('a')]],
      [1, [tag('b')]],
    ])
    expect(sent.map((s) => browserOf(s.operationId))).toEqual(['browser', 'browser'])
    expect(sent[0]!.operationId).not.toBe(sent[1]!.operationId)
  })

  test('a decision ends its request: what is typed after it is not what was decided on', async () => {
    const approve: Edit = { type: 'set-status', from: 'in_review', to: 'approved' }
    await waits(1, [tag('a')])
    await waits(1, [approve])
    await waits(1, [tag('b')])
    await wake()
    expect(sent.map((s) => s.edits)).toEqual([[tag('a'), approve], [tag('b')]])
  })

  test('a restore goes alone', async () => {
    const restore: Edit = { type: 'restore-revision', from: 3, to: 1 }
    await waits(1, [tag('a')])
    await waits(1, [restore])
    await waits(1, [tag('b')])
    await wake()
    expect(sent.map((s) => s.edits)).toEqual([[tag('a')], [restore], [tag('b')]])
  })

  test('an undo goes alone, and names what it takes back', async () => {
    await waits(1, [tag('a')])
    await waits(1, [untag('b')], { undoOf: 'operation-1', undoId: 'step' })
    await waits(1, [tag('c')])
    await wake()
    expect(sent.map((s) => [s.edits, s.undoOf])).toEqual([
      [[tag('a')], undefined],
      [[untag('b')], 'operation-1'],
      [[tag('c')], undefined],
    ])
  })

  test('a request holds 500 edits at most, one action always whole', async () => {
    const many = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, i) => tag(`${prefix}${i}`))
    await waits(1, many('a', 600))
    await waits(1, many('b', 300))
    await waits(1, many('c', 300))
    await wake()
    expect(sent.map((s) => s.edits.length)).toEqual([600, 300, 300])
  })

  test.each(['unavailable', 'storage_full', 'rate_limited', 'internal', 'unauthenticated'] as const)(
    'after %s sends the same operation again, and never says saved before',
    async (code) => {
      answer = () => no(failure(code))
      await waits(1, [tag('a')])
      await wake()
      const told = { unauthenticated: 'signed-out', internal: 'failing' }[code as string] ?? 'offline'
      expect(words()).toEqual(['saving', told])
      await vi.advanceTimersByTimeAsync(30_000)
      expect(sent.length).toBeGreaterThan(3)
      expect(new Set(sent.map((s) => s.operationId)).size).toBe(1)
      answer = ({ revision }) => yes(revision + 1)
      await vi.advanceTimersByTimeAsync(10_000)
      expect([words().at(-1), storage.entries]).toEqual(['saved', []])
      expect(words().filter((word) => word === 'saved')).toHaveLength(1)
    },
  )

  test('an example at which the server fails is tried again, and holds up no other', async () => {
    answer = ({ number, revision }) => (number === 1 ? no(failure('internal')) : yes(revision + 1))
    await waits(1, [tag('a')])
    await waits(2, [tag('b')])
    await wake()
    await waits(1, [tag('c')])
    await waits(3, [tag('d')])
    await wake()
    expect(sent.map((s) => s.number)).toEqual([1, 2, 3])
    expect([words().at(-1), storage.entries.map((e) => e.number)]).toEqual(['failing', [1, 1]])
    await vi.advanceTimersByTimeAsync(30_000)
    const tries = sent.filter((s) => s.number === 1)
    expect(tries.length).toBeGreaterThan(3)
    // it waits longer each time, whatever else is done meanwhile
    expect(tries.length).toBeLessThan(15)
    expect(new Set(tries.map((s) => s.operationId)).size).toBe(1)
    answer = ({ revision }) => yes(revision + 1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect([words().at(-1), storage.entries]).toEqual(['saved', []])
    expect(words().filter((word) => word === 'saved')).toHaveLength(1)
  })

  test('what was added since does not join a request that was lost', async () => {
    answer = () => no(failure('unavailable'))
    await waits(1, [tag('a')])
    await wake()
    await waits(1, [tag('b')])
    answer = ({ revision }) => yes(revision + 1)
    await vi.advanceTimersByTimeAsync(30_000)
    const [first, ...rest] = sent
    expect(rest.map((s) => s.edits)).toEqual([[tag('a')], [tag('b')]])
    expect(rest[0]!.operationId).toBe(first!.operationId)
  })

  test('a sender that takes over sends what was marked, under its operation', async () => {
    await waits(1, [tag('a')], { operationId: 'operation-of-another-tab' })
    await waits(1, [tag('b')])
    await wake()
    expect(sent.map((s) => [s.operationId === 'operation-of-another-tab', s.edits])).toEqual([
      [true, [tag('a')]],
      [false, [tag('b')]],
    ])
  })

  test('a refusal is kept for a person, holds up its example and no other', async () => {
    answer = ({ number, revision }) => (number === 1 ? no(failure('conflict')) : yes(revision + 1))
    await waits(1, [tag('a')])
    await waits(2, [tag('b')])
    await wake()
    await waits(1, [tag('c')])
    await wake()
    expect(sent.map((s) => s.number)).toEqual([1, 2])
    expect(storage.entries.map((e) => [e.edits, e.trouble?.code, e.operationId])).toEqual([
      [[tag('a')], 'conflict', null],
      [[tag('c')], undefined, null],
    ])
    expect(words().at(-1)).toBe('conflict')
    expect(told).toContainEqual(expect.objectContaining({ type: 'troubled', number: 1, undo: false }))
  })

  test('a refused undo is told and forgotten, with its step', async () => {
    answer = () => no(failure('conflict', 'undoOverlaps'))
    const done = { kind: 'edits' as const, number: 1, edits: [], revision: 1, operationId: 'operation-1' }
    await storage.putUndo({ id: 'step', userId: 'me', datasetId: 'd', at: 0, undone: true, done })
    await waits(1, [untag('a')], { undoOf: 'operation-1', undoId: 'step' })
    await wake()
    expect([storage.entries, storage.steps]).toEqual([[], []])
    expect(told).toContainEqual(expect.objectContaining({ type: 'troubled', undo: true }))
    expect(words().at(-1)).toBe('saved')
  })

  test('what was done and taken back before it was sent is not sent at all', async () => {
    const edit = (remove: string, insert: string): Edit => ({
      type: 'edit-text',
      messageId: 'm1',
      path: ['content'],
      at: 0,
      remove,
      insert,
    })
    await waits(1, [edit('', 'x')])
    await waits(1, [edit('x', '')])
    await wake()
    expect([sent, storage.entries, words().at(-1)]).toEqual([[], [], 'saved'])
  })

  test('an acknowledgement tells the undo step which operation it is', async () => {
    const done = { kind: 'edits' as const, number: 1, edits: [tag('a')], revision: 1, operationId: null }
    await storage.putUndo({ id: 'step', userId: 'me', datasetId: 'd', at: 0, undone: false, done })
    await waits(1, [tag('a')], { undoId: 'step' })
    await wake()
    expect(storage.steps[0]?.done).toMatchObject({ operationId: sent[0]!.operationId, revision: 2 })
  })

  test('leaves another person’s entries alone', async () => {
    await waits(1, [tag('a')], { userId: 'you' })
    await wake()
    expect([sent.length, storage.entries.length]).toEqual([0, 1])
  })

  test('stopped, it sends nothing more', async () => {
    answer = () => no(failure('unavailable'))
    await waits(1, [tag('a')])
    await wake()
    sender.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(1)
  })
})
