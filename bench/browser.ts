import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { longMessage, manyTurns } from '../e2e/fixtures/large'
import { makeTemplate, startStudio } from '../e2e/fixtures/server'
import { type Seen, watch } from './browser-watch'
import { type Figure, ms, p } from './figures'

// What a reviewer's fingers feel: the built app in Chromium, keys pressed as people press them.
const keystrokes = 1_000
const betweenKeysMs = 40
const examples = 60

const template = makeTemplate()
const studio = await startStudio(template, { FINECUT_CHECKS: 'on' })
const figures: Figure[] = []
const add = (row: string, what: string, measured: string) => figures.push({ row, what, measured, limit: '–' })

async function ask<T>(page: Page, path: string, data: object): Promise<T> {
  const options = { headers: { origin: studio.url }, data: { operationId: randomUUID(), ...data } }
  const answer = await page.request.post(`${studio.url}/api/v1${path}`, options)
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

async function openStudio(context: BrowserContext) {
  const page = await context.newPage()
  const token = new URL(studio.setupLink).searchParams.get('token')
  await ask(page, '/setup', {
    token,
    name: 'Owner',
    email: 'owner@example.com',
    password: 'correct horse battery',
  })
  const { datasetId } = await ask<{ datasetId: string }>(page, '/demo', {})
  const make = async (text: string) =>
    (await ask<{ number: number }>(page, `/datasets/${datasetId}/examples`, { text })).number
  const turns = await make(manyTurns(2_000))
  const long = await make(longMessage(5))
  return { page, datasetId, turns, long }
}

const open = async (page: Page, datasetId: string, number: number) => {
  await page.goto(`${studio.url}/datasets/${datasetId}?example=${number}`)
  await page.getByRole('heading', { name: `#${number}`, exact: true }).waitFor()
  await page.locator('article[aria-current]').waitFor()
  await page.waitForTimeout(1_000)
}

const say = ({ interactions, longest }: Seen) =>
  `p75 ${atMost(interactions, 0.75)}, p99 ${atMost(interactions, 0.99)}; longest task ${longest === 0 ? '< 50 ms' : ms(longest)}`

// the browser tells of interactions from 16 ms on; the others are there and were shorter
const atMost = (durations: number[], q: number) => {
  const at = durations.toSorted((a, b) => a - b)[Math.ceil(durations.length * q) - 1] ?? 0
  return at === 0 ? '< 16 ms' : ms(at)
}

/** The review journey: next example, two turns down, a few words typed, a weight, a tag. */
function* journey(): Generator<string> {
  for (;;) {
    yield* ['j', 'ArrowDown', 'ArrowDown', 'e', ...' checked, fine.', 'Escape', 'w', 'w', '1', '2']
  }
}

async function press(page: Page, count: number, keys: Generator<string>): Promise<void> {
  for (let i = 0; i < count; i++) {
    await page.keyboard.press(keys.next().value as string)
    await page.waitForTimeout(betweenKeysMs)
  }
}

const executablePath = execFileSync(process.execPath, ['scripts/find-browser.mjs'], {
  encoding: 'utf8',
}).trim()
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  // tsx names functions by a helper of its own, which a page doesn't have
  await context.addInitScript('globalThis.__name = (named) => named')
  const { page, datasetId, turns, long } = await openStudio(context)

  await open(page, datasetId, 1)
  const next: number[] = []
  for (let i = 2; i <= examples; i++) {
    next.push(await watch.next(page, `#${i}`, () => page.keyboard.press('j')))
    await page.waitForTimeout(250)
  }
  add('P4', 'next example by key, until it is painted', p(next))

  await open(page, datasetId, 1)
  const reviewed = await watch.during(page, keystrokes, () => press(page, keystrokes, journey()))
  add('P8', '1,000 keystrokes of the review journey, key to next paint', say(reviewed))

  await open(page, datasetId, turns)
  const walked = await watch.during(page, 200, () =>
    press(
      page,
      200,
      (function* () {
        for (;;) yield* ['ArrowDown', 'ArrowDown', 'w', 'ArrowDown', 'e', 'x', 'Escape']
      })(),
    ),
  )
  add('P8', '2,000 turns: 200 keystrokes, walking, weights, typing', say(walked))
  add(
    'P8',
    '2,000 turns: scrolled from end to end',
    say(await watch.during(page, 0, () => watch.scroll(page))),
  )

  await open(page, datasetId, long)
  const shown = await watch.during(page, 1, async () => {
    await page.getByRole('button', { name: /^Show all/ }).click()
    await page.waitForTimeout(1_000)
  })
  add('P8', 'a message of 5 MB: all of it shown', say(shown))
  add(
    'P8',
    'a message of 5 MB: scrolled from end to end',
    say(await watch.during(page, 0, () => watch.scroll(page))),
  )
  await page
    .locator('#turn-m2 [data-part]')
    .last()
    .dblclick({ position: { x: 2, y: 8 } })
  const typed = await watch.during(page, 100, () =>
    press(
      page,
      100,
      (function* () {
        for (;;) yield* 'a few words '
      })(),
    ),
  )
  add('P8', 'a message of 5 MB: 100 keystrokes at its end', say(typed))
} finally {
  await browser.close()
  await studio.stop()
  template.remove()
  rmSync(studio.dataDir, { recursive: true, force: true })
}
process.stdout.write(JSON.stringify(figures))
process.exit(0)
