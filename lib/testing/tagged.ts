import { createDataset } from '@/lib/datasets/commands'
import { db } from '@/lib/db/client'
import type { Status } from '@/lib/examples/schema'
import { tagGroupsOf } from '@/lib/tags/read'
import { starterTags } from '@/lib/tags/starter'
import { local } from './studio'

let serial = 0

/** A dataset with the starter tags; `tag('outcome/answer')` and `group('outcome')` give ids. */
export async function makeTaggedDataset(name = 'Support') {
  const { id } = await createDataset(local, { operationId: `operation-tagged-${++serial}`, name })
  const groups = await db().tagGroup.findMany({ where: { datasetId: id }, select: { id: true, name: true } })
  const tags = await db().tag.findMany({
    where: { datasetId: id },
    select: { id: true, name: true, group: { select: { name: true } } },
  })
  const group = (wanted: string) => {
    const found = groups.find((g) => g.name === wanted)
    if (!found) throw new Error(`no group ${wanted}`)
    return found.id
  }
  const tag = (wanted: string) => {
    const found = tags.find((t) => `${t.group.name}/${t.name}` === wanted)
    if (!found) throw new Error(`no tag ${wanted}`)
    return found.id
  }
  return { id, group, tag, names: starterTags('en').flatMap((g) => g.tags.map((t) => `${g.name}/${t.name}`)) }
}

export type TaggedRow = {
  status?: Status
  trashed?: boolean
  /** Weights of its messages, null for one that is no assistant's. */
  weights?: (0 | 1 | null)[]
  /** Ids of its messages where they aren't m1 … mN. */
  messageIds?: string[]
  /** `tagId` or `tagId@messageId`. */
  tags?: string[]
}

/** A bare example: nothing but what tags and charts look at. Its id. */
export async function addTaggedExample(datasetId: string, row: TaggedRow = {}): Promise<number> {
  const weights = row.weights ?? [null, 1]
  const assistant = weights.filter((weight) => weight !== null)
  const { id } = await db().example.create({
    data: {
      datasetId,
      number: ++serial,
      status: row.status ?? 'draft',
      trashedAt: row.trashed ? new Date() : null,
      text: '{"messages":[]}',
      messageIds: row.messageIds ? JSON.stringify(row.messageIds) : null,
      preview: '',
      strip: JSON.stringify(weights.map((weight) => (weight === null ? ['u', 3, -1] : ['a', 3, weight]))),
      turns: weights.length,
      assistantTurns: assistant.length,
      trainedTurns: assistant.filter((weight) => weight === 1).length,
      tokens: 3 * weights.length,
      trainedTokens: 0,
      roles: 'au',
      problems: '',
      contentHash: '',
      approvalHash: '',
      authorId: 'local',
      tags: {
        create: (row.tags ?? []).map((tag) => {
          const [tagId = '', messageId = ''] = tag.split('@')
          return { tagId, messageId }
        }),
      },
    },
    select: { id: true },
  })
  return id
}

/** What an example holds, as `tagId` and `tagId@messageId`, deleted tags too. */
export async function tagsOf(exampleId: number): Promise<string[]> {
  const rows = await db().exampleTag.findMany({
    where: { exampleId },
    select: { tagId: true, messageId: true },
  })
  return rows.map(({ tagId, messageId }) => (messageId ? `${tagId}@${messageId}` : tagId)).sort()
}

/** What is in use on an example, by name. */
export async function usedOn(datasetId: string, exampleId: number): Promise<string[]> {
  const groups = await tagGroupsOf(db(), datasetId)
  const names = new Map(groups.flatMap((g) => g.tags.map((t) => [t.id, t.name] as const)))
  const used = (await tagsOf(exampleId)).flatMap((held) => {
    const [tagId = '', messageId] = held.split('@')
    const name = names.get(tagId)
    return name === undefined ? [] : [messageId ? `${name}@${messageId}` : name]
  })
  return used.sort()
}
