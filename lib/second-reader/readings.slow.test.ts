import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { getExample } from '@/lib/examples/queries/example'
import { recoverReadings } from '@/lib/jobs/reader/recover'
import { stopJobs } from '@/lib/jobs/room'
import { bulkOn, everything, lineOf } from '@/lib/testing/bulk'
import { type ChatRequest, type ChatServer, openChatServer, said } from '@/lib/testing/chat-server'
import { endpointOf, once, readingEnded, setUpReader } from '@/lib/testing/second-reader'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { stopCounting } from '@/lib/tokens/count'
import { changeConsent } from './commands/set-consent'
import { changeEndpoint } from './commands/set-endpoint'
import { proposeExamples, readOne, startReading } from './commands/start-reading'
import { cancelReading, goOnReading } from './commands/turn-reading'
import { getReader, getReading, listSuggestions } from './queries'
import type { NewReading } from './schema'

useStudio()
let chat: ChatServer
let datasetId: string
beforeEach(async () => {
  chat = await openChatServer()
  datasetId = await makeDataset()
  await setUpReader(datasetId, chat)
})
afterEach(() => chat.close())
afterAll(stopCounting)

const add = (count: number) =>
  bulkOn(datasetId).add(
    ...Array.from({ length: count }, (_, i) => lineOf(`Where is parcel ${i + 1}?`, 'On Monday.')),
  )
const start = (change: Partial<NewReading> = {}) =>
  startReading(local, datasetId, {
    ...once(),
    looks: ['logic', 'grounding', 'style', 'answer'],
    selection: everything,
    mostMoney: 100,
    mostExamples: 1_000,
    ...change,
  })
const read = async (change?: Partial<NewReading>) => readingEnded(datasetId, (await start(change)).id)
const suggestionsOf = async (number: number) => (await listSuggestions(local, datasetId, number)).suggestions
const parcelOf = ({ user }: ChatRequest) => Number(/parcel (\d+)/.exec(user)?.[1])

const remark = { turn: 2, look: 'grounding', quote: 'On Monday', text: 'Nothing says when.' }
const better = { turn: 2, text: 'I can’t see that from here.', why: 'It is not known.' }
const found = said({ remarks: [remark], answers: [better] })

