import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { figure } from '../lib/testing/figure'
import { startImport } from './fixtures/import'
import {
  ask,
  countAcknowledged,
  findLosses,
  makeReviewers,
  type Reviewer,
  saveNext,
  saveUntilCut,
  setUp,
} from './fixtures/load'
import { seeded } from './fixtures/network'
import { runNode } from './fixtures/process'
import {
  addWord,
  makeExamples,
  openExample,
  seenSaveWords,
  storedWords,
  watchSaveWord,
  words,
} from './fixtures/reviewing'
import { share } from './fixtures/share'
import { becomeOwner, expect, type Studio, test } from './fixtures/studio'
import { trace } from './fixtures/trace'
import { expectSaved, makeDataset } from './fixtures/work'

const databaseOf = (studio: Studio) => join(studio.dataDir, 'finecut.db')

async function startDataset(studio: Studio) {
  const lead = await setUp(studio.url, studio.setupLink)
  const { id: datasetId } = await ask<{ id: string }>(lead, 'POST', '/datasets', { name: 'Support' })
  return { lead, datasetId }
}

async function startReviewers(studio: Studio, count: number): Promise<Reviewer[]> {
  const { lead, datasetId } = await startDataset(studio)
  return makeReviewers(studio.url, lead, datasetId, count)
}

/** Lets everyone save, and does `cut` so many milliseconds after the first save was acknowledged. */
async function saveAndCut<T>(reviewers: Reviewer[], afterMs: number, cut: () => Promise<T>): Promise<T> {
  let work = Promise.resolve()
  await new Promise<void>((saved) => {
    work = saveUntilCut(reviewers, saved)
  })
  await wait(afterMs)
  const outcome = await cut()
  await work
  return outcome
}

const kills = share(25, 200)
test(`A1: ${kills} times killed at random moments of 20 reviewers’ saves, every acknowledged save is there`, async ({
  studio,
}) => {
  test.setTimeout(share(240_000, 3_600_000))
  const reviewers = await startReviewers(studio, 20)
  const draw = seeded(1)
  for (let round = 1; round <= kills; round++) {
    const before = countAcknowledged(reviewers)
    await saveAndCut(reviewers, draw() * 800, studio.kill)
    await studio.restart()
    expect(await findLosses(reviewers, databaseOf(studio)), `after kill ${round}`).toEqual([])
    expect(countAcknowledged(reviewers)).toBeGreaterThan(before)
  }
  figure('A1', `${kills} kills`, `${countAcknowledged(reviewers)} saves acknowledged, 0 lost`)
})

