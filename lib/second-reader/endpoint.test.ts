import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { type ChatServer, openChatServer, said } from '@/lib/testing/chat-server'
import { allow, auditOf, canary, endpointOf, once, setUpReader } from '@/lib/testing/second-reader'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { changeConsent } from './commands/set-consent'
import { changeEndpoint, removeEndpoint } from './commands/set-endpoint'
import { readOne } from './commands/start-reading'
import { tryEndpoint } from './commands/try-endpoint'
import { getEndpoint, getReader } from './queries'

useStudio()
let chat: ChatServer
beforeEach(async () => {
  chat = await openChatServer()
})
afterEach(() => chat.close())

const set = (change: Parameters<typeof endpointOf>[1] = {}) => changeEndpoint(local, endpointOf(chat, change))

test('an owner sets it up, and sees everything but the key', async () => {
  expect(await getEndpoint(local)).toEqual({ endpoint: null })
  expect(await set()).toEqual({ revision: 1 })
  const { endpoint } = await getEndpoint(local)
  expect(endpoint).toMatchObject({
    baseUrl: chat.url,
    host: chat.host,
    model: 'a-model',
    key: 'kept',
    revision: 1,
  })
  expect(JSON.stringify(endpoint)).not.toContain(canary)
  const row = await db().readerEndpoint.findFirstOrThrow()
  expect(JSON.stringify(row)).not.toContain('canary')
  expect(await auditOf('reader.change')).toEqual([
    { host: chat.host, model: 'a-model', allowPrivate: true, key: 'new' },
  ])
})

test('strangers, members and leads are refused', async () => {
  const datasetId = await makeDataset()
  for (const actor of [await makeUser(), await makeUser('lead', datasetId)]) {
    const refused = { code: 'forbidden' }
    await expect(getEndpoint(actor)).rejects.toMatchObject(refused)
    await expect(changeEndpoint(actor, endpointOf(chat))).rejects.toMatchObject(refused)
    await expect(removeEndpoint(actor, { ...once(), revision: 1 })).rejects.toMatchObject(refused)
    await expect(tryEndpoint(actor, once())).rejects.toMatchObject(refused)
  }
})

test('a stale revision is refused', async () => {
  await set()
  for (const revision of [0, 2])
    await expect(set({ revision })).rejects.toMatchObject({ code: 'conflict', reason: 'staleRevision' })
  await expect(removeEndpoint(local, { ...once(), revision: 2 })).rejects.toMatchObject({
    reason: 'staleRevision',
  })
  await removeEndpoint(local, { ...once(), revision: 1 })
  expect(await getEndpoint(local)).toEqual({ endpoint: null })
})

test('the same operation twice is done once', async () => {
  const request = endpointOf(chat)
  expect(await changeEndpoint(local, request)).toEqual(await changeEndpoint(local, request))
  expect(await auditOf('reader.change')).toHaveLength(1)
})

test('the key stays with its base URL alone', async () => {
  await expect(set({ key: undefined })).rejects.toMatchObject({ reason: 'readerKeyAgain' })
  await set()
  await set({ revision: 1, key: undefined, model: 'another' })
  expect((await getEndpoint(local)).endpoint).toMatchObject({ key: 'kept', model: 'another' })
  const other = await openChatServer()
  const moved = { revision: 2, baseUrl: other.url }
  await expect(set({ ...moved, key: undefined })).rejects.toMatchObject({
    code: 'invalid',
    reason: 'readerKeyAgain',
  })
  // the path is part of it
  await expect(set({ revision: 2, baseUrl: `${chat.url}/more`, key: undefined })).rejects.toMatchObject({
    reason: 'readerKeyAgain',
  })
  // another way into the database finds no key either
  await db().readerEndpoint.updateMany({ data: { baseUrl: other.url } })
  expect((await getEndpoint(local)).endpoint).toMatchObject({ key: 'lost' })
  await expect(tryEndpoint(local, once())).rejects.toMatchObject({ reason: 'readerKeyLost' })
  await set({ ...moved, key: null })
  await tryEndpoint(local, once())
  expect(other.requests.map(({ authorization }) => authorization)).toEqual([undefined])
  await other.close()
})

