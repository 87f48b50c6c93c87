import 'server-only'
import { EditError } from '@/lib/conversations/edit-error'
import { conversationOf } from '@/lib/conversations/kind'
import { collisions, reverseEdits } from '@/lib/examples/edit-kinds'
import { type Current, type Plan, planSave, type TagRules } from '@/lib/examples/plan'
import type { Edit } from '@/lib/examples/schema'
import { AppError } from '@/lib/result/app-error'
import { editsFor, placesOf, replaceEdits, type Subject, type Wanted } from './edits-for'
import type { Finder } from './finder'
import type { BulkAction, BulkReason } from './schema'
import { isApproval } from './words'

type StatusEdit = Extract<Edit, { type: 'set-status' }>

/** What mending an example comes to; null where nothing was found in it. */
export type Fixes = (subject: Subject) => Wanted | null

export type Rules = {
  tags: TagRules
  /** Of an example by its number: what a check found there that nobody waived, and how that is mended. */
  fixes?: Fixes
  /** Whether whoever runs this may change a status so. */
  may: (edit: StatusEdit) => boolean
}
export type Stays = { outcome: 'unchanged' | 'skipped' | 'failed'; reason: BulkReason }
/** What becomes of one example: a plan to be written, or why it stays as it is. */
export type Proposal = { plan: Plan } | Stays
export type Proposed = Current & { number: number; errors: number; revision: number }

const stays = (outcome: Stays['outcome'], reason: BulkReason): Stays => ({ outcome, reason })

/**
 * What an action comes to on an example as it stands. Pure, but that finding may be done elsewhere. `seen` is the
 * revision that was selected: an approval of any other is not given.
 */
export async function propose(
  action: BulkAction,
  example: Proposed,
  rules: Rules,
  find: Finder['find'] | null,
  seen?: number,
): Promise<Proposal> {
  const wanted = await wantedOf(action, example, find, rules.fixes)
  if ('unchanged' in wanted) return stays('unchanged', wanted.unchanged)
  if ('skipped' in wanted) return stays('skipped', wanted.skipped)
  if (isApproval(action) && seen !== undefined && example.revision !== seen)
    return stays('skipped', 'changedSince')
  if (wanted.edits.some((edit) => edit.type === 'set-status' && !rules.may(edit)))
    return stays('skipped', 'notAllowed')
  return plan(example, wanted.edits, rules, false)
}

async function wantedOf(
  action: BulkAction,
  example: Proposed,
  find: Finder['find'] | null,
  fixes: Fixes | undefined,
): Promise<Wanted> {
  const draft = { conversation: conversationOf(example.text), messageIds: example.messageIds }
  const subject: Subject = { ...example, draft }
  if (action.type !== 'replace' && action.type !== 'fix') return editsFor(action, subject)
  if (subject.trashed) return { skipped: 'inTrash' }
  if (action.type === 'fix') return fixes?.(subject) ?? { unchanged: 'nothingFound' }
  const places = placesOf(action, draft)
  if (places.length === 0 || !find) return { unchanged: 'noMatch' }
  return replaceEdits(places, await find(places.map(({ text }) => text)))
}

/**
 * What taking one revision back comes to: the reverse of its edits, unless something of it was changed `since`, by
 * whomever.
 */
export function proposeUndo(
  example: Proposed,
  edits: readonly Edit[],
  since: readonly Edit[],
  rules: Rules,
): Proposal {
  const reversed = reverseEdits(edits)
  if (collisions(reversed, since).length > 0) return stays('skipped', 'changedSince')
  if (reversed.some((edit) => edit.type === 'set-status' && !rules.may(edit)))
    return stays('skipped', 'notAllowed')
  return plan(example, reversed, rules, true)
}

function plan(example: Proposed, edits: Edit[], rules: Rules, strict: boolean): Proposal {
  try {
    const planned = planSave(example, edits, rules.tags, strict)
    return planned.edits.length > 0 ? { plan: planned } : stays('unchanged', 'already')
  } catch (error) {
    const reason = reasonOf(error)
    if (!reason && !(strict && error instanceof EditError)) throw error
    return stays('skipped', reason ?? 'changedSince')
  }
}

function reasonOf(error: unknown): BulkReason | null {
  if (error instanceof EditError) {
    if (error.reason === 'duplicate-keys') return 'duplicateKeys'
    return error.reason === 'line-too-long' ? 'tooLong' : null
  }
  if (!(error instanceof AppError)) return null
  if (error.reason === 'tagGone') return 'tagGone'
  return error.reason === 'undoOverlaps' || error.reason === 'messageGone' ? 'changedSince' : null
}
