import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ask, invitedAs, type Person, setUp } from '../e2e/fixtures/load'
import { makeTemplate, startStudio } from '../e2e/fixtures/server'
import { writeConversations } from './conversations'
import { type Figure, ms, p, quantile } from './figures'

// The built app with people in it: 30 reviewers who save once a second among so many examples, somebody who watches
// the chart, and then an import and an export beside them.
const count = Number(process.argv[2])
const people = 30
const quietSeconds = 30
const home = mkdtempSync(join(tmpdir(), 'finecut-bench-'))
const figures: Figure[] = []
const add = (row: string, what: string, measured: string) => figures.push({ row, what, measured, limit: '–' })

const template = makeTemplate(process.env.DATABASE_URL)
const studio = await startStudio(template, { FINECUT_CHECKS: 'on' })
const { pid } = JSON.parse(readFileSync(join(studio.dataDir, 'server.json'), 'utf8')) as { pid: number }
const residentMegabytes = () =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000)

const command = (...args: string[]): Promise<void> => {
  const env = { ...process.env, FINECUT_DATA_DIR: studio.dataDir }
  const child = spawn(process.execPath, ['bin/finecut.mjs', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return once(child, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`finecut ${args[0]} ended with ${code}`)
  })
}

const lead = await setUp(studio.url, studio.setupLink)
const { id } = await ask<{ id: string }>(lead, 'POST', '/datasets', { name: 'bench' })
add('P9', 'memory of the server, its first account made', `${residentMegabytes()} MB`)

const file = join(home, 'in.jsonl')
const more = join(home, 'more.jsonl')
await writeConversations(file, count)
await writeConversations(more, Math.round(count / 5), 11)
await command('import', file, '--dataset', 'bench')
add('P9', `memory after an import of ${count.toLocaleString('en')}`, `${residentMegabytes()} MB`)
const groups = await ask<{ groups: { tags: { id: string }[] }[] }>(lead, 'GET', `/datasets/${id}/tags`)
const tags = groups.groups.flatMap((group) => group.tags.map((tag) => tag.id))

const reviewers: Person[] = []
for (let i = 0; i < people; i++) reviewers.push(await invitedAs(studio.url, lead, id, 'reviewer', i))

let isOver = false
let mostMemory = 0
const saves: number[] = []
const charts: number[] = []
const refused: number[] = []
const savedAt = new Map<string, number>()

/** Tags one example of their own after another, on and off. */
async function review(person: Person, place: number): Promise<void> {
  await wait((place * 1_000) / people)
  for (let i = 0; !isOver; i++) {
    const number = 1 + ((place + i * people) % count)
    const path = `/datasets/${id}/examples/${number}`
    const { body } = await person.call('GET', path)
    const operationId = `${place}_${i}_bench`
    const edits = [{ type: 'add-tag', tagId: tags[i % tags.length], messageId: null }]
    const from = performance.now()
    const { status } = await person.call('POST', `${path}/edits`, {
      operationId,
      revision: (body as { revision: number }).revision,
      edits,
    })
    const now = performance.now()
    if (status === 200) saves.push(now - from)
    else refused.push(status)
    savedAt.set(operationId, now)
    await wait(Math.max(0, 1_000 - (performance.now() - from)))
  }
}

/** Hears of a save and fetches the chart, as a screen does: milliseconds from the answer of the save to the chart. */
async function watchChart(): Promise<void> {
  const { ok, body } = await fetch(`${studio.url}/api/v1/live`, { headers: { cookie: lead.cookie } })
  if (!ok) throw new Error('no stream of events')
  let text = ''
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    if (isOver) return
    text += chunk
    const operations = [...text.matchAll(/"operationId":"(\d+_\d+_bench)"/g)].map((match) => match[1]!)
    text = text.slice(text.lastIndexOf('\n') + 1)
    if (operations.length === 0) continue
    const heard = performance.now()
    await lead.call('GET', `/datasets/${id}/distribution?by=examples`)
    for (const operation of operations)
      charts.push(performance.now() - Math.min(heard, savedAt.get(operation) ?? heard))
  }
}

const memory = setInterval(() => {
  mostMemory = Math.max(mostMemory, residentMegabytes())
}, 200)
const everyone = [...reviewers.map(review), watchChart()]
const tell = (what: string) => {
  const taken = saves.splice(0)
  const shown = charts.splice(0)
  add(
    'P5',
    `save of one tag over HTTP, ${what}`,
    `${taken.length} saves, ${p(taken)}, p99 ${ms(quantile(taken, 0.99))}`,
  )
  add('P6', `another screen has the new chart after a save, ${what}`, p(shown))
}
await wait(quietSeconds * 1_000)
tell(`${people} reviewers saving once a second`)
await Promise.all([
  command('import', more, '--dataset', 'bench'),
  command('export', '--dataset', 'bench', '--out', join(home, 'out'), '--status', 'all', '--seed', '7'),
])
tell(`${people} reviewers, an import and an export`)
isOver = true
await Promise.race([Promise.all(everyone), wait(5_000)])
clearInterval(memory)
add('P9', `most memory with ${people} reviewers, an import and an export`, `${mostMemory} MB`)
if (refused.length > 0) add('P5', 'saves refused', `${refused.length}: ${[...new Set(refused)].join(', ')}`)

await studio.stop()
template.remove()
rmSync(studio.dataDir, { recursive: true, force: true })
rmSync(home, { recursive: true, force: true })
process.stdout.write(JSON.stringify(figures))
process.exit(0)
