import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { lookAtProposals } from './look'

afterEach(() => vi.unstubAllGlobals())

const about = { kind: 'weak-spot', id: 'w1' } as const
const run = { id: 'r1', state: 'done', task: { type: 'propose', about } }
const other = { ...run, id: 'r2', task: { type: 'propose', about: { ...about, id: 'w2' } } }
const reader = { endpoint: null, consent: null, runs: [other, run], open: {} }
const proposals = [{ suggestionId: 's1', number: 3 }]
const failed = (code: string) => ({ error: { code, reason: code, message: '', params: {}, id: 'x' } })

type Answers = { reader: object; proposals: object }
const good: Answers = { reader, proposals: { proposals } }

function answerWith(answers: Answers) {
  vi.stubGlobal('fetch', async (path: string) => {
    const body = path.includes('/proposals') ? answers.proposals : answers.reader
    return Response.json(body, { status: 'error' in body ? 500 : 200 })
  })
}

function openLook() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const queryKey = ['proposals']
  return {
    look: () => client.fetchQuery({ queryKey, queryFn: () => lookAtProposals('d1', about) }),
    kept: () => client.getQueryData(queryKey),
  }
}

const now = { endpoint: null, consent: null, run, proposals }

test('the proposals stand beside the reading that was about the same', async () => {
  answerWith(good)
  expect(await openLook().look()).toEqual(now)
})

test.each(['unavailable', 'internal', 'rate_limited', 'unauthenticated'])(
  'what was there stays when one of both answers is %s',
  async (code) => {
    for (const part of ['reader', 'proposals'] as const) {
      const { look, kept } = openLook()
      answerWith(good)
      await look()
      answerWith({ ...good, [part]: failed(code) })
      await expect(look()).rejects.toThrow(code)
      expect(kept()).toEqual(now)
    }
  },
)

test.each(['not_found', 'forbidden'])('nothing is there when an answer is %s', async (code) => {
  for (const part of ['reader', 'proposals'] as const) {
    answerWith({ ...good, [part]: failed(code) })
    expect(await openLook().look()).toBeNull()
  }
})

test('a network that is down leaves what was there', async () => {
  const { look, kept } = openLook()
  answerWith(good)
  await look()
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  await expect(look()).rejects.toThrow('offline')
  expect(kept()).toEqual(now)
})
