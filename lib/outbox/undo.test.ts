import { beforeEach, expect, test } from 'vitest'
import type { Failure, Result } from '@/lib/result/schema'
import { MemoryStorage } from '@/lib/testing/outbox-memory'
import type { NewAction } from './outbox'
import type { SentRequest, Undoable } from './schema'
import {
  redoLast,
  rememberCreated,
  rememberRequest,
  type SendRequest,
  type UndoBox,
  undoLast,
  undoStep,
} from './undo'

const storage = new MemoryStorage()
let pushed: NewAction[]
let sent: SentRequest[]
let settled: boolean
let answer: Result<unknown>
let turns: Promise<unknown> = Promise.resolve()

const box: UndoBox = {
  userId: 'me',
  storage,
  push: (action) => {
    pushed.push(action)
    return { seq: 1, kept: Promise.resolve() }
  },
  tell: () => {},
  settled: async () => settled,
  inTurn: (act) => {
    const mine = turns.then(act)
    turns = mine.catch(() => {})
    return mine
  },
}
const send: SendRequest = async (request) => {
  sent.push(request)
  return answer
}
const refused = (code: Failure['code'], reason: string): Result<unknown> => ({
  ok: false,
  error: { code, reason, message: '', params: {}, id: '' },
})
const renamed = (from: string, to: string): Undoable => ({
  label: `${from} to ${to}`,
  undo: { method: 'PATCH', path: '/datasets/d/tags/t', body: { name: from } },
  redo: { method: 'PATCH', path: '/datasets/d/tags/t', body: { name: to } },
})
const archived: Undoable = {
  label: 'archived',
  undo: { method: 'POST', path: '/datasets/d/state', body: { state: 'active' } },
  redo: { method: 'POST', path: '/datasets/d/state', body: { state: 'archived' } },
}
const names = () => sent.map((request) => request.body.name)
const pause = () => new Promise((done) => setTimeout(done, 2))
async function remember(request: Undoable, datasetId = 'd'): Promise<string> {
  await pause()
  return rememberRequest(box, datasetId, request)
}

beforeEach(() => {
  storage.entries = []
  storage.steps = []
  pushed = []
  sent = []
  settled = true
  answer = { ok: true, value: {} }
})

test('requests and edits are taken back and brought again in the order they were done in', async () => {
  await remember(renamed('a', 'b'))
  await pause()
  await rememberCreated(box, 'd', 7)
  await remember(renamed('b', 'c'))
  expect(await undoLast(box, 'd', send)).toEqual({ kind: 'request', label: 'b to c' })
  expect(await undoLast(box, 'd', send)).toEqual({ kind: 'edits', number: 7 })
  expect(await undoLast(box, 'd', send)).toEqual({ kind: 'request', label: 'a to b' })
  expect(await undoLast(box, 'd', send)).toEqual({ kind: 'nothing' })
  expect(names()).toEqual(['b', 'a'])
  expect(pushed).toMatchObject([{ number: 7, edits: [{ type: 'set-trashed', from: false, to: true }] }])
  await redoLast(box, 'd', send)
  await redoLast(box, 'd', send)
  await redoLast(box, 'd', send)
  expect(await redoLast(box, 'd', send)).toEqual({ kind: 'nothing' })
  expect(names()).toEqual(['b', 'a', 'b', 'c'])
})

test('pressed twice at once takes back two actions, one after the other', async () => {
  await remember(renamed('a', 'b'))
  await remember(renamed('b', 'c'))
  await Promise.all([undoLast(box, 'd', send), undoLast(box, 'd', send)])
  expect(names()).toEqual(['b', 'a'])
})

test('a new action ends what could be brought again', async () => {
  await remember(renamed('a', 'b'))
  await undoLast(box, 'd', send)
  await remember(renamed('a', 'x'))
  expect(await redoLast(box, 'd', send)).toEqual({ kind: 'nothing' })
})

test('what others changed since is told, nothing is done, and the way is free to what was before', async () => {
  await remember(renamed('a', 'b'))
  await remember(renamed('b', 'c'))
  answer = refused('conflict', 'undoOverlaps')
  expect(await undoLast(box, 'd', send)).toMatchObject({ kind: 'failed', error: { reason: 'undoOverlaps' } })
  answer = { ok: true, value: {} }
  expect(await undoLast(box, 'd', send)).toEqual({ kind: 'request', label: 'a to b' })
})

test('a lost answer keeps the step, and asks again with the same operation', async () => {
  await remember(renamed('a', 'b'))
  answer = refused('unavailable', 'offline')
  expect(await undoLast(box, 'd', send)).toMatchObject({ kind: 'failed' })
  answer = { ok: true, value: {} }
  expect(await undoLast(box, 'd', send)).toEqual({ kind: 'request', label: 'a to b' })
  await redoLast(box, 'd', send)
  const [first, second, third] = sent.map((request) => request.body.operationId)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

test('a request waits for edits that the server does not have yet, and says so where they can’t go', async () => {
  await remember(renamed('a', 'b'))
  settled = false
  expect(await undoLast(box, 'd', send)).toMatchObject({ kind: 'failed', error: { reason: 'offline' } })
  expect(sent).toEqual([])
  settled = true
  expect(await undoLast(box, 'd', send)).toEqual({ kind: 'request', label: 'a to b' })
})

test('one step can be taken back by itself, once', async () => {
  const first = await remember(renamed('a', 'b'))
  await remember(renamed('b', 'c'))
  expect(await undoStep(box, 'd', first, send)).toEqual({ kind: 'request', label: 'a to b' })
  expect(await undoStep(box, 'd', first, send)).toEqual({ kind: 'nothing' })
  expect(await undoLast(box, 'd', send)).toEqual({ kind: 'request', label: 'b to c' })
})

test('what goes on takes the place of its step, until that was taken back', async () => {
  const step = await remember(renamed('a', 'b'))
  expect(await rememberRequest(box, 'd', renamed('a', 'c'), step)).toBe(step)
  expect(storage.steps).toHaveLength(1)
  await undoLast(box, 'd', send)
  expect(names()).toEqual(['a'])
  expect(await rememberRequest(box, 'd', renamed('a', 'd'), step)).not.toBe(step)
})

test('each dataset has its own; without one only what is about a dataset as a whole is taken back', async () => {
  await remember(renamed('a', 'b'), 'd')
  expect(await undoLast(box, 'other', send)).toEqual({ kind: 'nothing' })
  expect(await undoLast(box, null, send)).toEqual({ kind: 'nothing' })
  await remember(archived, 'other')
  expect(await undoLast(box, null, send)).toEqual({ kind: 'request', label: 'archived' })
  expect(await redoLast(box, null, send)).toEqual({ kind: 'request', label: 'archived' })
})
