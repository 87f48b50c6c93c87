import { type ChildProcess, spawn } from 'node:child_process'
import { once as event } from 'node:events'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { recoverReadings } from '@/lib/jobs/reader/recover'
import { bulkOn, lineOf } from '@/lib/testing/bulk'
import {
  type ChatRequest,
  type ChatServer,
  openChatServer,
  type Reply,
  said,
} from '@/lib/testing/chat-server'
import { readingEnded, setUpReader } from '@/lib/testing/second-reader'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { stopCounting } from '@/lib/tokens/count'
import { getReading } from './queries'

const count = 20
// each answer costs 0.0025, and what a question may cost is a little more than 0.002
const answer = said({ remarks: [], answers: [] }, { prompt_tokens: 500, completion_tokens: 1_000 })
const priceOfOne = 0.0025
const parcelOf = ({ user }: ChatRequest) => Number(/parcel (\d+)\?/.exec(user)?.[1])

describe.runIf(engine === 'postgresql')('a reading, where several processes serve the studio', () => {
  useStudio()
  let chat: ChatServer
  let datasetId: string
  const others: ChildProcess[] = []
  beforeEach(async () => {
    chat = await openChatServer()
    datasetId = await makeDataset()
    await setUpReader(datasetId, chat)
    const lines = Array.from({ length: count }, (_, i) => lineOf(`Where is parcel ${i + 1}?`, 'On Monday.'))
    await bulkOn(datasetId).add(...lines)
  })
  afterEach(async () => {
    for (const other of others.splice(0)) other.kill('SIGKILL')
    await chat.close()
  })
  afterAll(stopCounting)

  /** Another process of this studio, and the first line that it says. */
  async function startProcess(...args: string[]): Promise<{ process: ChildProcess; line: string }> {
    const node = ['--conditions=react-server', '--import', 'tsx', 'lib/testing/reader-process.ts', ...args]
    const other = spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'inherit'] })
    others.push(other)
    const [line] = (await event(other.stdout!, 'data')) as [Buffer]
    return { process: other, line: String(line).trim() }
  }
  /** The first four questions are answered; of the next ones this tells, and they wait for what is done then. */
  function answerFour(): { fifth: Promise<void> } {
    let tell = () => {}
    const fifth = new Promise<void>((settle) => {
      tell = settle
    })
    chat.reply = (): Reply => {
      if (chat.requests.length <= 4) return answer
      tell()
      return { hangs: true }
    }
    return { fifth }
  }
  const runOf = (runId: string) => getReading(local, { datasetId, runId })
  const takeOver = async () => (await recoverReadings()).done

  test('is run by one of them, goes on in another when that one dies, and costs no more than its budget', async () => {
    const { fifth } = answerFour()
    const mostMoney = 8 * priceOfOne
    const first = await startProcess('start', datasetId, String(mostMoney))
    const runId = first.line.replace('started ', '')
    await fifth
    expect(await runOf(runId)).toMatchObject({ state: 'running', total: count, looked: 4 })
    // who lives is left alone
    await takeOver()
    expect(chat.requests.length).toBeLessThanOrEqual(8)

    first.process.kill('SIGKILL')
    await event(first.process, 'exit')
    const before = chat.requests.length
    const answered = new Set(chat.requests.slice(0, 4).map(parcelOf))
    await db().$executeRawUnsafe(`UPDATE "Job" SET "heartbeatAt" = "heartbeatAt" - interval '30 seconds'`)
    let open = () => {}
    const gate = new Promise<void>((settle) => {
      open = settle
    })
    let begun = () => {}
    const asked = new Promise<void>((settle) => {
      begun = settle
    })
    chat.reply = async () => {
      begun()
      await gate
      return answer
    }
    const done = takeOver()
    await asked
    // a third one that looks meanwhile finds it held
    expect((await startProcess('look')).line).toBe('looked')
    open()
    await done

    const run = await readingEnded(datasetId, runId)
    expect(run).toMatchObject({ state: 'stopped', message: 'readerBudget' })
    const asks = chat.requests.slice(before).map(parcelOf)
    expect(new Set(asks).size).toBe(asks.length)
    expect(asks.filter((parcel) => answered.has(parcel))).toEqual([])
    expect(run.looked).toBe(4 + asks.length)
    expect(run.looked).toBeGreaterThan(4)
    expect(run.cost).toBeCloseTo(run.looked * priceOfOne, 9)
    expect(run.cost).toBeLessThanOrEqual(mostMoney)
  })
})
