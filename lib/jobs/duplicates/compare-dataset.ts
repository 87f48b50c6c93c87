import 'server-only'
import { transaction } from '@/lib/db/client'
import { dialect, raw, sql } from '@/lib/db/dialect'
import { breathe, readSnapshot } from '@/lib/db/reader'
import { answerCompareJob, type CompareAnswer, type CompareJob } from '@/lib/duplicates/answer'
import type { Candidates } from '@/lib/duplicates/candidates'
import { comparePairs, type FoundPair } from '@/lib/duplicates/compare'
import { eachPair, type Select } from '@/lib/duplicates/read'
import type { Verified } from '@/lib/duplicates/sketch'
import {
  dropFormerPairs,
  dropPairsOf,
  forgetSketches,
  type PairKey,
  setPairs,
  setSketches,
  supersedeComparisons,
} from '@/lib/duplicates/writes'
import { createThread } from '@/lib/threads/thread'
import { persist } from '../import/persist'
import { requireNotCancelled } from '../room'
import { type Ask, type Example, readTexts, type SketchedList, sketchAll, storedSketch } from './sketch-all'

export type Comparison = {
  runId: string
  datasetId: string
  threshold: number
  /** Whether all pairs are looked for anew, as under another threshold. */
  anew: boolean
  signal: AbortSignal
  onProgress(percent: number, looked: number): void
}

const rowsAtOnce = 500
const sketchShare = 70
// a thread takes half a second to start
const leastForThread = 1_000
const leastForTwo = 20_000

/**
 * Compares what is due of a dataset, as of one snapshot, and keeps what it finds; how many texts were read. One that is cut
 * off leaves due what was due, and once it replaces what was found by another threshold, nothing says that this was done.
 */
export async function compareDataset(comparison: Comparison): Promise<number> {
  return readSnapshot(async (page) => {
    const select: Select = ({ sql: text, params }) => page(text, params)
    const count = await countExamples(select, comparison.datasetId)
    const { ask, stop } = openComparer(count)
    try {
      const { datasetId, signal, onProgress } = comparison
      const list = await sketchAll({ select, ask, datasetId, count }, (seen, looked) => {
        signal.throwIfAborted()
        onProgress(Math.floor((sketchShare * seen) / count), looked)
      })
      await findPairs(comparison, select, ask, list)
      await transaction(requireNotCancelled)
      await replaceKnown(comparison, list)
      return list.examples.filter(({ isChanged }) => isChanged).length
    } finally {
      await stop()
    }
  })
}

function openComparer(count: number): { ask: Ask; stop: () => Promise<void> } {
  if (count < leastForThread) return { ask: async (job) => answerCompareJob(job), stop: async () => {} }
  const script = 'lib/duplicates/compare-worker.mjs'
  const thread = createThread<CompareJob, CompareAnswer>(script)
  if (count < leastForTwo) return { ask: (job) => thread.ask(job, 'later'), stop: thread.stop }
  // sketches are most of the work and need nothing of each other; the sets of compared texts are kept in one thread
  const second = createThread<CompareJob, CompareAnswer>(script)
  let turn = 0
  return {
    ask: (job) => (job.kind === 'sketch' && turn++ % 2 === 1 ? second : thread).ask(job, 'later'),
    stop: async () => void (await Promise.all([thread.stop(), second.stop()])),
  }
}

async function countExamples(select: Select, datasetId: string): Promise<number> {
  const [row] = await select<{ n: number }>(
    sql`SELECT COUNT(*) AS "n" FROM "Example" e
      WHERE e."datasetId" = ${datasetId} AND e."visible" = ${raw(dialect.yes)}`,
  )
  return Number(row?.n ?? 0)
}

