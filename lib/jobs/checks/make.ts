import 'server-only'
import type { ExampleIn, ExampleToCheck, NewFinding, OwnEntry } from '@/lib/checks/check-job'
import { factsOf } from '@/lib/checks/facts'
import { askChecks, type KeyedFacts } from '@/lib/checks/threads'
import { addCheckDue, dropCheckDue, type MadeFindings, setFindings } from '@/lib/checks/writes'
import { db, type Tx } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { takeTurn } from '@/lib/db/turn'
import { byBytes } from '@/lib/exports/reader'
import { log } from '@/lib/log/log'
import { persist } from '../import/persist'
import { changedEntries, entriesOf, findByKeys, partnersOf, type StoredEntry, withFresh } from './partners'
import { readToCheck, type ToCheck } from './subjects'

type Queue = 'first' | 'later'
// short enough that a save never waits long for a thread
const bytesPerJob = 64_000

type Checked = {
  from: ToCheck
  findings: NewFinding[]
  entries: OwnEntry[]
  partners: StoredEntry[]
}

/**
 * Makes the findings of at most 500 examples of a dataset anew. An example that changes meanwhile stays due, and those
 * that it is held against become due where what it brings has changed. Numbers of those that were made.
 */
export async function makeFindings(
  datasetId: string,
  ids: readonly number[],
  queue: Queue,
): Promise<number[]> {
  // before anything is read: what becomes due from here on stays so
  const due = await readDueRows(datasetId, ids)
  const [facts, examples] = await Promise.all([factsOf(db(), datasetId), readToCheck(ids)])
  const waived = await readWaived(
    db(),
    examples.map(({ id }) => id),
  )
  const toCheck = (i: number, partners: StoredEntry[]): ExampleToCheck => ({
    ...examples[i]!.example,
    partners: partners.map(({ exampleId: _, ...partner }) => partner),
    waived: [...(waived.get(examples[i]!.id) ?? [])],
  })
  const alone = await askFindings(
    facts,
    examples.map((_, i) => toCheck(i, [])),
    queue,
  )
  const entries = alone.map((one, i) => (examples[i]!.counts ? one.entries : []))
  const wanted = entries.flat()
  const stored = wanted.length > 0 ? await findByKeys(db(), datasetId, wanted) : new Map()
  const found = withFresh(
    stored,
    examples.map(({ id, number }, i) => ({ exampleId: id, number, entries: entries[i]! })),
  )
  const partners = examples.map(({ id }, i) => partnersOf(found, id, entries[i]!))
  // most are held against nothing, and are done
  const held = partners.flatMap((own, i) => (own.length > 0 ? [i] : []))
  const again = await askFindings(
    facts,
    held.map((i) => toCheck(i, partners[i]!)),
    queue,
  )
  const findings = alone.map((one, i) => (again[held.indexOf(i)] ?? one).found)
  const checked = examples.map(
    (from, i): Checked => ({
      from,
      findings: findings[i]!,
      entries: entries[i]!,
      partners: partners[i]!,
    }),
  )
  return persist((tx) => store(tx, datasetId, { checked, due, asked: ids }))
}

type Store = {
  checked: Checked[]
  due: Map<number, number[]>
  asked: readonly number[]
}

async function store(tx: Tx, datasetId: string, { checked, due, asked }: Store): Promise<number[]> {
  await takeTurn(tx, `findings:${datasetId}`)
  const ids = checked.map(({ from }) => from.id)
  const now = await readRevisions(tx, ids)
  const same = checked.filter(({ from }) => now.get(from.id) === from.revision)
  const outdated = await findOutdated(tx, datasetId, same)
  await addCheckDue(tx, datasetId, [...outdated])
  const fresh = same.filter(({ from }) => !outdated.has(from.id))
  const freshIds = fresh.map(({ from }) => from.id)
  const waived = await readWaived(tx, freshIds)
  const before = await entriesOf(tx, freshIds)
  const made = fresh.map(({ from, findings, entries }): MadeFindings => {
    const isSame = changedEntries(before.get(from.id) ?? [], entries).length === 0
    return {
      exampleId: from.id,
      number: from.number,
      findings,
      entries: isSame ? null : entries,
      waived: waived.get(from.id) ?? new Set(),
    }
  })
  await setFindings(tx, datasetId, made)
  await addCheckDue(tx, datasetId, await findTouched(tx, datasetId, fresh, before))
  // what is not there any more is due no more
  const gone = asked.filter((id) => !ids.includes(id))
  await dropCheckDue(
    tx,
    [...freshIds, ...gone].flatMap((id) => due.get(id) ?? []),
  )
  return fresh.map(({ from }) => from.number)
}

