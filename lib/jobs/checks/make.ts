import 'server-only'
import type { NewFinding } from '@/lib/checks/check-job'
import { factsOf } from '@/lib/checks/facts'
import type { KeyedFacts, Queue } from '@/lib/checks/threads'
import { addCheckDue, addTouched, dropCheckDue, dropFromRanges, setFindings } from '@/lib/checks/writes'
import { db, type Tx } from '@/lib/db/client'
import { dialect, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { takeTurn } from '@/lib/db/turn'
import { persist } from '../import/persist'
import { askJudged, askLooked } from './ask'
import { type Kept, keepEntries } from './bring'
import { broughtIn, entriesOf, findSharers, hashesOf, partnersOf, type StoredEntries } from './partners'
import { isSame, readStates, readToCheck, readWaived, type ToCheck } from './subjects'
import { giveWay } from './urgent'

type Made = {
  from: ToCheck
  findings: NewFinding[]
  /** What it was held against, by id. */
  partners: number[]
}

export type How = {
  queue: Queue
  /** Read here where they are left out. */
  facts?: KeyedFacts
  /** Whether those that are held against others become due: all that many bring is known before one is. */
  defers?: boolean
}

/**
 * Makes the findings of at most 500 examples of a dataset anew. An example that changes meanwhile stays due, and those
 * that it is held against become due where what it brings has changed.
 */
export async function makeFindings(
  datasetId: string,
  ids: readonly number[],
  { queue, facts: given, defers = false }: How,
): Promise<void> {
  // before anything else is read: what becomes due from here on stays so
  const due = await readDueRows(datasetId, ids)
  const [facts, examples, waived] = await Promise.all([
    given ?? factsOf(db(), datasetId),
    readToCheck(ids),
    readWaived(db(), ids),
  ])
  const asked = examples.map(({ id, example }) => ({ ...example, waived: [...(waived.get(id) ?? [])] }))
  const looked = await askLooked(facts, datasetId, asked, queue)
  const bringing = examples.map((from, i) => ({ from, brought: looked[i]!.brought }))
  const kept = await keepEntries(datasetId, bringing, { queue, besides: ids })
  const held = await findPartners(datasetId, examples, kept, defers)
  // most are held against nothing, and are done
  const judged = examples.flatMap(({ id }, i) => {
    const partners = (held.partners.get(id) ?? []).flatMap((one) => held.stored.get(one) ?? [])
    return partners.length === 0 ? [] : [{ id, ...asked[i]!, entries: looked[i]!.brought.entries, partners }]
  })
  const answers = await askJudged(facts, judged, queue)
  const answered = new Map(judged.map(({ id }, i) => [id, answers[i]!]))
  const made = examples.flatMap((from, i): Made[] => {
    const { id } = from
    const partners = held.partners.get(id) ?? []
    if (!kept.has(id) || (defers && partners.length > 0)) return []
    return [{ from, findings: answered.get(id) ?? looked[i]!.found, partners }]
  })
  const deferred = defers ? [...held.partners.keys()] : []
  if (queue === 'later') await giveWay()
  await persist((tx) => store(tx, datasetId, { made, deferred, due, held, kept, asked: ids, examples }))
}

type Held = {
  partners: Map<number, number[]>
  stored: Map<number, StoredEntries>
  /** How often something was brought before they were looked up. */
  brought: number
}

/** Ids of those that each is held against, and what they and it bring. */
async function findPartners(
  datasetId: string,
  examples: readonly ToCheck[],
  kept: ReadonlyMap<number, Kept>,
  defers: boolean,
): Promise<Held> {
  const brought = await broughtIn(db(), datasetId)
  const ids = examples.map(({ id }) => id)
  const partners = await partnersBy(db(), ids, kept)
  const others = defers ? [] : [...new Set([...partners.values()].flat())]
  const stored = await entriesOf(db(), others)
  return { partners, stored, brought }
}

/** By id; those without any are not there. */
async function partnersBy(
  tx: Tx,
  ids: readonly number[],
  kept: ReadonlyMap<number, Kept>,
): Promise<Map<number, number[]>> {
  const keysOf = (id: number) => kept.get(id)?.keys ?? []
  const keys = ids.flatMap(keysOf)
  const partners = new Map<number, number[]>()
  if (keys.length === 0) return partners
  const sharers = await findSharers(tx, keys)
  for (const id of ids) {
    const others = partnersOf(sharers, id, keysOf(id))
    if (others.length > 0) partners.set(id, others)
  }
  return partners
}

type Store = {
  made: Made[]
  /** To be due, if they are not. */
  deferred: number[]
  due: Map<number, number[]>
  held: Held
  kept: ReadonlyMap<number, Kept>
  asked: readonly number[]
  examples: readonly ToCheck[]
}

async function store(tx: Tx, datasetId: string, { made, deferred, due, held, kept, asked, examples }: Store) {
  await takeTurn(tx, `findings:${datasetId}`)
  const now = await readStates(
    tx,
    made.map(({ from }) => from.id),
  )
  // tokens that were counted meanwhile make due only what no range holds
  const same = made.filter(({ from }) => isSame(now.get(from.id), from))
  const outdated = await findOutdated(tx, datasetId, same, { held, kept })
  await addCheckDue(tx, datasetId, [...outdated])
  await addTouched(tx, datasetId, deferred)
  const fresh = same.filter(({ from }) => !outdated.has(from.id))
  const freshIds = fresh.map(({ from }) => from.id)
  const waived = await readWaived(tx, freshIds)
  await setFindings(
    tx,
    datasetId,
    fresh.map(({ from: { id, number }, findings }) => ({
      exampleId: id,
      number,
      findings,
      waived: waived.get(id) ?? new Set(),
    })),
  )
  // what is not there any more is due no more
  const there = new Set(examples.map(({ id }) => id))
  const gone = asked.filter((id) => !there.has(id))
  await dropCheckDue(
    tx,
    [...freshIds, ...gone].flatMap((id) => due.get(id) ?? []),
  )
  const numbers = fresh.map(({ from }) => from.number)
  await dropFromRanges(
    tx,
    datasetId,
    numbers.sort((a, b) => a - b),
  )
}

/** Those that were held against others than they are by now, or against what others don't say any more. */
async function findOutdated(
  tx: Tx,
  datasetId: string,
  made: readonly Made[],
  { held, kept }: Pick<Store, 'held' | 'kept'>,
): Promise<Set<number>> {
  if ((await broughtIn(tx, datasetId)) === held.brought) return new Set()
  const ids = made.map(({ from }) => from.id)
  const now = await hashesOf(tx, [...new Set(made.flatMap(({ partners }) => partners))])
  const there = await partnersBy(tx, ids, kept)
  const isSame = (id: number) => held.stored.get(id)?.hash === now.get(id)?.hash
  const isOutdated = ({ from: { id }, partners }: Made) => {
    const others = there.get(id) ?? []
    return others.some((other) => !partners.includes(other)) || !partners.every(isSame)
  }
  return new Set(made.filter(isOutdated).map(({ from }) => from.id))
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
