import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { writeConversations } from './conversations'
import { type Figure, ms, p, quantile, sampleMemory } from './figures'

// All rule checks over so many conversations, with saves in between; a process of its own for each engine.
const count = Number(process.argv[2])
const saves = 100
// one in so many conversations is much like the one before it
const twinEvery = 20

const home = mkdtempSync(join(tmpdir(), 'finecut-bench-'))
process.env.FINECUT_DATA_DIR = join(home, 'data')

const { local, openDirect } = await import('@/cli/direct')
const { checkEverything } = await import('@/lib/checks/commands/check-everything')
const { getFindingsSummary } = await import('@/lib/checks/queries/summary')
const { getExampleFindings } = await import('@/lib/checks/queries/findings')
const { stopChecking } = await import('@/lib/checks/threads')
const { db } = await import('@/lib/db/client')
const { saveExample } = await import('@/lib/examples/commands/save-example')
const { checkDue } = await import('@/lib/jobs/checks/run')
const { watchForChecks } = await import('@/lib/jobs/checks/watch')
const { subscribe } = await import('@/lib/live/hub')
const { newOperationId } = await import('@/lib/result/operation-id')

const figures: Figure[] = []
const add = (what: string, measured: string, limit = '–') =>
  figures.push({ row: 'Checks', what, measured, limit })
const once = () => ({ operationId: newOperationId() })

const file = join(home, 'in.jsonl')
await writeConversations(file, count, 7, twinEvery)
const door = await openDirect()
const { id: datasetId } = await door.createDataset('bench')
await door.importFile(datasetId, { path: file, onError: 'skip-line' })

/** Settles when the studio says that the findings of this example were made, and it says so itself. */
function untilFound(number: number): { found: Promise<void> } {
  const found = new Promise<void>((done) => {
    const end = subscribe((event) => {
      if (event.type !== 'findings' || event.number !== number) return
      void getExampleFindings(local, { datasetId, number }).then(({ isDue }) => {
        if (isDue) return
        end()
        done()
      })
    })
  })
  return { found }
}

type Taken = { saved: number; found: number }

/** Saves an example with another text; how long that took, and from its answer on until its findings were there. */
async function save(number: number, round: number): Promise<Taken> {
  const { revision, messageIds } = await door.getExample(datasetId, number)
  const edit = {
    type: 'edit-text' as const,
    messageId: messageIds.at(-1)!,
    path: ['content'],
    at: 0,
    remove: '',
    insert: `${round} `,
  }
  const { found } = untilFound(number)
  const began = performance.now()
  await saveExample(local, { datasetId, number }, { ...once(), revision, edits: [edit] })
  const saved = performance.now()
  await found
  return { saved: saved - began, found: performance.now() - saved }
}

async function saveAll(round: number, isOver: () => boolean): Promise<Taken[]> {
  const taken: Taken[] = []
  while (!isOver() && taken.length < saves * 100) {
    taken.push(await save(1 + ((taken.length * 997) % count), round))
    await wait(100)
    if (round === 1 && taken.length === saves) break
  }
  return taken
}

function addSaves(when: string, taken: Taken[]): void {
  const saved = taken.map((one) => one.saved)
  add(`${taken.length} saves ${when}`, `${p(saved)}, p99 ${ms(quantile(saved, 0.99))}`)
  add(`findings behind a save ${when}`, p(taken.map(({ found }) => found)), '300 ms')
}

type Ran = { seconds: number; cpu: number; memory: number }

/** Checks everything; how long that took, and the time of processors that this process used for it. */
async function run(): Promise<Ran> {
  const memory = sampleMemory()
  const [began, before] = [performance.now(), process.cpuUsage()]
  await checkEverything(local, datasetId, once())
  while ((await getFindingsSummary(local, datasetId)).run?.state === 'running') await wait(500)
  const { user, system } = process.cpuUsage(before)
  return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6, memory: memory() }
}

const told = ({ seconds, cpu, memory }: Ran) =>
  `${seconds.toFixed(1)} s, ${Math.round(count / seconds).toLocaleString('en')} a second, ${cpu.toFixed(0)} s of processors, memory +${memory} MB at most`

// what the import left due is done with the rest
await db().checkDue.deleteMany({})
const all = `all rule checks over ${count.toLocaleString('en')} conversations`
const first = await run()
const { checks } = await getFindingsSummary(local, datasetId)
const found = checks.reduce((sum, { open }) => sum + open.info + open.warning + open.error, 0)
add(`${all}, for the first time`, `${told(first)}; ${found.toLocaleString('en')} findings`, '120 s')

const stopWatching = watchForChecks()
await save(1, 0)
addSaves('while nothing else is checked', await saveAll(1, () => false))
await checkDue(datasetId)

let isOver = false
const again = run().finally(() => {
  isOver = true
})
addSaves('while all are checked', await saveAll(2, () => isOver))
add(`${all}, once more, with these saves`, told(await again), '120 s')

stopWatching()
await stopChecking()
await door.close()
rmSync(home, { recursive: true, force: true })
console.log(JSON.stringify(figures))
process.exit(0)