/** Those that were held against what others don't say any more: it may have been purged. */
async function findOutdated(tx: Tx, datasetId: string, checked: readonly Checked[]): Promise<Set<number>> {
  const held = checked.filter(({ partners }) => partners.length > 0)
  if (held.length === 0) return new Set()
  const found = withFresh(
    await findByKeys(
      tx,
      datasetId,
      held.flatMap(({ partners }) => partners),
    ),
    checked.map(({ from, entries }) => ({ exampleId: from.id, number: from.number, entries })),
  )
  const isThere = (partner: StoredEntry) =>
    found
      .get(`${partner.check} ${partner.key}`)
      ?.some((one) => one.exampleId === partner.exampleId && one.facts === partner.facts)
  return new Set(held.filter(({ partners }) => !partners.every(isThere)).map(({ from }) => from.id))
}

/**
 * Those that are to be made anew since others brought something else; of an example that was held against fewer than it
 * is by now, itself.
 */
async function findTouched(
  tx: Tx,
  datasetId: string,
  fresh: readonly Checked[],
  before: ReadonlyMap<number, OwnEntry[]>,
): Promise<number[]> {
  const changed = fresh.map(({ from, entries }) => changedEntries(before.get(from.id) ?? [], entries))
  if (changed.every((entries) => entries.length === 0)) return []
  const found = await findByKeys(tx, datasetId, changed.flat())
  const freshIds = new Set(fresh.map(({ from }) => from.id))
  const touched = new Set<number>()
  for (const [i, { from, entries, partners }] of fresh.entries()) {
    // of this batch, each was held against what the others bring now
    for (const { exampleId } of partnersOf(found, from.id, changed[i]!))
      if (!freshIds.has(exampleId)) touched.add(exampleId)
    const judged = new Set(partners.map(({ exampleId }) => exampleId))
    const brought = changed[i]!.filter((entry) => entries.includes(entry))
    if (partnersOf(found, from.id, brought).some(({ exampleId }) => !judged.has(exampleId)))
      touched.add(from.id)
  }
  return [...touched]
}

type Answered = { found: NewFinding[]; entries: OwnEntry[] }

const askFindings = (facts: KeyedFacts, examples: ExampleToCheck[], queue: Queue): Promise<Answered[]> =>
  inJobs(examples, async (some) => {
    const answer = await askChecks(facts, { kind: 'find', examples: some }, queue)
    if (answer === 'missing' || !('checked' in answer)) throw new Error('checks gave no findings')
    for (const check of answer.failed) log.error({ check }, 'a check failed')
    return answer.checked
  })

async function inJobs<T extends ExampleIn, A>(examples: T[], ask: (some: T[]) => Promise<A[]>): Promise<A[]> {
  const jobs = [
    ...byBytes(
      examples.map((example) => ({ example, bytes: example.text.length })),
      bytesPerJob,
    ),
  ]
  const answers = await Promise.all(jobs.map((job) => ask(job.map(({ example }) => example))))
  return answers.flat()
}

async function readDueRows(datasetId: string, ids: readonly number[]): Promise<Map<number, number[]>> {
  const rows = await selectSql<{ id: number | bigint; exampleId: number | bigint }>(
    db(),
    sql`SELECT d."id", d."exampleId" FROM "CheckDue" d
      WHERE d."datasetId" = ${datasetId} AND ${dialect.isOneOf('d."exampleId"', ids)}`,
  )
  const found = new Map<number, number[]>()
  for (const { id, exampleId } of rows)
    found.set(Number(exampleId), [...(found.get(Number(exampleId)) ?? []), Number(id)])
  return found
}

async function readRevisions(tx: Tx, ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await selectSql<{ id: number | bigint; revision: number | bigint }>(
    tx,
    sql`SELECT e."id", e."revision" FROM "Example" e
      WHERE ${dialect.isOneOf('e."id"', ids)} AND e."visible" = ${raw(dialect.yes)}`,
  )
  return new Map(rows.map(({ id, revision }) => [Number(id), Number(revision)]))
}

async function readWaived(tx: Tx, ids: readonly number[]): Promise<Map<number, Set<string>>> {
  const rows = await tx.findingWaiver.findMany({
    where: { exampleId: { in: [...ids] } },
    select: { exampleId: true, fingerprint: true },
  })
  const found = new Map<number, Set<string>>()
  for (const { exampleId, fingerprint } of rows)
    found.set(exampleId, (found.get(exampleId) ?? new Set()).add(fingerprint))
  return found
}
