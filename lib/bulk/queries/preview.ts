import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import { can } from '@/lib/auth/permissions'
import type { Actor } from '@/lib/auth/schema'
import { conversationOf } from '@/lib/conversations/kind'
import { db } from '@/lib/db/client'
import { breathe } from '@/lib/db/reader'
import { findExamples } from '@/lib/examples/read'
import { permissionFor } from '@/lib/examples/status'
import { AppError } from '@/lib/result/app-error'
import { tagGroupsOf } from '@/lib/tags/read'
import { changesOf } from '../changes'
import { openFinder } from '../finder'
import { readFixes } from '../fixes'
import { patternProblem } from '../pattern'
import { permissionOf } from '../permission'
import { propose, type Rules } from '../propose'
import { eachSelected } from '../read'
import type { BulkPreview, BulkPreviewRequest } from '../schema'
import { isApproval } from '../words'

const budgetMs = 400
const mostItems = 20
const readAtOnce = 20
const numbersNamed = 5

/**
 * What an action would do, by the same rules as the run itself, one step at a time: a step ends after 20 examples that
 * change (all are only counted with `countOnly`) or 400 ms, and says where the next begins.
 * @throws AppError `invalid` `badPattern`, `badQuery`
 */
export async function previewBulk(
  actor: Actor,
  datasetId: string,
  request: BulkPreviewRequest,
): Promise<BulkPreview> {
  const facts = await authoriseDataset(actor, permissionOf(request.action), datasetId)
  const { action, selection, after = 0, countOnly = false } = request
  const problem = action.type === 'replace' ? patternProblem(action) : null
  if (problem) throw new AppError('invalid', 'badPattern', { params: problem })
  const groups = await tagGroupsOf(db(), datasetId)
  const rules: Rules = {
    tags: groups.map((g) => ({ id: g.id, kind: g.kind, tagIds: g.tags.map((t) => t.id) })),
    may: (edit) => can(actor, permissionFor(edit, false), facts),
  }
  const step = startStep()
  const began = performance.now()
  const isOver = () => performance.now() - began > budgetMs || (!countOnly && step.items.length >= mostItems)
  const finder = action.type === 'replace' ? await openFinder('preview', action) : null
  try {
    for await (const found of eachSelected(db(), actor.id, datasetId, selection, after)) {
      for (let at = 0; at < found.length; at += readAtOnce) {
        const numbers = found.slice(at, at + readAtOnce).map(({ number }) => number)
        if (action.type === 'fix')
          rules.fixes = await readFixes(db(), datasetId, action.check, numbers, groups)
        for (const example of await findExamples(db(), datasetId, numbers)) {
          step.last = example.number
          step.looked++
          if (isApproval(action)) step.seen.push([example.number, example.revision])
          const proposal = await propose(action, example, rules, finder?.find ?? null)
          if (!('plan' in proposal)) step.stays(example.number, proposal)
          else {
            step.changed++
            const draft = { conversation: conversationOf(example.text), ...example }
            if (!countOnly)
              step.items.push({
                number: example.number,
                changes: changesOf(draft, example.status, proposal.plan),
              })
          }
          if (isOver()) return step.end(step.last)
        }
        await breathe()
      }
    }
    return step.end(null)
  } finally {
    await finder?.close()
  }
}

function startStep() {
  const stay = new Map<string, BulkPreview['stay'][number]>()
  return {
    items: [] as BulkPreview['items'],
    seen: [] as BulkPreview['seen'],
    looked: 0,
    changed: 0,
    last: 0,
    stays(number: number, { outcome, reason }: Pick<BulkPreview['stay'][number], 'outcome' | 'reason'>) {
      const key = `${outcome} ${reason}`
      const so = stay.get(key) ?? { outcome, reason, count: 0, numbers: [] }
      so.count++
      if (so.numbers.length < numbersNamed) so.numbers.push(number)
      stay.set(key, so)
    },
    end(next: number | null): BulkPreview {
      const { items, seen, looked, changed } = this
      return { items, seen, looked, changed, stay: [...stay.values()], next }
    },
  }
}