describe('a reading', () => {
  test('asks about each example once and keeps what it says as suggestions, with the cost', async () => {
    await add(6)
    chat.reply = (request) => (parcelOf(request) === 3 ? found : said({ remarks: [], answers: [] }))
    const run = await read()
    expect(run).toMatchObject({
      state: 'done',
      total: 6,
      looked: 6,
      suggested: 2,
      malformed: 0,
      tokensIn: 600,
      tokensOut: 120,
      message: null,
    })
    expect(run.cost).toBeCloseTo((600 * 1 + 120 * 2) / 1e6, 12)
    expect(chat.requests.map(parcelOf).sort()).toEqual([1, 2, 3, 4, 5, 6])
    expect(await suggestionsOf(1)).toEqual([])
    expect(await suggestionsOf(3)).toMatchObject([
      { messageId: 'm2', state: 'open', isStale: false, model: 'a-model' },
      { messageId: 'm2', state: 'open', isStale: false, model: 'a-model' },
    ])
    expect(await getReader(local, datasetId)).toMatchObject({ open: { remark: 1, answer: 1, example: 0 } })
    // nothing of the example has changed
    expect(await getExample(local, datasetId, 3)).toMatchObject({ revision: 1, status: 'draft' })
  })

  test('reads no more than were asked for; asking again replaces what is open', async () => {
    await add(5)
    chat.reply = () => found
    expect(await read({ mostExamples: 2 })).toMatchObject({ total: 2, suggested: 4 })
    chat.reply = () => said({ remarks: [], answers: [better] })
    expect(await read({ selection: { numbers: [1] }, looks: ['answer'] })).toMatchObject({ suggested: 1 })
    expect((await suggestionsOf(1)).map(({ content }) => content.kind).sort()).toEqual(['answer', 'remark'])
    expect(await suggestionsOf(3)).toEqual([])
  })

  test('counts answers that break the form, and stores none of them', async () => {
    await add(4)
    const broken = [
      said('I would say'),
      said({ remarks: [{ ...remark, turn: 9 }], answers: [] }),
      { status: 200, body: '{"choices":[' },
    ]
    chat.reply = (request) => broken[parcelOf(request) - 1] ?? found
    const run = await read()
    expect(run).toMatchObject({ state: 'done', looked: 4, malformed: 3, suggested: 2 })
    // they cost too
    expect(run.tokensIn).toBeGreaterThan(400)
    expect(await db().suggestion.count()).toBe(2)
  })

  test('stops where nothing but nonsense comes', async () => {
    await add(16)
    chat.reply = () => said('nonsense')
    expect(await read()).toMatchObject({ state: 'stopped', message: 'readerMalformed', malformed: 12 })
  })

  test('skips what is too long, in the trash or without an answer', async () => {
    await bulkOn(datasetId).add(
      lineOf('word '.repeat(40_000), 'Yes.'),
      lineOf('Only a question'),
      lineOf('Hm?', 'Yes.'),
    )
    expect(await read()).toMatchObject({ state: 'done', looked: 3, skipped: 2, suggested: 0 })
    expect(chat.requests).toHaveLength(1)
    const reasons = await db().readerItem.findMany({ orderBy: { number: 'asc' }, select: { reason: true } })
    expect(reasons.map(({ reason }) => reason)).toEqual(['readerTooLong', 'readerNoAnswer', null])
  })

  test('ends before the budget is passed, and goes on with another', async () => {
    await add(5)
    chat.reply = () => said({ remarks: [], answers: [] }, { prompt_tokens: 100_000, completion_tokens: 1 })
    // one answer is 0.1, and what one may cost is a little more than 0.002
    const run = await read({ mostMoney: 0.25, selection: { numbers: [1] } })
    expect(run).toMatchObject({ state: 'done' })
    const short = await read({ mostMoney: 0.001 })
    expect(short).toMatchObject({ state: 'stopped', message: 'readerBudget', looked: 0, cost: 0, total: 5 })
    await expect(goOnReading(local, { datasetId, runId: run.id }, once())).rejects.toMatchObject({
      reason: 'readingNotStopped',
    })
    await goOnReading(local, { datasetId, runId: short.id }, { ...once(), mostMoney: 10 })
    expect(await readingEnded(datasetId, short.id)).toMatchObject({ state: 'done', looked: 5, mostMoney: 10 })
  })

  test('waits as long as it is told to, and asks again', async () => {
    await add(1)
    const answers = [{ status: 429, headers: { 'retry-after': '1' } }, found]
    const at: number[] = []
    chat.reply = () => {
      at.push(Date.now())
      return answers[at.length - 1]!
    }
    expect(await read()).toMatchObject({ state: 'done', suggested: 2 })
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(950)
  })

  test('does not wait for what is too long, and says so', async () => {
    await add(1)
    chat.reply = () => ({ status: 429, headers: { 'retry-after': '86400' } })
    expect(await read()).toMatchObject({ state: 'stopped', message: 'readerRateLimited', looked: 0 })
  })

  test('gives up an endpoint that is down, and goes on when it is back', async () => {
    await add(9)
    chat.reply = () => ({ status: 500, headers: { 'retry-after': '0' } })
    const run = await read()
    expect(run).toMatchObject({ state: 'stopped', message: 'readerBroken', looked: 0, total: 9 })
    // four questions, four tries each; then nobody is asked any more
    expect(chat.requests).toHaveLength(16)
    chat.reply = () => found
    await goOnReading(local, { datasetId, runId: run.id }, once())
    expect(await readingEnded(datasetId, run.id)).toMatchObject({ state: 'done', looked: 9, suggested: 18 })
  })

  test.each([
    [401, 'readerUnauthorized'],
    [404, 'readerNoModel'],
  ])('status %i ends it at once', async (status, message) => {
    await add(9)
    chat.reply = () => ({ status })
    expect(await read()).toMatchObject({ state: 'stopped', message, looked: 0 })
    expect(chat.requests.length).toBeLessThanOrEqual(4)
  })

  test('leaves out one example that the endpoint can’t answer where it answers others', async () => {
    await add(3)
    chat.reply = (request) => (parcelOf(request) === 2 ? { status: 400 } : found)
    expect(await read()).toMatchObject({ state: 'done', looked: 3, skipped: 1, suggested: 4 })
  })
})

