import type { BulkAction, BulkPreview, BulkRunRow } from '@/lib/bulk/schema'
import { AppError } from '@/lib/result/app-error'
import { actOf, bulkActionOf, bulkWords } from '../bulk-action'
import type { Door } from '../door'
import { findDataset } from '../find'
import { say } from '../say'
import type { Verb, VerbAnswer } from '../verb'

const text = { type: 'string' } as const
const yes = { type: 'boolean' } as const

export const bulkVerb: Verb = {
  words: ['ACTION'],
  options: {
    dataset: { type: 'string', required: true },
    where: text,
    tag: text,
    rule: text,
    text,
    'text-file': text,
    place: text,
    to: text,
    reason: text,
    find: text,
    with: text,
    pattern: yes,
    'ignore-case': yes,
    'whole-word': yes,
    roles: text,
    'tool-arguments': yes,
    check: text,
    run: text,
    'dry-run': yes,
  },
  run: async (call) => {
    const { options, words } = call
    const word = actOf('bulk', words[0] ?? '', [...bulkWords, 'undo', 'redo'])
    const door = await call.door()
    const dataset = await findDataset(door, String(options.dataset))
    if (word === 'undo' || word === 'redo') {
      const run = need(options.run, 'run')
      return report(door, dataset.id, await door.turnBulk(dataset.id, run, word === 'undo'))
    }
    const action = await bulkActionOf(word, call, await door.listTagGroups(dataset.id))
    const q = need(options.where, 'where')
    // what an example says now is what is mended
    if (word === 'fix') await door.check(dataset.id, false)
    if (options['dry-run']) return preview(door, dataset.id, action, q)
    return report(door, dataset.id, await door.runBulk(dataset.id, { action, selection: { q } }))
  },
}

// nothing is no query: `--where="$Q"` of a script would be everything
function need(value: string | boolean | undefined, option: string): string {
  if (typeof value !== 'string' || value.trim() === '')
    throw new AppError('invalid', 'missingOption', { params: { option } })
  return value
}

/** How the run ended, and what it left alone and why. */
async function report(door: Door, datasetId: string, run: BulkRunRow): Promise<VerbAnswer> {
  const left = [
    ...(await door.listBulkItems(datasetId, run.id, 'skipped')),
    ...(await door.listBulkItems(datasetId, run.id, 'failed')),
  ]
  const { id, state, total, changed, unchanged, skipped, failed } = run
  return {
    data: { run: id, state, total, changed, unchanged, skipped, failed, left },
    lines: [
      say('bulkDone', { run: id, state, total, changed, unchanged, skipped, failed }),
      ...left.map(({ number, reason }) => say('bulkLeft', { number, reason: reason ?? '' })),
    ],
    failed: state !== 'done' || failed > 0,
  }
}

/** Every change that the run would make, one a line. */
async function preview(door: Door, datasetId: string, action: BulkAction, q: string): Promise<VerbAnswer> {
  const records: object[] = []
  const stay = new Map<string, number>()
  let [looked, changed] = [0, 0]
  let after: number | undefined
  do {
    const step: BulkPreview = await door.previewBulk(datasetId, {
      action,
      selection: { q },
      ...(after === undefined ? {} : { after }),
    })
    records.push(...step.items)
    looked += step.looked
    changed += step.changed
    for (const { reason, count } of step.stay) stay.set(reason, (stay.get(reason) ?? 0) + count)
    after = step.next ?? undefined
  } while (after !== undefined)
  return {
    records,
    lines: [
      say('bulkWould', { looked, changed }),
      ...[...stay].map(([reason, count]) => say('bulkStay', { reason, count })),
    ],
  }
}