const traced = share(20, 200)
test(`A2: between a save’s arrival and its answer the disk has been waited for, ${traced} times of ${traced}`, async ({
  studio,
}) => {
  const [reviewer] = await startReviewers(studio, 2)
  await saveNext(reviewer!)
  const { pid } = JSON.parse(readFileSync(join(studio.dataDir, 'server.json'), 'utf8')) as { pid: number }
  const tracing = await trace(pid)
  test.skip(typeof tracing === 'string', `not run: ${tracing}`)
  if (typeof tracing === 'string') return
  for (let i = 0; i < traced; i++) await saveNext(reviewer!)
  const calls = await tracing.stop()

  const isSync = (call: string) =>
    / f(data)?sync\(\d+<.*> *\) *= 0$/.test(call) && call.includes(databaseOf(studio))
  const synced = reviewer!.acknowledged.slice(1).filter((operationId) => {
    const arrived = calls.findIndex((call) => / read\(/.test(call) && call.includes(operationId))
    const answered = calls.findIndex(
      (call, at) => at > arrived && / writev?\(/.test(call) && call.includes('HTTP/1.1 200'),
    )
    return arrived >= 0 && calls.slice(arrived, answered).some(isSync)
  })
  expect(synced).toHaveLength(traced)
  figure('A2', `${traced} saves traced`, `${synced.length} synced before their answer`)
})

test('A2: a server whose SQLite does not read back as durable ends before it listens', async ({ studio }) => {
  await studio.stop()
  const env = {
    FINECUT_DATA_DIR: studio.dataDir,
    PORT: new URL(studio.url).port,
    NODE_OPTIONS: `--require=${join(process.cwd(), 'e2e/fixtures/weak-sqlite.cjs')}`,
  }
  const ended = await runNode(['scripts/serve.mjs', '--prepared'], env)
  expect(ended.code).toBe(1)
  expect(ended.error).toContain('synchronous=1 where 2 is needed: refusing to serve')
  expect(ended.error).not.toContain('Finecut is ready')
})

/** A request that never comes to its end. */
const hang = (studio: Studio) => {
  const { hostname, port } = new URL(studio.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(`POST /api/v1/session HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-length: 100\r\n\r\n{`)
}

test('A5: ended politely under load it is gone within 10 s, and every acknowledged save is there', async ({
  studio,
}) => {
  const reviewers = await startReviewers(studio, 10)
  await test.step('with a request that never ends', async () => {
    const ms = await saveAndCut(reviewers, 500, () => {
      hang(studio)
      return wait(100).then(studio.stop)
    })
    expect(ms).toBeLessThan(10_000)
    await studio.restart()
    expect(await findLosses(reviewers, databaseOf(studio))).toEqual([])
  })
  await test.step('with nothing in its way it takes a moment', async () => {
    const ms = await saveAndCut(reviewers, 500, studio.stop)
    expect(ms).toBeLessThan(5_000)
    await studio.restart()
    expect(await findLosses(reviewers, databaseOf(studio))).toEqual([])
  })
})

type ImportState = { state: string; message: string | null; stored: number; rolledBack: number }

test('A5: ended while it imports it lets go at once, and the next start takes back what was half done', async ({
  studio,
}) => {
  const { lead, datasetId } = await startDataset(studio)
  const path = await startImport(lead, datasetId, studio, 30_000)
  await expect.poll(async () => (await ask<ImportState>(lead, 'GET', path)).stored).toBeGreaterThan(0)
  expect(await studio.stop()).toBeLessThan(5_000)
  // SQLite folds the log in when the last connection closes: nothing wrote any more
  expect(existsSync(`${databaseOf(studio)}-wal`)).toBe(false)

  await studio.restart()
  await expect.poll(async () => (await ask<ImportState>(lead, 'GET', path)).state).toBe('failed')
  expect(await ask<ImportState>(lead, 'GET', path)).toMatchObject({ message: 'importInterrupted', stored: 0 })
  const database = new Database(databaseOf(studio), { readonly: true })
  expect(database.prepare('SELECT count(*) FROM "Example"').pluck().get()).toBe(0)
  database.close()

  const again = await startImport(lead, datasetId, studio, 3)
  await expect.poll(async () => (await ask<ImportState>(lead, 'GET', again)).state).toBe('done')
  expect(await ask<ImportState>(lead, 'GET', again)).toMatchObject({ stored: 3 })
})

test('A5: a second server on the same data says so and ends; the lock of a killed one is no hindrance', async ({
  studio,
}) => {
  const env = { FINECUT_DATA_DIR: studio.dataDir, PORT: '1', HOST: '127.0.0.1', FINECUT_URL: studio.url }
  for (const more of [[], ['--prepared']]) {
    const second = await runNode(['scripts/serve.mjs', ...more], env)
    expect(second.code).toBe(1)
    expect(second.error).toContain('Another Finecut already uses this database.')
    expect(second.error).not.toContain('Finecut is ready')
    expect(second.ms).toBeLessThan(10_000)
  }
  expect((await fetch(studio.url)).status).toBe(200)
  await studio.kill()
  expect(existsSync(`${databaseOf(studio)}.lock`)).toBe(true)
  await studio.restart()
  expect((await fetch(studio.url)).status).toBe(200)
})

test('the server is killed while someone types: what was typed before, meanwhile and after is there', async ({
  page,
  studio,
}) => {
  await becomeOwner(page, studio)
  const datasetId = await makeDataset(page, studio)
  const [number] = await makeExamples(page, studio, datasetId, 1)
  await openExample(page, studio.url, datasetId, number!)
  await watchSaveWord(page)
  await page.evaluate(() => {
    document.body.dataset.sameBody = 'yes'
  })
  for (let word = 1; word <= 10; word++) await addWord(page, word)
  const killed = studio.kill()
  for (let word = 11; word <= 20; word++) await addWord(page, word)
  await killed
  for (let word = 21; word <= 30; word++) await addWord(page, word)
  await expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'offline')

  const started = studio.restart()
  for (let word = 31; word <= 40; word++) await addWord(page, word)
  await started
  for (let word = 41; word <= 50; word++) await addWord(page, word)
  await expectSaved(page)
  expect(await storedWords(page, studio, datasetId, number!)).toEqual(words(1, 50))
  expect((await seenSaveWords(page)).map(({ word }) => word)).toContain('offline')
  await expect(page.locator('body')).toHaveAttribute('data-same-body', 'yes')
})
