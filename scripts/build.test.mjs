import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleThreads } from './build.mjs'

let folder
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'finecut-threads-'))
  await bundleThreads(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function ask(script, job) {
  const worker = new Worker(join(folder, script), { execArgv: [], env: {} })
  worker.postMessage({ id: 1, job })
  const [message] = await once(worker, 'message')
  await worker.terminate()
  return message
}

test('a thread that was bundled answers, far from the packages that it is made of', async () => {
  expect(await ask('yaml-worker.mjs', 'a: 1')).toMatchObject({ id: 1, answer: [expect.any(String)] })
  const { answer } = await ask('check-worker.mjs', { kind: 'describe', settings: [] })
  expect(answer.described.map(({ id }) => id)).toContain('language-style')
})

test('every thread that tsx would read starts as a bundle', async () => {
  const scripts = readdirSync(folder)
  expect(scripts).toEqual([
    'check-worker.mjs',
    'compare-worker.mjs',
    'derive-worker.mjs',
    'fresh-worker.mjs',
    'yaml-worker.mjs',
  ])
  // no job at all: what a thread says of it is its own matter
  for (const script of scripts) expect(await ask(script, null)).toMatchObject({ id: 1 })
})
