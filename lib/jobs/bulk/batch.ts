import 'server-only'
import { addAuditEvents } from '@/lib/audit/writes'
import { can, type Facts } from '@/lib/auth/permissions'
import type { Finder } from '@/lib/bulk/finder'
import { readFixes } from '@/lib/bulk/fixes'
import { type Proposal, propose, proposeUndo, type Rules } from '@/lib/bulk/propose'
import type { Run } from '@/lib/bulk/read'
import type { BulkItemRow } from '@/lib/bulk/schema'
import { setOutcomes } from '@/lib/bulk/writes'
import { db } from '@/lib/db/client'
import { type PreparedChange, prepareChange } from '@/lib/examples/change'
import { knownTokens } from '@/lib/examples/known-tokens'
import { findExamples, type StoredExample } from '@/lib/examples/read'
import { derive } from '@/lib/examples/row'
import type { Edit } from '@/lib/examples/schema'
import { permissionFor } from '@/lib/examples/status'
import { writeChanges } from '@/lib/examples/writes/changes'
import { logDefect } from '@/lib/log/log'
import { tagGroupsOf } from '@/lib/tags/read'
import { countTokensOf } from '@/lib/tokens/count'
import { createPace } from '../import/pace'
import { persist } from '../import/persist'
import type { BulkJob } from './job'

type Item = { number: number; seen: number }
type Planned = { example: StoredExample; proposal: Proposal }
type Past = Map<number, { edits: Edit[]; since: Edit[] }>

/**
 * Changes the next examples of a run, in one transaction together with what is said of them. An example that somebody
 * saves meanwhile keeps its turn. `done` false when there is no next; `ms` is how long the transaction took.
 */
export async function runBatch(
  job: BulkJob,
  run: Run,
  facts: Facts,
  finder: Finder | null,
  size: number,
): Promise<{ done: boolean; ms: number }> {
  const items = await db().bulkItem.findMany({
    where: { runId: run.id, outcome: null },
    orderBy: { number: 'asc' },
    take: size,
    select: { number: true, seen: true },
  })
  if (items.length === 0) return { done: true, ms: 0 }
  const planned = await plan(job, run, facts, finder, items)
  const { changes, outcomes } = await prepare(job, run, items, planned)
  const began = performance.now()
  await persist(async (tx) => {
    const taken = await writeChanges(tx, changes)
    const written = changes.filter(({ id }) => taken.has(id))
    const at = new Date()
    await addAuditEvents(
      tx,
      at,
      written.map(({ number, revision }) => ({
        actorId: job.actor.id,
        action: 'example.save',
        datasetId: run.datasetId,
        target: String(number),
        details: { revision: revision.number, bulk: run.id, edits: revision.edits.map((e) => e.type) },
      })),
    )
    const changed = written.map(
      ({ number, revision }): BulkItemRow => ({
        number,
        outcome: 'changed',
        reason: null,
        revision: revision.number,
      }),
    )
    await setOutcomes(tx, run.id, [...outcomes, ...changed])
  })
  return { done: false, ms: performance.now() - began }
}

async function plan(job: BulkJob, run: Run, facts: Facts, finder: Finder | null, items: Item[]) {
  const { actor } = job
  const pace = createPace()
  const groups = await tagGroupsOf(db(), run.datasetId)
  const isUndo = run.undoOf !== null
  const rules: Rules = {
    tags: groups.map((g) => ({ id: g.id, kind: g.kind, tagIds: g.tags.map((t) => t.id) })),
    may: (edit) => can(actor, permissionFor(edit, isUndo), facts),
  }
  const numbers = items.map(({ number }) => number)
  const seen = new Map(items.map((item) => [item.number, item.seen]))
  const { action, datasetId } = run
  if (action.type === 'fix' && !isUndo)
    rules.fixes = await readFixes(db(), datasetId, action.check, numbers, groups)
  const examples = await findExamples(db(), datasetId, numbers)
  const past: Past = isUndo ? await readPast(examples, seen) : new Map()
  const planned: Planned[] = []
  for (const example of examples) {
    const proposal = await orFailed(run, example, () => {
      if (!isUndo) return propose(run.action, example, rules, finder?.find ?? null, seen.get(example.number)!)
      const { edits, since } = past.get(example.number)!
      return proposeUndo(example, edits, since, rules)
    })
    planned.push({ example, proposal })
    await pace.rest()
  }
  return planned
}