async function findPairs(
  { runId, datasetId, threshold, anew, signal, onProgress }: Comparison,
  select: Select,
  ask: Ask,
  { examples, signatures }: SketchedList,
): Promise<void> {
  const placeOf = new Map(examples.map(({ id }, place) => [id, place]))
  const known: FoundPair[] = []
  const neighbours: Example[] = []
  for await (const pairs of eachPair(select, datasetId, 0))
    for (const { lowId, highId, alike } of pairs) {
      const places = [placeOf.get(lowId), placeOf.get(highId)]
      if (places.some((place) => place === undefined)) continue
      const [a, b] = (places as number[]).sort((x, y) => x - y) as [number, number]
      const [first, second] = [examples[a]!, examples[b]!]
      if (first.isChanged || second.isChanged) neighbours.push(first, second)
      else if (!anew && alike >= threshold) known.push({ a, b, alike })
    }
  for (const example of anew ? examples : neighbours) example.isDue = true
  if (!examples.some(({ isDue }) => isDue)) return
  const looked = examples.filter(({ isChanged }) => isChanged).length
  const apart = await readApart(select, datasetId, examples, placeOf)
  await forgetChanged(examples)
  await comparePairs(
    { examples, signatures },
    {
      run: runId,
      threshold,
      known,
      isApart: (a, b) => apart.has(`${a} ${b}`),
      comparer: {
        findCandidates: async (job) => (await ask({ kind: 'candidates', job })) as Candidates,
        verify: async (job) => (await ask({ kind: 'verify', job })) as Verified,
      },
      readTexts: async (places) => {
        const texts = await readTexts(
          select,
          places.map((place) => examples[place]!.id),
        )
        return places.flatMap((place) => {
          const text = texts.get(examples[place]!.id)
          return text === undefined ? [] : [[place, text] as [number, string]]
        })
      },
      onPairs: async (pairs) => {
        const rows = pairs.map(({ a, b, alike }) => {
          const ids = [examples[a]!.id, examples[b]!.id].sort((x, y) => x - y)
          return { lowId: ids[0]!, highId: ids[1]!, alike }
        })
        await persist((tx) => setPairs(tx, datasetId, runId, rows))
      },
      onProgress: (share) => {
        signal.throwIfAborted()
        onProgress(sketchShare + Math.floor((99 - sketchShare) * share), looked)
      },
    },
  )
}

/** Pairs of places that somebody told apart, while both say what they said then. */
async function readApart(
  select: Select,
  datasetId: string,
  examples: Example[],
  placeOf: ReadonlyMap<number, number>,
): Promise<Set<string>> {
  const rows = await select<{ lowId: number; highId: number; lowText: string; highText: string }>(
    sql`SELECT d."lowId", d."highId", d."lowText", d."highText" FROM "DuplicateDecision" d
      WHERE d."datasetId" = ${datasetId}`,
  )
  const apart = new Set<string>()
  for (const { lowId, highId, lowText, highText } of rows) {
    const [low, high] = [placeOf.get(lowId), placeOf.get(highId)]
    if (low === undefined || high === undefined) continue
    if (examples[low]!.textHash !== lowText || examples[high]!.textHash !== highText) continue
    apart.add(`${Math.min(low, high)} ${Math.max(low, high)}`)
  }
  return apart
}

/** Makes due what an interrupted comparison must not leave half known. */
async function forgetChanged(examples: Example[]): Promise<void> {
  const ids = examples.flatMap(({ id, isChanged, wasKnown }) => (isChanged && wasKnown ? [id] : []))
  for (let at = 0; at < ids.length; at += rowsAtOnce)
    await persist((tx) => forgetSketches(tx, ids.slice(at, at + rowsAtOnce)))
}

async function replaceKnown(
  { runId, datasetId, anew }: Comparison,
  { examples, signatures }: SketchedList,
): Promise<void> {
  // from here on the former pairs go: nothing may say that they are all there
  if (anew) await persist((tx) => supersedeComparisons(tx, datasetId))
  const changed = examples.filter(({ isChanged }) => isChanged)
  for (let at = 0; at < changed.length; at += rowsAtOnce) {
    const some = changed.slice(at, at + rowsAtOnce)
    const known = some.flatMap(({ id, wasKnown }) => (wasKnown ? [id] : []))
    if (!anew && known.length > 0) await dropAll(() => persist((tx) => dropPairsOf(tx, runId, known)))
    await persist((tx) =>
      setSketches(
        tx,
        datasetId,
        some.map((example) => storedSketch(example, signatures)),
      ),
    )
    await breathe()
  }
  if (anew)
    await dropAll((after: PairKey | null) =>
      persist((tx) => dropFormerPairs(tx, { datasetId, runId }, after)),
    )
}

/** Drops some after the other, until none is left. */
async function dropAll(drop: (after: PairKey | null) => Promise<PairKey | null>): Promise<void> {
  for (let last = await drop(null); last; last = await drop(last)) await breathe()
}
