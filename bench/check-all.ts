import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { writeConversations } from './conversations'
import { type Figure, p, sampleMemory } from './figures'

// All rule checks over so many conversations, with saves in between; a process of its own for each engine.
const count = Number(process.argv[2])
const saves = 60

const home = mkdtempSync(join(tmpdir(), 'finecut-bench-'))
process.env.FINECUT_DATA_DIR = join(home, 'data')

const { local, openDirect } = await import('@/cli/direct')
const { checkEverything } = await import('@/lib/checks/commands/check-everything')
const { getFindingsSummary } = await import('@/lib/checks/queries/summary')
const { getExampleFindings } = await import('@/lib/checks/queries/findings')
const { stopChecking } = await import('@/lib/checks/threads')
const { db } = await import('@/lib/db/client')
const { saveExample } = await import('@/lib/examples/commands/save-example')
const { watchForChecks } = await import('@/lib/jobs/checks/watch')
const { newOperationId } = await import('@/lib/result/operation-id')

const figures: Figure[] = []
const add = (what: string, measured: string, limit = '–') =>
  figures.push({ row: 'Checks', what, measured, limit })
const once = () => ({ operationId: newOperationId() })

const file = join(home, 'in.jsonl')
await writeConversations(file, count)
const door = await openDirect()
const { id: datasetId } = await door.createDataset('bench')
await door.importFile(datasetId, { path: file, onError: 'skip-line' })

/** Saves an example with another text; how long that took, and from its answer on until its findings were there. */
async function save(number: number, round: number): Promise<{ saved: number; found: number }> {
  const { revision, messageIds } = await door.getExample(datasetId, number)
  const edit = {
    type: 'edit-text' as const,
    messageId: messageIds.at(-1)!,
    path: ['content'],
    at: 0,
    remove: '',
    insert: `${round} `,
  }
  const began = performance.now()
  await saveExample(local, { datasetId, number }, { ...once(), revision, edits: [edit] })
  const saved = performance.now()
  while ((await getExampleFindings(local, { datasetId, number })).isDue) await wait(5)
  return { saved: saved - began, found: performance.now() - saved }
}

async function saveAll(round: number, isOver: () => boolean = () => false) {
  const times: { saved: number; found: number }[] = []
  for (let i = 0; i < saves && !isOver(); i++) {
    times.push(await save(1 + ((i * 997) % count), round))
    await wait(100)
  }
  const by = (key: 'saved' | 'found') => times.map((time) => time[key])
  return `${times.length} saves: save ${p(by('saved'))}; findings behind it ${p(by('found'))}`
}

// what the import left due is done with the rest
await db().checkDue.deleteMany({})
const stopWatching = watchForChecks()
await save(1, 0)
add('while nothing else is checked', await saveAll(1), '300 ms')

const memory = sampleMemory()
let isOver = false
const began = performance.now()
await checkEverything(local, datasetId, once())
const ended = (async () => {
  while ((await getFindingsSummary(local, datasetId)).run?.state === 'running') await wait(500)
  isOver = true
  return (performance.now() - began) / 1000
})()
const meanwhile = await saveAll(2, () => isOver)
const seconds = await ended
const { checks } = await getFindingsSummary(local, datasetId)
const found = checks.reduce((sum, { open }) => sum + open.info + open.warning + open.error, 0)
add(
  `all rule checks over ${count.toLocaleString('en')} conversations`,
  `${seconds.toFixed(1)} s, ${found.toLocaleString('en')} findings, memory +${memory()} MB at most`,
  '120 s',
)
add('while all of them are checked', meanwhile, '300 ms')

stopWatching()
await stopChecking()
await door.close()
rmSync(home, { recursive: true, force: true })
console.log(JSON.stringify(figures))
process.exit(0)
