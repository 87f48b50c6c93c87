import type { lookup } from 'node:dns'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ChatServer, openChatServer, said } from '@/lib/testing/chat-server'
import { guardedFetch } from './guarded-fetch'

let chat: ChatServer
beforeEach(async () => {
  chat = await openChatServer()
})
afterEach(() => chat.close())

/** A name server that tells these addresses, one set after another. */
function resolver(...answers: string[][]) {
  const asked: string[] = []
  const resolve = ((hostname: string, _: unknown, tell: (e: null, found: object[]) => void) => {
    const found = answers[Math.min(asked.length, answers.length - 1)]!
    asked.push(hostname)
    tell(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }) as unknown as typeof lookup
  return { asked, resolve }
}
const port = () => new URL(chat.url).port
const reasonOf = async (asked: Promise<unknown>): Promise<string> => {
  const error = (await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  )) as (Error & { reason?: string; cause?: { reason?: string } }) | null
  return error?.reason ?? error?.cause?.reason ?? String(error)
}

test('a private address is refused as a number, by its name, and where one of several is', async () => {
  const guarded = guardedFetch({ allowPrivate: false })
  expect(await reasonOf(guarded(chat.url))).toBe('readerPrivate')
  expect(await reasonOf(guarded(`http://[::1]:${port()}/`))).toBe('readerPrivate')
  expect(await reasonOf(guarded(`http://localhost:${port()}/`))).toBe('readerPrivate')
  const mixed = resolver(['93.184.216.34', '127.0.0.1'])
  expect(
    await reasonOf(guardedFetch({ allowPrivate: false, ...mixed })(`http://mixed.test:${port()}/`)),
  ).toBe('readerPrivate')
  expect(chat.requests).toEqual([])
})

test('a name that stands for another address at the next question is refused there', async () => {
  const { asked, resolve } = resolver(['127.0.0.1'], ['0.0.0.0'])
  const guarded = guardedFetch({ allowPrivate: true, resolve })
  const url = `http://rebinding.test:${port()}/`
  expect((await guarded(url)).status).toBe(200)
  expect(await reasonOf(guarded(url))).toBe('readerPrivate')
  // one look for each connection: what was checked is what was connected to
  expect(asked).toEqual(['rebinding.test', 'rebinding.test'])
  expect(chat.requests).toHaveLength(1)
})

test('a redirect is not followed, wherever it leads', async () => {
  const second = await openChatServer()
  const guarded = guardedFetch({ allowPrivate: true })
  for (const status of [301, 302, 303, 307, 308]) {
    chat.reply = () => ({ status, headers: { location: second.url } })
    expect(await reasonOf(guarded(chat.url, { method: 'POST', body: '{}' })), String(status)).toBe(
      'readerRedirect',
    )
  }
  expect(second.requests).toEqual([])
  await second.close()
})

test('an answer is read up to its limit, packed or not', async () => {
  const guarded = guardedFetch({ allowPrivate: true })
  chat.reply = () => ({ endless: true })
  expect(await reasonOf(guarded(chat.url))).toBe('readerTooLarge')
  const bomb = gzipSync(Buffer.alloc(16 << 20))
  expect(bomb.length).toBeLessThan(1 << 20)
  chat.reply = () => ({ status: 200, headers: { 'content-encoding': 'gzip' }, body: bomb })
  expect(await reasonOf(guarded(chat.url))).toBe('readerTooLarge')
  chat.reply = () => said('well')
  expect((await guarded(chat.url)).ok).toBe(true)
})