describe('who may, and when it ends', () => {
  test('nothing is sent without the switch, and none of it once the switch is off', async () => {
    await add(8)
    const off = () =>
      changeConsent(local, datasetId, { ...once(), allowed: false, model: 'a-model', host: chat.host })
    await off()
    await expect(start()).rejects.toMatchObject({ code: 'conflict', reason: 'readerNotAllowed' })
    await expect(
      readOne(local, { datasetId, number: 1 }, { ...once(), looks: ['logic'] }),
    ).rejects.toMatchObject({ reason: 'readerNotAllowed' })
    expect(chat.requests).toEqual([])
    await changeConsent(local, datasetId, { ...once(), allowed: true, model: 'a-model', host: chat.host })
    chat.reply = async () => {
      await off()
      return said({ remarks: [], answers: [] })
    }
    const run = await read()
    expect(run).toMatchObject({ state: 'stopped', message: 'readerNotAllowed' })
    // those that were on their way when it was turned off
    expect(chat.requests.length).toBeLessThanOrEqual(4)
  })

  test('nothing is sent to another model than the one that it began with', async () => {
    await add(2)
    chat.reply = () => ({ status: 500, headers: { 'retry-after': '0' } })
    const run = await read()
    await changeEndpoint(local, endpointOf(chat, { revision: 1, model: 'another' }))
    const consent = { ...once(), allowed: true, model: 'another', host: chat.host }
    await changeConsent(local, datasetId, consent)
    await expect(goOnReading(local, { datasetId, runId: run.id }, once())).rejects.toMatchObject({
      reason: 'readerMoved',
    })
  })

  test('strangers, viewers and reviewers', async () => {
    await add(1)
    const [stranger, viewer, reviewer] = [
      await makeUser(),
      await makeUser('viewer', datasetId),
      await makeUser('reviewer', datasetId),
    ]
    const { id: runId } = await start()
    await readingEnded(datasetId, runId)
    const at = { datasetId, number: 1 }
    const one = () => ({ ...once(), looks: ['logic' as const] })
    const proposal = { title: 'x', wanted: '', prompts: [], like: [], tagIds: [], about: null }
    const all = () => ({ ...one(), selection: everything, mostMoney: 1, mostExamples: 1 })
    for (const [actor, code] of [
      [stranger, 'not_found'],
      [viewer, 'forbidden'],
    ] as const) {
      await expect(readOne(actor, at, one())).rejects.toMatchObject({ code })
      await expect(startReading(actor, datasetId, all())).rejects.toMatchObject({ code })
      await expect(cancelReading(actor, { datasetId, runId }, once())).rejects.toMatchObject({ code })
      await expect(goOnReading(actor, { datasetId, runId }, once())).rejects.toMatchObject({ code })
      await expect(
        proposeExamples(actor, datasetId, { ...once(), count: 1, mostMoney: 1, ...proposal }),
      ).rejects.toMatchObject({ code })
    }
    await expect(listSuggestions(stranger, datasetId, 1)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getReading(stranger, { datasetId, runId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(startReading(reviewer, datasetId, all())).rejects.toMatchObject({ code: 'forbidden' })
    const own = await readOne(reviewer, at, one())
    await readingEnded(datasetId, own.id)
    await expect(cancelReading(reviewer, { datasetId, runId: own.id }, once())).rejects.toMatchObject({
      reason: 'readingOver',
    })
    await expect(readOne(reviewer, { datasetId, number: 99 }, one())).rejects.toMatchObject({
      code: 'not_found',
    })
    chat.reply = () => ({ hangs: true })
    const leads = await start()
    await expect(cancelReading(reviewer, { datasetId, runId: leads.id }, once())).rejects.toMatchObject({
      code: 'forbidden',
    })
    await cancelReading(local, { datasetId, runId: leads.id }, once())
    expect(await readingEnded(datasetId, leads.id)).toMatchObject({ state: 'cancelled' })
  })

  test('a cancelled run keeps what was read, and goes on', async () => {
    await add(9)
    let answered = 0
    let asked = () => {}
    const hanging = new Promise<void>((go) => {
      asked = go
    })
    chat.reply = () => {
      if (++answered <= 4) return found
      asked()
      return { hangs: true }
    }
    const { id: runId } = await start()
    await hanging
    await cancelReading(local, { datasetId, runId }, once())
    expect(await readingEnded(datasetId, runId)).toMatchObject({
      state: 'cancelled',
      looked: 4,
      suggested: 8,
    })
    chat.reply = () => found
    await goOnReading(local, { datasetId, runId }, once())
    expect(await readingEnded(datasetId, runId)).toMatchObject({ state: 'done', looked: 9, suggested: 18 })
  })

  test('what the process’s end cuts off goes on at the next start', async () => {
    await add(9)
    let answered = 0
    let asked = () => {}
    const hanging = new Promise<void>((go) => {
      asked = go
    })
    chat.reply = () => {
      if (++answered <= 4) return found
      asked()
      return { hangs: true }
    }
    const { id: runId } = await start()
    await hanging
    await stopJobs()
    expect(await getReading(local, { datasetId, runId })).toMatchObject({ state: 'running', looked: 4 })
    chat.reply = () => found
    await (await recoverReadings()).done
    expect(await getReading(local, { datasetId, runId })).toMatchObject({
      state: 'done',
      looked: 9,
      suggested: 18,
    })
  })
})