// a defect that one example meets must not keep the others from their turn
async function orFailed(
  run: Run,
  { number }: StoredExample,
  act: () => Proposal | Promise<Proposal>,
): Promise<Proposal> {
  try {
    return await act()
  } catch (error) {
    logDefect(error, { bulk: run.id, example: String(number) })
    return { outcome: 'failed', reason: 'internal' }
  }
}

/** Of each example the edits of the revision that a run made, and those made since. */
async function readPast(examples: StoredExample[], seen: ReadonlyMap<number, number>): Promise<Past> {
  const numberOf = new Map(examples.map(({ id, number }) => [id, number]))
  const rows = await db().revision.findMany({
    where: {
      exampleId: { in: [...numberOf.keys()] },
      number: { gte: Math.min(...seen.values()) },
    },
    orderBy: { number: 'asc' },
    select: { exampleId: true, number: true, edits: true },
  })
  const past: Past = new Map(examples.map(({ number }) => [number, { edits: [], since: [] }]))
  for (const { exampleId, number, edits } of rows) {
    const example = numberOf.get(exampleId)!
    const made = seen.get(example)!
    const parsed = () => JSON.parse(edits) as Edit[]
    if (number === made) past.get(example)!.edits.push(...parsed())
    if (number > made) past.get(example)!.since.push(...parsed())
  }
  return past
}

async function prepare(
  job: BulkJob,
  run: Run,
  items: Item[],
  planned: Planned[],
): Promise<{ changes: PreparedChange[]; outcomes: BulkItemRow[] }> {
  const pace = createPace()
  const there = new Set(planned.map(({ example }) => example.number))
  const outcomes: BulkItemRow[] = items
    .filter(({ number }) => !there.has(number))
    .map(({ number }) => ({ number, outcome: 'skipped', reason: 'gone', revision: null }))
  const plans = planned.flatMap(({ example, proposal }) => {
    if ('plan' in proposal) return [{ example, plan: proposal.plan }]
    outcomes.push({ number: example.number, ...proposal, revision: null })
    return []
  })
  const by = {
    actor: job.actor,
    at: new Date(),
    operationId: operationOf(run.id),
    ...(run.undoOf ? { undoOf: operationOf(run.undoOf) } : {}),
  }
  const tokens = await countTokens(plans)
  const changes: PreparedChange[] = []
  for (const [i, { example, plan }] of plans.entries()) {
    const fresh = plan.contentChanged ? derive(plan.after.text, plan.conversation, tokens[i]!) : null
    changes.push(prepareChange(example, plan, fresh, by))
    await pace.rest()
  }
  return { changes, outcomes }
}

const operationOf = (runId: string) => `bulk-${runId}`

type PlannedChange = { example: StoredExample; plan: Extract<Proposal, { plan: unknown }>['plan'] }

/** Tokens per message of each plan that changes content: counted only for messages that say something else. */
async function countTokens(plans: PlannedChange[]): Promise<number[][]> {
  const each = plans.map(({ example, plan }) =>
    plan.contentChanged
      ? knownTokens(example, { conversation: plan.conversation, messageIds: plan.after.messageIds })
      : { known: [], open: [] },
  )
  const counts = await countTokensOf(
    each.flatMap(({ open }) => open.flat()),
    { background: true },
  )
  let at = 0
  return each.map(({ known, open }) => {
    const sums = open.map((texts) => {
      const own = counts.slice(at, at + texts.length)
      at += texts.length
      return own.reduce((total, count) => total + count, 0)
    })
    return known.map((count) => count ?? sums.shift()!)
  })
}
