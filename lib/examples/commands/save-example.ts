import 'server-only'
import { authoriseDataset, type DatasetAccess } from '@/lib/auth/authorise'
import { can } from '@/lib/auth/permissions'
import type { Actor } from '@/lib/auth/schema'
import { EditError } from '@/lib/conversations/edit-error'
import { conversationOf } from '@/lib/conversations/kind'
import { db } from '@/lib/db/client'
import { operate, peekFirstAnswer } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { namedMarks, truthfulMarks } from '@/lib/second-reader/marks'
import { decideSuggestion } from '@/lib/second-reader/writes'
import { tagGroupsOf } from '@/lib/tags/read'
import { countMessages } from '@/lib/tokens/count'
import { needsPairs, prepareChange } from '../change'
import { namesOf, shownAlternatives } from '../detail'
import { collisions, isTagEdit } from '../edit-kinds'
import { deriveFresh } from '../fresh'
import { baseOf, editsOf, revisionsSince, type Since } from '../others'
import { type Current, type Plan, planSave } from '../plan'
import { getExample } from '../queries/example'
import { findExample, type StoredAlternative, type StoredExample, textAt } from '../read'
import type { SaveAnswer, SaveConflict, SaveRequest } from '../schema'
import { permissionFor } from '../status'
import { writeChanges } from '../writes/changes'

const mostAttempts = 20

export type ExampleAddress = { datasetId: string; number: number }

/**
 * One acknowledged save: edits replayed on the stored revision, as one new revision.
 * @throws AppError `conflict` `exampleChanged` with both sides where others changed the same thing meanwhile.
 */
export async function saveExample(
  actor: Actor,
  at: ExampleAddress,
  request: SaveRequest,
): Promise<SaveAnswer> {
  const access = await authoriseDataset(actor, 'edit examples', at.datasetId)
  if (request.by !== undefined && request.by !== actor.id) throw new AppError('unauthenticated')
  for (const edit of request.edits)
    if (edit.type === 'set-status') authoriseStatus(actor, access, edit, request.undoOf !== undefined)
  const firstAnswer = async () => {
    const first = await peekFirstAnswer(db(), actor, operationOf(at, request))
    return first?.answer as SaveAnswer | undefined
  }
  for (let attempt = 1; ; attempt++) {
    const example = await findExample(db(), at.datasetId, at.number)
    if (!example) throw new AppError('not_found')
    try {
      const answer = await saveOn(actor, at, request, example)
      // nothing was left to do, perhaps because the same request, sent twice, was just done
      return (answer.saved === null && (await firstAnswer())) || answer
    } catch (error) {
      const twin = await firstAnswer()
      if (twin) return twin
      // another save came between reading and writing: once more on what stands there now
      if (!(error instanceof AppError) || error.reason !== 'staleRevision') throw error
      if (attempt === mostAttempts) throw new AppError('unavailable', 'unavailable', { retryAfterSeconds: 1 })
    }
  }
}

const operationOf = ({ datasetId, number }: ExampleAddress, { operationId }: SaveRequest) => ({
  // the edits are no part of it: what a browser sends again may be put together by a newer build
  request: { operationId },
  action: 'example.save',
  datasetId,
  target: String(number),
})

function authoriseStatus(
  actor: Actor,
  access: DatasetAccess,
  edit: Parameters<typeof permissionFor>[0],
  undo: boolean,
) {
  if (!can(actor, permissionFor(edit, undo), access)) throw new AppError('forbidden')
  if (edit.to === 'changes_requested' && !edit.reason && !undo) throw new AppError('invalid', 'reasonMissing')
}

async function saveOn(actor: Actor, at: ExampleAddress, asked: SaveRequest, example: StoredExample) {
  const request = { ...asked, edits: await namedMarks(db(), example.id, asked.edits) }
  const since = await refuseCollisions(actor, at, request, example)
  const planned = await makePlan(actor, at, request, example, since)
  const isEdited = async () => planned.after.text !== (await textAt(db(), example, 1))?.text
  const plan = { ...planned, edits: await truthfulMarks(db(), example.id, planned.edits, isEdited) }
  if (plan.edits.length === 0) return unchanged(actor, example, plan)
  const tokens = await countMessages(plan.conversation)
  const fresh = await deriveFresh(
    { text: plan.after.text, messageTokens: tokens, withPairs: needsPairs(plan) },
    plan.conversation,
  )
  const now = new Date()
  const revision = example.revision + 1
  const { operationId, undoOf } = request
  const prepared = prepareChange(example, plan, fresh, { actor, at: now, operationId, undoOf })
  const answer: SaveAnswer = {
    ...stateOf(plan.after),
    alternatives: await tellAlternatives(actor, prepared.alternatives?.after ?? []),
    revision,
    saved: { at: now.toISOString(), byName: actor.name },
    edits: plan.edits,
    messageTokens: tokens,
    tokens: fresh.derived.tokens,
    trainedTokens: fresh.derived.trainedTokens,
    problemList: fresh.problemList,
    // whoever saw an older revision, or asked for one back, can't know the text that stands now
    ...(request.revision === example.revision && !plan.edits.some((e) => e.type === 'restore-revision')
      ? { text: null, messageIds: null }
      : { text: plan.after.text, messageIds: plan.after.messageIds }),
  }
  return operate(actor, operationOf(at, request), async (tx) => {
    const taken = await writeChanges(tx, [prepared])
    if (taken.size === 0) throw new AppError('conflict', 'staleRevision')
    for (const edit of plan.edits)
      if (edit.type === 'set-suggestion')
        await decideSuggestion(tx, {
          id: edit.suggestionId,
          exampleId: example.id,
          to: edit.to,
          byId: actor.id,
        })
    return {
      answer,
      details: { revision, edits: plan.edits.map((e) => e.type) },
      events: [
        {
          type: 'example',
          datasetId: at.datasetId,
          number: at.number,
          revision,
          actorId: actor.id,
          operationId: request.operationId,
        },
      ],
    }
  })
}

