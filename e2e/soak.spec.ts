import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startImport } from './fixtures/import'
import { ask, findLosses, makeReviewers, type Person, saveNext, setUp } from './fixtures/load'
import { share } from './fixtures/share'
import { expect, type Studio, test } from './fixtures/studio'

const seconds = share(60, 4 * 60 * 60)
const everyMs = seconds > 600 ? 15_000 : 1_000
const recipe = {
  format: 'openai-chat',
  status: 'all',
  q: '',
  trainShare: 0.9,
  seed: 7,
  stratify: null,
  steps: [],
  reassign: false,
}

type Sample = { memoryMb: number; handles: number; walMb: number }

function measure({ dataDir }: Studio): Sample {
  const { pid } = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')) as { pid: number }
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  const wal = statSync(join(dataDir, 'finecut.db-wal'), { throwIfNoEntry: false })?.size ?? 0
  return {
    memoryMb: Number(kilobytes) / 1024,
    handles: readdirSync(`/proc/${pid}/fd`).length,
    walMb: wal / 1024 / 1024,
  }
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Imports and exports, one after the other, until the time is over. */
async function importAndExport(lead: Person, datasetId: string, studio: Studio, isOver: () => boolean) {
  const untilEnded = async (path: string) => {
    for (;;) {
      const { state } = await ask<{ state: string }>(lead, 'GET', path)
      if (state !== 'running') return state
      await wait(200)
    }
  }
  while (!isOver()) {
    const imported = await untilEnded(await startImport(lead, datasetId, studio, 500))
    // the same lines again are skipped
    expect(imported).toBe('done')
    const exports = `/datasets/${datasetId}/exports`
    const { id } = await ask<{ id: string }>(lead, 'POST', exports, { recipe })
    await untilEnded(`${exports}/${id}`)
  }
}

// minutes of load: the full run has them
test.skip(!process.env.FINECUT_LONG, 'runs in npm run test:long')

test('H37: while people save, import and export, memory, file handles and the log stay flat', async ({
  studio,
}) => {
  test.setTimeout((seconds + 120) * 1000)
  test.skip(process.platform !== 'linux', 'not run: reads /proc')
  const lead = await setUp(studio.url, studio.setupLink)
  const { id: datasetId } = await ask<{ id: string }>(lead, 'POST', '/datasets', { name: 'Support' })
  const reviewers = await makeReviewers(studio.url, lead, datasetId, 10)
  const until = Date.now() + seconds * 1000
  const isOver = () => Date.now() > until
  const samples: Sample[] = []
  await Promise.all([
    importAndExport(lead, datasetId, studio, isOver),
    ...reviewers.map(async (reviewer) => {
      while (!isOver()) {
        await saveNext(reviewer)
        await wait(500)
      }
    }),
    (async () => {
      while (!isOver()) {
        await wait(everyMs)
        samples.push(measure(studio))
      }
    })(),
  ])
  // the first third is for warming up
  const third = Math.floor(samples.length / 3)
  const [early, late] = [samples.slice(third, 2 * third), samples.slice(2 * third)]
  const of = (part: Sample[], what: keyof Sample) => median(part.map((sample) => sample[what]))
  const figures = { seconds, samples: samples.length, first: early[0], last: late.at(-1) }
  test.info().annotations.push({ type: 'figure', description: JSON.stringify(figures) })
  expect(of(late, 'memoryMb')).toBeLessThan(of(early, 'memoryMb') * 1.25 + 40)
  expect(of(late, 'handles')).toBeLessThan(of(early, 'handles') + 15)
  expect(Math.max(...samples.map(({ walMb }) => walMb))).toBeLessThan(64)
  expect(await findLosses(reviewers, join(studio.dataDir, 'finecut.db'))).toEqual([])
})
