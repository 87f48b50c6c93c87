import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { type ChatServer, completion, openChatServer, type Reply, said } from '@/lib/testing/chat-server'
import { canary, settings } from '@/lib/testing/second-reader'
import { stopCounting } from '@/lib/tokens/count'
import { askModel, costOf, type Endpoint, readRetryAfter } from './ask'

let chat: ChatServer
beforeEach(async () => {
  chat = await openChatServer()
})
afterEach(() => chat.close())
afterAll(stopCounting)

const question = {
  messages: [
    { role: 'system' as const, content: 'Read.' },
    { role: 'user' as const, content: 'A text of some words.' },
  ],
  form: { name: 'reading', schema: { type: 'object' } },
}
const ask = (reply: Reply | null, change: Partial<Endpoint> = {}, signal = new AbortController().signal) => {
  if (reply) chat.reply = () => reply
  return askModel(
    { ...settings, baseUrl: chat.url, model: 'a-model', key: canary, ...change },
    question,
    signal,
  )
}
const wire = (body: string, length = body.length) =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${body}`
const whole = JSON.stringify(completion({ says: 'well' }))

test('an answer comes with what it took; the key goes along, and nothing of the environment', async () => {
  process.env.OPENAI_ORG_ID = 'org-of-the-environment'
  process.env.OPENAI_BASE_URL = 'https://elsewhere.example.com'
  const told = await ask(said('{"a":1}'))
  delete process.env.OPENAI_ORG_ID
  delete process.env.OPENAI_BASE_URL
  expect(told).toEqual({ kind: 'answer', text: '{"a":1}', tokensIn: 100, tokensOut: 20 })
  const [request] = chat.requests
  expect(request).toMatchObject({ path: '/v1/chat/completions', authorization: `Bearer ${canary}` })
  expect(request?.body).toMatchObject({
    model: 'a-model',
    max_tokens: 1_000,
    response_format: { type: 'json_schema', json_schema: { name: 'reading', strict: true } },
  })
  expect(JSON.stringify(request?.body)).not.toContain('org-of')
})

test('a server that asks for no key gets none, and is asked in the form that it knows', async () => {
  await ask(said('x'), { key: null, answerForm: 'words' })
  await ask(said('x'), { answerForm: 'object' })
  expect(chat.requests[0]?.authorization).toBeUndefined()
  expect(chat.requests[0]?.body).not.toHaveProperty('response_format')
  expect(chat.requests[1]?.body.response_format).toEqual({ type: 'json_object' })
})

test.each([
  [401, {}, 'readerUnauthorized', 'lasting', null],
  [403, {}, 'readerUnauthorized', 'lasting', null],
  [404, {}, 'readerNoModel', 'lasting', null],
  [400, {}, 'readerRefused', 'once', null],
  [422, {}, 'readerRefused', 'once', null],
  [408, {}, 'readerBroken', 'passing', null],
  [429, { 'retry-after': '7' }, 'readerRateLimited', 'passing', 7_000],
  [429, {}, 'readerRateLimited', 'passing', null],
  [500, {}, 'readerBroken', 'passing', null],
  [503, { 'retry-after': '2' }, 'readerBroken', 'passing', 2_000],
] as const)('status %i', async (status, headers, reason, lasts, retryAfterMs) => {
  const body = `{"error":{"message":"no such key: ${canary}"}}`
  const told = await ask({ status, headers, body })
  expect(told).toEqual({ kind: 'failure', reason, lasts, retryAfterMs })
  // it is asked once: whoever calls decides on another try
  expect(chat.requests).toHaveLength(1)
})

test.each<[string, Reply]>([
  ['no JSON', { status: 200, body: '<html>' }],
  ['JSON of another kind', { status: 200, body: '[1,2]' }],
  ['no choices', { status: 200, body: '{"choices":"none"}' }],
  ['null', { status: 200, body: 'null' }],
  ['nothing', { status: 200, body: '' }],
  ['a text that is cut off', { says: 'half of', finish: 'length' }],
  ['a length that is too small', { wire: wire(whole, whole.length - 20) }],
])('%s is garbled, and what it took is guessed', async (_, reply) => {
  const told = await ask(reply)
  expect(told).toMatchObject({ kind: 'garbled' })
  expect(told).toHaveProperty('tokensIn', expect.any(Number))
  expect((told as { tokensIn: number }).tokensIn).toBeGreaterThan(4)
})

test.each<[string, Reply]>([
  ['a connection that is cut', { wire: wire(whole.slice(0, 50), whole.length), cut: true }],
  ['a length that is too large', { wire: wire(whole, whole.length + 100) }],
  ['no HTTP', { wire: 'SSH-2.0-OpenSSH_9\r\n' }],
])('%s is no answer', async (_, reply) => {
  expect(await ask(reply)).toMatchObject({ kind: 'failure', reason: 'readerUnreachable', lasts: 'passing' })
})

test('an answer without an end, a redirect and a private address are refused', async () => {
  expect(await ask({ endless: true })).toMatchObject({ reason: 'readerTooLarge', lasts: 'once' })
  const redirect = { status: 307, headers: { location: 'http://169.254.169.254/latest' } }
  expect(await ask(redirect)).toMatchObject({ reason: 'readerRedirect', lasts: 'lasting' })
  expect(await ask(null, { allowPrivate: false })).toMatchObject({
    reason: 'readerPrivate',
    lasts: 'lasting',
  })
})

test('nobody at the address', async () => {
  await chat.close()
  expect(await ask(null)).toMatchObject({ reason: 'readerUnreachable' })
})

test('one that says nothing is given up, and one that a person stops is stopped', async () => {
  expect(await ask({ hangs: true }, { timeoutSeconds: 1 })).toMatchObject({
    reason: 'readerSlow',
    lasts: 'passing',
  })
  const stop = new AbortController()
  chat.reply = () => {
    stop.abort('cancelled')
    return { hangs: true }
  }
  await expect(ask(null, {}, stop.signal)).rejects.toBe('cancelled')
})

test.each<[unknown, boolean]>([
  [{ prompt_tokens: 100, completion_tokens: 20 }, true],
  [undefined, false],
  [null, false],
  [{ prompt_tokens: -5, completion_tokens: 1e300 }, false],
  [{ prompt_tokens: '100', completion_tokens: {} }, false],
  ['lots', false],
])('usage %j is believed: %s', async (usage, isBelieved) => {
  const told = await ask({ says: 'some words of an answer', usage })
  expect(told).toMatchObject({ kind: 'answer' })
  const { tokensIn, tokensOut } = told as { tokensIn: number; tokensOut: number }
  expect(tokensIn === 100 && tokensOut === 20).toBe(isBelieved)
  if (!isBelieved) expect(tokensOut).toBe(5)
})

test('when to try again is said in seconds or as a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  expect(readRetryAfter('3', now)).toBe(3_000)
  expect(readRetryAfter('0.5', now)).toBe(500)
  expect(readRetryAfter('Thu, 01 Jan 2026 00:00:09 GMT', now)).toBe(9_000)
  expect(readRetryAfter('Thu, 01 Jan 2020 00:00:09 GMT', now)).toBe(0)
  for (const nonsense of [null, '', 'soon', '-1', '9'.repeat(400)])
    expect(readRetryAfter(nonsense, now)).toBeNull()
})

test('cost is by a million tokens', () => {
  expect(costOf({ priceIn: 2, priceOut: 8 }, { tokensIn: 500_000, tokensOut: 250_000 })).toBe(3)
})