/** What others did since the sender looked, where none of it meets what is asked for. */
async function refuseCollisions(
  actor: Actor,
  at: ExampleAddress,
  request: SaveRequest,
  example: StoredExample,
): Promise<Since> {
  const since = await revisionsSince(db(), actor, request, example, request.revision)
  const refuse = (found: string[]) => conflict(actor, at, found, 'exampleChanged', request, example, since)
  // a revision nobody can have seen, but where a backup was restored meanwhile
  if (request.revision > example.revision) throw await refuse(['text'])
  let found = collisions(request.edits, editsOf(since.others))
  if (request.undoOf) {
    const all = await revisionsSince(db(), actor, request, example, 0)
    const undone = [...all.own, ...all.others].find((r) => r.operationId === request.undoOf)
    const others = undone ? all.others.filter((r) => r.number > undone.number) : []
    if (collisions(request.edits, editsOf(others)).length > 0) throw new AppError('conflict', 'undoOverlaps')
    // my own later saves are no conflict: whether the edits still fit decides
    if (since.others.length === 0) found = []
  }
  if (found.length > 0) throw await refuse(found)
  return since
}

async function conflict(
  actor: Actor,
  at: ExampleAddress,
  found: string[],
  reason: 'exampleChanged' | 'editDoesNotFit',
  request: SaveRequest,
  example: StoredExample,
  since: Since,
) {
  const details: SaveConflict = {
    theirs: await getExample(actor, at.datasetId, at.number),
    base: await baseOf(db(), request, example, since),
    collisions: found,
  }
  return new AppError('conflict', reason, { details })
}

async function makePlan(
  actor: Actor,
  at: ExampleAddress,
  request: SaveRequest,
  example: StoredExample,
  since: Since,
): Promise<Plan> {
  const restore = request.edits.find((e) => e.type === 'restore-revision')
  const missing = restore && [restore.from, restore.to].find((revision) => revision > example.revision)
  if (missing) throw new AppError('invalid', 'noSuchRevision', { params: { revision: missing } })
  const restored = restore ? await textAt(db(), example, restore.to) : undefined
  const groups = request.edits.some(isTagEdit) ? await tagGroupsOf(db(), at.datasetId) : []
  const rules = groups.map((g) => ({ id: g.id, kind: g.kind, tagIds: g.tags.map((t) => t.id) }))
  try {
    return planSave(
      example,
      request.edits,
      rules,
      request.undoOf !== undefined,
      restored,
      editsOf(since.others),
    )
  } catch (error) {
    if (!(error instanceof EditError)) throw error
    if (error.reason === 'duplicate-keys') throw new AppError('conflict', 'duplicateKeys')
    if (request.undoOf) throw new AppError('conflict', 'undoOverlaps')
    if (error.reason === 'no-weights') throw new AppError('invalid', 'noWeights')
    if (error.reason === 'fixed-answers') throw new AppError('invalid', 'fixedAnswers')
    throw await conflict(actor, at, ['text'], 'editDoesNotFit', request, example, since)
  }
}

const stateOf = (now: Current) => ({
  status: now.status,
  statusReason: now.statusReason,
  trashed: now.trashed,
  sourceKey: now.sourceKey,
  tags: now.tags,
})

async function tellAlternatives(actor: Actor, alternatives: StoredAlternative[]) {
  const others = alternatives.filter(({ authorId }) => authorId !== actor.id)
  const nameOf =
    others.length > 0
      ? await namesOf(
          db(),
          others.map(({ authorId }) => authorId),
        )
      : () => ''
  return shownAlternatives(alternatives, (id) => (id === actor.id ? actor.name : nameOf(id)))
}

// everything asked for is so already: nothing to write, and no revision that says nothing
async function unchanged(actor: Actor, example: StoredExample, plan: Plan): Promise<SaveAnswer> {
  const conversation = conversationOf(example.text)
  const messageTokens = await countMessages(conversation)
  const fresh = await deriveFresh({ text: example.text, messageTokens, withPairs: false }, conversation)
  return {
    ...stateOf(plan.after),
    alternatives: await tellAlternatives(actor, example.alternatives),
    revision: example.revision,
    saved: null,
    edits: [],
    messageTokens,
    tokens: fresh.derived.tokens,
    trainedTokens: fresh.derived.trainedTokens,
    problemList: fresh.problemList,
    text: example.text,
    messageIds: example.messageIds,
  }
}
