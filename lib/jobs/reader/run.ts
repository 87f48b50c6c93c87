import 'server-only'
import { addAuditEvent } from '@/lib/audit/writes'
import { authoriseDataset } from '@/lib/auth/authorise'
import { db, transaction } from '@/lib/db/client'
import { mapDatabaseError } from '@/lib/db/errors'
import { publish } from '@/lib/live/hub'
import { logDefect } from '@/lib/log/log'
import { AppError } from '@/lib/result/app-error'
import { costOf, type Unanswered } from '@/lib/second-reader/ask'
import { requireConsent, type StoredEndpoint } from '@/lib/second-reader/endpoint'
import { findReading, type Reading } from '@/lib/second-reader/read'
import { isReading } from '@/lib/second-reader/words'
import { endReading, setWaiting } from '@/lib/second-reader/writes'
import { persist } from '../import/persist'
import type { StopReason } from '../room'
import { collect } from './collect'
import type { ReadingJob } from './job'
import { keep, pass } from './keep'
import { askPatiently } from './patient'
import { type Prepared, prepare } from './prepare'

const shutdown: StopReason = 'shutdown'
const atOnce = 4
// in a row, each of them tried several times: the endpoint is down, and goes on being asked for nothing
const mostUnanswered = 3
const mostMalformed = 10

/**
 * Brings a reading to its end. What was read stays, however it ends; what the process's end cuts off goes on at the next
 * start, with the questions that were not answered.
 */
export async function runReading(job: ReadingJob, signal: AbortSignal): Promise<void> {
  try {
    await work(job, signal)
  } catch (error) {
    if (signal.aborted && signal.reason === shutdown) return
    if (signal.aborted) await settle(job, 'cancelled')
    else await settle(job, 'stopped', reasonOf(error, job.runId))
  }
  tell(job)
}

async function work(job: ReadingJob, signal: AbortSignal): Promise<void> {
  const first = await findReading(db(), job.datasetId, job.runId)
  if (first?.state === 'collecting') await collect(first, job.actor, signal)
  const streak = { unanswered: 0, malformed: 0 }
  for (;;) {
    signal.throwIfAborted()
    const run = await findReading(db(), job.datasetId, job.runId)
    if (!run || !isReading(run.state)) return
    const endpoint = await mayGoOn(job, run)
    const items = await db().readerItem.findMany({
      where: { runId: run.id, outcome: null },
      orderBy: { number: 'asc' },
      take: run.task.type === 'propose' ? 1 : atOnce,
      select: { number: true, seen: true },
    })
    if (items.length === 0) return settle(job, 'done')
    const prepared = await prepare(run, endpoint, items)
    const paid = within(run, endpoint, prepared)
    if (paid.length === 0) return settle(job, 'stopped', 'readerBudget')
    const stop = await askAll(job, run, endpoint, paid, signal, streak)
    tell(job)
    if (stop) return settle(job, 'stopped', stop)
  }
}

// asked anew each time: a role, the switch and the endpoint may be taken away while a long run works
async function mayGoOn(job: ReadingJob, run: Reading): Promise<StoredEndpoint> {
  await authoriseDataset(job.actor, 'edit examples', job.datasetId)
  const endpoint = await requireConsent(db(), job.datasetId)
  if (endpoint.model !== run.model || endpoint.host !== run.host)
    throw new AppError('conflict', 'readerMoved')
  return endpoint
}

/** What the budget is sure to pay for; what needs no question costs nothing. */
function within(run: Reading, endpoint: StoredEndpoint, prepared: Prepared[]): Prepared[] {
  let cost = run.cost
  const paid: Prepared[] = []
  for (const item of prepared) {
    if ('question' in item) {
      cost += costOf(endpoint, { tokensIn: item.tokens, tokensOut: endpoint.mostTokensOut })
      if (cost > run.mostMoney) break
    }
    paid.push(item)
  }
  return paid
}

type Streak = { unanswered: number; malformed: number }

/** Asks a few questions at once and keeps what comes of them; why the run must stop, where it must. */
async function askAll(
  job: ReadingJob,
  run: Reading,
  endpoint: StoredEndpoint,
  items: Prepared[],
  signal: AbortSignal,
  streak: Streak,
): Promise<string | null> {
  const onWait = (until: Date | null) =>
    void transaction((tx) => setWaiting(tx, run.id, until)).then(
      () => tell(job),
      () => {},
    )
  const settled = await Promise.allSettled(
    items.map(async (item) => {
      if (!('question' in item)) return pass(job, item)
      const answer = await askPatiently(endpoint, item.question, { signal, onWait })
      if (answer.kind === 'failure') return { item, failure: answer }
      return keep(job, run, endpoint, item, answer)
    }),
  )
  const told = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
  const failed = told.filter((one): one is Failed => typeof one === 'object')
  const answered = told.length - failed.length
  const lasting = failed.find(({ failure }) => failure.lasts === 'lasting')
  if (lasting) return lasting.failure.reason
  for (const outcome of told)
    if (outcome === 'malformed') streak.malformed++
    else if (outcome === 'read') streak.malformed = 0
  if (streak.malformed >= mostMalformed) return 'readerMalformed'
  if (answered > 0) {
    streak.unanswered = 0
    // the endpoint answers others: this question is one that it can't
    for (const { item, failure } of failed) await pass(job, { ...item, reason: failure.reason })
    return null
  }
  streak.unanswered += failed.length
  const left = run.total - run.looked
  return streak.unanswered >= Math.min(mostUnanswered, left) ? failed[0]!.failure.reason : null
}
type Failed = { item: Extract<Prepared, { question: unknown }>; failure: Unanswered }

const tell = ({ datasetId, actor }: ReadingJob): void =>
  publish([{ type: 'reader', datasetId, actorId: actor.id }])

async function settle(
  { runId, datasetId, actor }: ReadingJob,
  state: 'done' | 'cancelled' | 'stopped',
  message?: string,
): Promise<void> {
  await persist(async (tx) => {
    if (!(await endReading(tx, runId, { state, message }))) return
    const run = await findReading(tx, datasetId, runId)
    const details = {
      state,
      ...(message ? { reason: message } : {}),
      looked: run?.looked,
      suggested: run?.suggested,
      malformed: run?.malformed,
      cost: run?.cost,
    }
    await addAuditEvent(tx, { actorId: actor.id, action: 'reader.end', datasetId, target: runId, details })
  })
}

function reasonOf(error: unknown, runId: string): string {
  const mapped = mapDatabaseError(error)
  if (mapped instanceof AppError) return mapped.reason
  logDefect(error, { reading: runId })
  return 'internal'
}
