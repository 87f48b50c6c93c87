import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { startFlags } from '../e2e/fixtures/server'
import type { Figure } from './figures'

// The built app as it is served: how soon, how large, how much script.
const home = mkdtempSync(join(tmpdir(), 'finecut-bench-'))
const port = 20_000 + Math.floor(Math.random() * 20_000)
const url = `http://127.0.0.1:${port}`
const env = { ...process.env, FINECUT_DATA_DIR: join(home, 'data'), HOST: '127.0.0.1', PORT: String(port) }

async function serve(): Promise<{ child: ChildProcess; link: string; seconds: number }> {
  const from = performance.now()
  const child = spawn(process.execPath, [...startFlags, 'scripts/serve.mjs'], {
    env: { ...env, FINECUT_URL: url },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let printed = ''
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk
  })
  for (;;) {
    const answer = await fetch(`${url}/sign-in`).catch(() => null)
    if (answer?.ok && printed.includes('Ctrl+C')) break
    if (child.exitCode !== null) throw new Error(`The server ended:\n${printed}`)
    await wait(10)
  }
  const seconds = (performance.now() - from) / 1000
  return { child, link: /http\S+token=\S+/.exec(printed)?.[0] ?? '', seconds }
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

const residentMegabytes = (pid: number) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000)

/** Kilobytes, compressed, of the scripts that the workspace loads on the demo; the polyfill of old browsers aside. */
async function readScripts(link: string): Promise<number> {
  const executablePath = execFileSync(process.execPath, ['scripts/find-browser.mjs'], {
    encoding: 'utf8',
  }).trim()
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage()
  const token = new URL(link).searchParams.get('token')
  const person = { name: 'Owner', email: 'owner@example.com', password: 'correct horse battery' }
  const headers = { origin: url }
  const ask = (path: string, data: object) => page.request.post(`${url}/api/v1${path}`, { headers, data })
  await ask('/setup', { operationId: 'benchsetup', token, ...person })
  const { datasetId } = (await (await ask('/demo', { operationId: 'benchdemo1' })).json()) as {
    datasetId: string
  }
  const scripts: Promise<number>[] = []
  page.on('response', (answer) => {
    const isScript = answer.request().resourceType() === 'script' && !answer.url().includes('polyfill')
    if (isScript) scripts.push(answer.body().then((body) => gzipSync(body).length))
  })
  await page.goto(`${url}/datasets/${datasetId}?example=1`)
  await page.locator('#turn-m2').waitFor()
  await page.waitForTimeout(2_000)
  const sizes = await Promise.all(scripts)
  await browser.close()
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000)
}

const first = await serve()
const idle = residentMegabytes(first.child.pid ?? 0)
const scripts = await readScripts(first.link)
await stop(first.child)
const second = await serve()
await stop(second.child)
rmSync(home, { recursive: true, force: true })

const seconds = (value: number) => `${value.toFixed(1)} s`
const figures: Figure[] = [
  { row: 'P8', what: 'scripts of the workspace page, gzip', measured: `${scripts} kB`, limit: '–' },
  { row: 'P9', what: 'memory of the server after its first page', measured: `${idle} MB`, limit: '–' },
  {
    row: 'P10',
    what: 'built: start to first page, with a new data folder / with one that is there',
    measured: `${seconds(first.seconds)} / ${seconds(second.seconds)}`,
    limit: '–',
  },
]
process.stdout.write(JSON.stringify(figures))
process.exit(0)