test('a restore without the key file says that the key must be given anew', async () => {
  const datasetId = await makeDataset()
  await setUpReader(datasetId, chat)
  writeFileSync(join(process.env.FINECUT_DATA_DIR ?? '', 'secret-key'), 'x'.repeat(43))
  expect((await getEndpoint(local)).endpoint).toMatchObject({ key: 'lost' })
  await expect(set({ revision: 1, key: undefined })).rejects.toMatchObject({ reason: 'readerKeyAgain' })
  await expect(
    readOne(local, { datasetId, number: 1 }, { ...once(), looks: ['logic'] }),
  ).rejects.toMatchObject({
    reason: 'readerKeyLost',
  })
  rmSync(join(process.env.FINECUT_DATA_DIR ?? '', 'secret-key'))
  await set({ revision: 1 })
  expect((await getEndpoint(local)).endpoint).toMatchObject({ key: 'kept' })
})

test('private addresses and plain http need the owner’s allowance, at save and when asked', async () => {
  const https = chat.url.replace('http:', 'https:')
  await expect(set({ allowPrivate: false })).rejects.toMatchObject({ reason: 'readerNeedsHttps' })
  await expect(set({ allowPrivate: false, baseUrl: https })).rejects.toMatchObject({
    reason: 'readerPrivate',
  })
  await expect(set({ allowPrivate: false, baseUrl: 'https://localhost/v1' })).rejects.toMatchObject({
    reason: 'readerPrivate',
  })
  await set()
  // as if a name had stood for a public address at the time
  const row = await db().readerEndpoint.findFirstOrThrow()
  const settings = JSON.stringify({ ...JSON.parse(row.settings), allowPrivate: false })
  await db().readerEndpoint.updateMany({ data: { settings } })
  expect(await tryEndpoint(local, once())).toMatchObject({ ok: false, reason: 'readerPrivate' })
  expect(chat.requests).toEqual([])
})

test('trying it says what came, or in a word what did not', async () => {
  await expect(tryEndpoint(local, once())).rejects.toMatchObject({ reason: 'readerNotSet' })
  await set()
  chat.reply = () => said({ said: 'Hello!' })
  expect(await tryEndpoint(local, once())).toMatchObject({ ok: true, said: 'Hello!' })
  chat.reply = () => said('Hello, I am no JSON')
  expect(await tryEndpoint(local, once())).toMatchObject({ ok: false, reason: 'readerMalformed' })
  chat.reply = () => ({ status: 401 })
  expect(await tryEndpoint(local, once())).toMatchObject({ ok: false, reason: 'readerUnauthorized' })
  expect(await auditOf('reader.try')).toEqual([
    { ok: true },
    { ok: false, reason: 'readerMalformed' },
    { ok: false, reason: 'readerUnauthorized' },
  ])
})

test('a lead lets a dataset be sent to what was seen, and to nothing else', async () => {
  const datasetId = await makeDataset()
  const [stranger, reviewer, lead] = [
    await makeUser(),
    await makeUser('reviewer', datasetId),
    await makeUser('lead', datasetId),
  ]
  await expect(allow(datasetId, chat, lead)).rejects.toMatchObject({ reason: 'readerNotSet' })
  await set()
  await expect(allow(datasetId, chat, stranger)).rejects.toMatchObject({ code: 'not_found' })
  await expect(allow(datasetId, chat, reviewer)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(getReader(stranger, datasetId)).rejects.toMatchObject({ code: 'not_found' })
  const other = { ...once(), allowed: true, model: 'a-model', host: 'elsewhere.example.com' }
  await expect(changeConsent(lead, datasetId, other)).rejects.toMatchObject({ reason: 'readerMoved' })
  expect(await getReader(reviewer, datasetId)).toMatchObject({ consent: null })
  await allow(datasetId, chat, lead)
  expect(await getReader(reviewer, datasetId)).toMatchObject({
    endpoint: { model: 'a-model', host: chat.host },
    consent: { byName: lead.name },
  })
  // of another model the lead has said nothing
  await set({ revision: 1, model: 'another' })
  expect(await getReader(lead, datasetId)).toMatchObject({ consent: null })
  await set({ revision: 2 })
  expect(await getReader(lead, datasetId)).toMatchObject({ consent: { byName: lead.name } })
  await changeConsent(lead, datasetId, { ...once(), allowed: false, model: 'a-model', host: chat.host })
  expect(await getReader(lead, datasetId)).toMatchObject({ consent: null })
  expect(await auditOf('reader.allow')).toEqual([{ model: 'a-model', host: chat.host }])
  expect(await auditOf('reader.forbid')).toHaveLength(1)
})
