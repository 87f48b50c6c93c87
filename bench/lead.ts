import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeConversations } from './conversations'
import { type Figure, sampleMemory } from './figures'

// What a lead waits for: near-duplicates, a balance plan, sides and a version over all of a dataset.
const count = Number(process.argv[2])
const home = mkdtempSync(join(tmpdir(), 'finecut-bench-'))
process.env.FINECUT_DATA_DIR = join(home, 'data')

const { openDirect } = await import('@/cli/direct')
const { closeDb } = await import('@/lib/db/client')
const { surveyStored } = await import('@/lib/jobs/split/place-examples')

const figures: Figure[] = []
async function add<T>(what: string, limit: string, body: () => Promise<T>, said: (value: T) => string) {
  const memory = sampleMemory()
  const [from, cpu] = [performance.now(), process.cpuUsage()]
  const value = await body()
  const seconds = (performance.now() - from) / 1000
  const { user, system } = process.cpuUsage(cpu)
  // of all threads: what a busy machine took longer for shows beside it
  const worked = ((user + system) / 1e6).toFixed(1)
  const measured = `${seconds.toFixed(1)} s (CPU ${worked} s), memory +${memory()} MB at most; ${said(value)}`
  figures.push({ row: 'lead', what, measured, limit })
}

const file = join(home, 'in.jsonl')
await writeConversations(file, count, 7, 20)
const door = await openDirect()
const { id } = await door.createDataset('bench')
const { stored } = await door.importFile(id, { path: file, onError: 'skip-line' })
if (stored !== count) throw new Error(`stored ${stored} of ${count}`)
const tag = async (q: string, name: string) => {
  const groups = await door.listTagGroups(id)
  const found = groups.flatMap(({ tags }) => tags).find((one) => one.name === name)
  await door.runBulk(id, { action: { type: 'tag', tagId: found!.id }, selection: { q } })
}
await tag(`number:<=${Math.floor(count * 0.6)}`, 'refusal')
await tag(`number:>${Math.floor(count * 0.6)}`, 'answer')

await add(
  'near-duplicates of all, nothing known before',
  '60 s',
  () => door.compare(id, 0.85),
  ({ state, looked }) => `${state}, ${looked} compared`,
)
await add(
  'near-duplicates again, nothing new',
  '–',
  () => door.compare(id, 0.85),
  ({ state, looked }) => `${state}, ${looked} compared`,
)
const balance = {
  mode: 'down' as const,
  by: 'examples' as const,
  maxCopies: 3,
  targets: [{ tag: 'outcome/refusal', min: 0.05, max: 0.05 }],
}
await add(
  'a balance plan over all: 60 % refusals to 5 %',
  '5 s, with the sides',
  () => door.planBalance(id, { status: 'all', balance }),
  ({ out, leftOut }) => `${out} go out, ${leftOut} are left out`,
)
const settings = { seed: 7, trainShare: 0.9, validationShare: 0.05, groupIds: ['outcome'], threshold: 0.85 }
const groups = await door.listTagGroups(id)
const groupIds = groups.filter(({ name }) => name === 'outcome').map((group) => group.id)
await add(
  'sides of all worked out by split/2',
  '5 s, with the plan',
  () => surveyStored(id, { ...settings, groupIds }),
  ({ assigned, held }) => `${assigned.length} get a side, ${held.length} are held`,
)
await add(
  'split/2 adopted, every side kept',
  '–',
  () => door.adoptSplit(id, { settings, anew: false }),
  ({ state, placed }) => `${state}, ${placed} placed`,
)
await add(
  'a version of all frozen',
  '–',
  () => door.createVersion(id, { name: 'bench', notes: '', recipe: { status: 'all' } }),
  ({ state }) => state,
)
await door.close()
await closeDb()
rmSync(home, { recursive: true, force: true })
process.stdout.write(JSON.stringify(figures))
process.exit(0)
