import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { isConversationEdit } from './edit-kinds'
import type { Plan } from './plan'
import type { StoredAlternative, StoredExample } from './read'
import { type Derived, pairsOf } from './row'
import type { Alternative, Edit, Status, TagOnExample } from './schema'

export type ExampleChange = {
  revision: number
  authorId: string
  at: Date
  /** `pairs` null: search finds it by the same words as before. */
  text?: { text: string; messageIds: string[]; derived: Derived; pairs: string | null }
  status?: { status: Status; reason: string | null; byId: string }
  approved?: { hash: string; revision: number; byId: string } | null
  autoReturned?: boolean
  trashed?: boolean
  sourceKey?: string | null
}

export type NewRevision = {
  exampleId: number
  number: number
  authorId: string
  at: Date
  operationId: string | null
  edits: Edit[]
  undoOf?: string | null
  /** Full text, where this revision can't or shouldn't be reached by replaying edits. */
  snapshot?: { text: string; messageIds: string[] }
  approvalHash?: string
  statusAfter?: Status
}

/** All rows of one new revision of one example. */
export type PreparedChange = {
  id: number
  number: number
  fromRevision: number
  change: ExampleChange
  tags: TagChange
  alternatives?: AlternativeChange
  /** Revision 1, which is written before the first edit. */
  original: NewRevision | null
  revision: NewRevision
}
type TagChange = { before: TagOnExample[]; after: TagOnExample[] }
export type AlternativeChange = { before: StoredAlternative[]; after: StoredAlternative[] }

export type ChangeBy = {
  actor: Pick<Actor, 'id'>
  at: Date
  operationId: string
  undoOf?: string
}

/**
 * What a plan writes: the same for a person's save and for a bulk run. `fresh` is what follows from the new text; null
 * will do where the text stays, and without `pairs` they are made here where search needs them.
 */
export function prepareChange(
  example: StoredExample,
  plan: Plan,
  fresh: { derived: Derived; pairs?: string | null } | null,
  { actor, at, operationId, undoOf }: ChangeBy,
): PreparedChange {
  const revision = example.revision + 1
  const { after } = plan
  if (plan.contentChanged && !fresh) throw new Error('a change of content without what follows from it')
  const snapshot = revision % 20 === 0 || plan.edits.some((e) => e.type === 'restore-revision')
  return {
    id: example.id,
    number: example.number,
    fromRevision: example.revision,
    change: {
      revision,
      authorId: actor.id,
      at,
      trashed: after.trashed === example.trashed ? undefined : after.trashed,
      sourceKey: after.sourceKey === example.sourceKey ? undefined : after.sourceKey,
      text:
        plan.contentChanged && fresh
          ? {
              text: after.text,
              messageIds: after.messageIds,
              derived: fresh.derived,
              pairs: needsPairs(plan) ? (fresh.pairs ?? pairsOf(plan.conversation)) : null,
            }
          : undefined,
      ...decisionOf(actor, example, plan, revision),
    },
    tags: { before: example.tags, after: after.tags },
    alternatives: {
      before: example.alternatives,
      after: after.alternatives.map((one) => (isStored(one) ? one : { ...one, authorId: actor.id, at })),
    },
    original: example.revision === 1 ? originalOf(example) : null,
    revision: {
      exampleId: example.id,
      number: revision,
      authorId: actor.id,
      at,
      operationId,
      edits: plan.edits,
      undoOf,
      approvalHash: fresh?.derived.approvalHash ?? example.approvalHash,
      statusAfter: after.status === example.status ? undefined : after.status,
      snapshot: snapshot ? { text: after.text, messageIds: after.messageIds } : undefined,
    },
  }
}

// what an edit set has no author yet
const isStored = (one: Alternative): one is StoredAlternative => 'authorId' in one

// search looks at texts: a weight is none
export const needsPairs = ({ contentChanged, edits }: Pick<Plan, 'contentChanged' | 'edits'>): boolean =>
  contentChanged &&
  edits.some(
    (edit) => edit.type === 'restore-revision' || (isConversationEdit(edit) && edit.type !== 'set-weight'),
  )

function decisionOf(actor: Pick<Actor, 'id'>, example: StoredExample, plan: Plan, revision: number) {
  const { status, statusReason, approvedHash, autoReturned } = plan.after
  const changed = plan.decided || status !== example.status
  return {
    status: changed ? { status, reason: statusReason, byId: actor.id } : undefined,
    autoReturned: autoReturned === example.autoReturned ? undefined : autoReturned,
    approved: !plan.decided
      ? undefined
      : approvedHash === null
        ? null
        : { hash: approvedHash, revision, byId: actor.id },
  }
}

const originalOf = (example: StoredExample): NewRevision => ({
  exampleId: example.id,
  number: 1,
  authorId: example.authorId,
  at: example.createdAt,
  operationId: null,
  edits: [],
  snapshot: { text: example.text, messageIds: example.messageIds },
})
