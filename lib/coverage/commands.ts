import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { readLine } from '@/lib/conversations/parse'
import { reserveNumbers } from '@/lib/datasets/writes'
import { db, type Tx } from '@/lib/db/client'
import { findExample } from '@/lib/examples/read'
import type { TagOnExample } from '@/lib/examples/schema'
import { insertExamples } from '@/lib/examples/writes'
import { setTags } from '@/lib/examples/writes/changes'
import { operate } from '@/lib/operations/operate'
import { AppError } from '@/lib/result/app-error'
import { requireTag, requireTagGroup, tagGroupsOf } from '@/lib/tags/read'
import { countMessages } from '@/lib/tokens/count'
import type { CoverageChange, StartRequest } from './schema'
import { setCoverage, setTargets, setTemplates } from './writes'

/** Says what the table stands on, and how many examples its cells should hold. @throws AppError `not_found` `tagGone`, `tagGroupGone` */
export async function changeCoverage(
  actor: Actor,
  datasetId: string,
  request: CoverageChange,
): Promise<object> {
  await authoriseDataset(actor, 'manage tags', datasetId)
  const { operationId: _, ...change } = request
  const { cells = [], templates = [], ...settings } = change
  return operate(
    actor,
    { request, action: 'coverage.change', datasetId, turn: `coverage:${datasetId}` },
    async (tx) => {
      for (const groupId of [settings.kindGroupId, settings.topicGroupId])
        if (groupId) await requireTagGroup(tx, datasetId, groupId)
      const tagIds = [
        ...cells.flatMap((cell) => [cell.kindTagId, cell.topicTagId]),
        ...templates.map((t) => t.kindTagId),
      ]
      await requireTags(tx, datasetId, tagIds)
      await setCoverage(tx, datasetId, settings)
      await setTargets(tx, datasetId, cells)
      await setTemplates(tx, datasetId, templates)
      // the words of a template stand in one place only
      const details = { ...settings, cells, templates: templates.map(({ kindTagId }) => kindTagId) }
      return { answer: {}, details, events: [{ type: 'examples', datasetId, actorId: actor.id }] }
    },
  )
}

async function requireTags(tx: Tx, datasetId: string, tagIds: string[]): Promise<void> {
  if (tagIds.length === 0) return
  const known = new Set((await tagGroupsOf(tx, datasetId)).flatMap(({ tags }) => tags.map(({ id }) => id)))
  if (tagIds.some((id) => !known.has(id))) throw new AppError('not_found', 'tagGone')
}

/**
 * A draft with the tags of a cell, from a template's words or as a copy of another example.
 * @throws AppError `not_found` `tagGone`, or where there is no such example
 */
export async function startExample(
  actor: Actor,
  datasetId: string,
  request: StartRequest,
): Promise<{ number: number }> {
  await authoriseDataset(actor, 'edit examples', datasetId)
  const { from, kindTagId, topicTagId } = request
  const like = from.type === 'copy' ? await findExample(db(), datasetId, from.number) : null
  if (from.type === 'copy' && !like) throw new AppError('not_found')
  const line = readLine(from.type === 'copy' ? like!.text : lineOf(from))
  if (!line.ok) throw new AppError('invalid', 'notAnExample', { details: line })
  const messageTokens = await countMessages(line.conversation)
  return operate(actor, { request, action: 'coverage.start', datasetId }, async (tx) => {
    const kind = await requireTag(tx, datasetId, kindTagId)
    const topic = await requireTag(tx, datasetId, topicTagId)
    const number = await reserveNumbers(tx, datasetId, 1)
    await insertExamples(tx, { datasetId, firstNumber: number, authorId: actor.id, visible: true }, [
      {
        text: line.text,
        conversation: line.conversation,
        messageTokens,
        ...(like ? { copiedFrom: like.number, sourceKey: like.sourceKey, messageIds: like.messageIds } : {}),
      },
    ])
    const { id } = await tx.example.findUniqueOrThrow({
      where: { datasetId_number: { datasetId, number } },
      select: { id: true },
    })
    const groups = [kind.groupId, topic.groupId]
    const kept = like ? await tagsElsewhere(tx, datasetId, like.tags, groups) : []
    const both = [kindTagId, topicTagId].map((tagId) => ({ tagId, messageId: null }))
    await setTags(tx, [{ id, tags: { before: [], after: [...kept, ...both] } }])
    return {
      answer: { number },
      target: String(number),
      details: { kindTagId, topicTagId, ...(like ? { copiedFrom: like.number } : {}) },
      events: [{ type: 'examples', datasetId, actorId: actor.id }],
    }
  })
}

const lineOf = ({ user, assistant }: { user: string; assistant: string }): string =>
  JSON.stringify({
    messages: [
      { role: 'user', content: user },
      { role: 'assistant', content: assistant },
    ],
  })

/** Tags of a copied example that are of neither group: what it is and what it is about are said anew. */
async function tagsElsewhere(
  tx: Tx,
  datasetId: string,
  tags: readonly TagOnExample[],
  groupIds: readonly string[],
): Promise<TagOnExample[]> {
  const replaced = new Set(
    (await tagGroupsOf(tx, datasetId))
      .filter(({ id }) => groupIds.includes(id))
      .flatMap((group) => group.tags.map(({ id }) => id)),
  )
  return tags.filter(({ tagId }) => !replaced.has(tagId))
}
