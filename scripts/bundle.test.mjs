import { once } from 'node:events'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { beforeAll, expect, test } from 'vitest'
import { ensureBundled, environmentOf } from './bundle.mjs'

let programs
let folder
beforeAll(async () => {
  programs = await ensureBundled()
  folder = environmentOf(programs).FINECUT_THREADS
})

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

test('who starts what was bundled may be another than who bundled it', () => {
  const mine = ['command.mjs', 'prepare.mjs', 'threads', 'threads/check-worker.mjs'].map((name) =>
    join(programs, name),
  )
  for (const path of [programs, ...mine]) {
    const stats = statSync(path)
    expect([path, stats.mode & (stats.isDirectory() ? 0o005 : 0o004)]).toEqual([
      path,
      stats.isDirectory() ? 0o005 : 0o004,
    ])
  }
})
