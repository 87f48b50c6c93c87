import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import type { SentRequest, Undoable } from '@/lib/outbox/schema'
import { makeAccount } from '@/lib/testing/account'
import { send } from '@/lib/testing/send'
import { useStudio } from '@/lib/testing/studio'
import { addTaggedExample, makeTaggedDataset, tagsOf } from '@/lib/testing/tagged'
import { tagGroupsOf } from './read'
import type { Tag, TagGroup } from './schema'
import {
  changedGroup,
  changedTag,
  createdGroup,
  createdTag,
  deletedGroup,
  deletedTag,
  mergedTag,
  orderedGroups,
  orderedTags,
  restoredGroup,
  restoredTag,
  unmergedTag,
} from './undoable'

type Pair = Pick<Undoable, 'undo' | 'redo'>

describe('what a lead does to tags', () => {
  useStudio()
  let id: string
  let tag: (name: string) => string
  let cookie: string
  let serial = 0
  let exampleId: number

  beforeEach(async () => {
    const made = await makeTaggedDataset()
    id = made.id
    tag = made.tag
    idByName.clear()
    for (const name of made.names) idByName.set(name, made.tag(name))
    for (const name of ['outcome', 'edge case', 'quality']) idByName.set(name, made.group(name))
    cookie = (await makeAccount({ studioRole: 'owner' })).cookie
    exampleId = await addTaggedExample(id, { tags: [tag('outcome/answer'), tag('edge case/ambiguous')] })
  })

  const operation = () => ({ operationId: `operation-${++serial}` })
  const ask = (request: SentRequest) =>
    send(cookie, { ...request, body: { ...request.body, ...operation() } })
  const done = async (request: SentRequest) => {
    const answer = await ask(request)
    expect(answer.error).toBeUndefined()
    return answer.body
  }
  /** By the names that a new dataset has. */
  const idByName = new Map<string, string>()
  /** Groups, tags and what the example holds of those in use. */
  const state = async () => {
    const groups = await tagGroupsOf(db(), id)
    const used = new Set(groups.flatMap((group) => group.tags.map((t) => t.id)))
    const shown = groups.map(({ position: _, ...group }) => ({
      ...group,
      tags: group.tags.map(({ position: __, ...rest }) => rest),
    }))
    return { groups: shown, held: (await tagsOf(exampleId)).filter((held) => used.has(held)) }
  }
  const groupNow = async (name: string): Promise<TagGroup> => {
    const known = idByName.get(name)
    const found = (await tagGroupsOf(db(), id)).find((group) => group.id === known || group.name === name)!
    return { ...found, tags: found.tags.map((t) => ({ ...t, count: 0 })) }
  }
  const tagNow = async (name: string): Promise<Tag> => {
    const [group = '', wanted] = name.split('/')
    const known = idByName.get(name)
    const tags = (await groupNow(group)).tags
    return tags.find((t) => t.id === known || t.name === wanted)!
  }
  const at = (path: string) => `/datasets/${id}/${path}`
  const idsOf = (things: { id: string }[]) => things.map((thing) => thing.id)
  const swapped = (ids: string[]) => [ids[1]!, ids[0]!, ...ids.slice(2)]

  /** Does each, and says what takes it back. */
  const acts: Record<string, () => Promise<Pair>> = {
    'a new tag': async () => {
      const { id: groupId } = await groupNow('outcome')
      const words = { groupId, name: 'praise', color: 'red' as const, description: 'Kind words.' }
      const made = await done({ method: 'POST', path: at('tags'), body: words })
      return createdTag(id, String(made.id), words)
    },
    'a tag that is renamed, recoloured, described': async () => {
      const answer = await tagNow('outcome/answer')
      const change = { name: 'reply', color: 'red' as const, description: 'Says what was asked.' }
      await done({ method: 'PATCH', path: at(`tags/${answer.id}`), body: change })
      return changedTag(id, answer, 0, change)!
    },
    'a target': async () => {
      const answer = await tagNow('outcome/answer')
      const change = { targetMin: 0.5, targetMax: null }
      await done({ method: 'PATCH', path: at(`tags/${answer.id}`), body: change })
      return changedTag(id, answer, 0, change)!
    },
    'a tag that moves to another group': async () => {
      const refusal = await tagNow('outcome/refusal')
      const change = { groupId: (await groupNow('quality')).id }
      await done({ method: 'PATCH', path: at(`tags/${refusal.id}`), body: change })
      return changedTag(id, refusal, 1, change)!
    },
    'the order of tags': async () => {
      const group = await groupNow('outcome')
      const ids = idsOf(group.tags)
      const body = { groupId: group.id, tagIds: swapped(ids) }
      await done({ method: 'POST', path: at('tags/order'), body })
      return orderedTags(id, group.id, ids, body.tagIds)
    },
    'a merge': async () => {
      const answer = await tagNow('outcome/answer')
      const intoId = tag('outcome/refusal')
      await done({ method: 'POST', path: at(`tags/${answer.id}/merge`), body: { intoId } })
      return mergedTag(id, answer, intoId)
    },
    'a deleted tag': async () => {
      const answer = await tagNow('outcome/answer')
      await done({ method: 'POST', path: at(`tags/${answer.id}/delete`), body: {} })
      return deletedTag(id, answer)
    },
    'a new group': async () => {
      const words = { name: 'topic', kind: 'open' as const }
      const made = await done({ method: 'POST', path: at('tag-groups'), body: words })
      return createdGroup(id, String(made.id), words)
    },
    'a changed group': async () => {
      const group = await groupNow('edge case')
      const change = { name: 'corner case', kind: 'exclusive' as const }
      await done({ method: 'PATCH', path: at(`tag-groups/${group.id}`), body: change })
      return changedGroup(id, group, change)!
    },
    'the order of groups': async () => {
      const ids = idsOf((await state()).groups)
      const body = { groupIds: swapped(ids) }
      await done({ method: 'POST', path: at('tag-groups/order'), body })
      return orderedGroups(id, ids, body.groupIds)
    },
    'a deleted group': async () => {
      const group = await groupNow('edge case')
      await done({ method: 'POST', path: at(`tag-groups/${group.id}/delete`), body: {} })
      return deletedGroup(id, group)
    },
  }

  test.each(Object.keys(acts))('%s is taken back and brought again, exactly', async (name) => {
    const before = await state()
    const pair = await acts[name]!()
    const after = await state()
    expect(after).not.toEqual(before)
    for (let round = 0; round < 2; round++) {
      await done(pair.undo)
      expect(await state()).toEqual(before)
      await done(pair.redo)
      expect(await state()).toEqual(after)
    }
  })

  test('all of it, one after the other, is taken back in the reverse order and brought again', async () => {
    const states = [await state()]
    const pairs: Pair[] = []
    // a tag that was merged can't be deleted too
    for (const name of Object.keys(acts).filter((name) => name !== 'a deleted tag')) {
      pairs.push(await acts[name]!())
      states.push(await state())
    }
    for (let i = pairs.length - 1; i >= 0; i--) {
      await done(pairs[i]!.undo)
      expect(await state()).toEqual(states[i])
    }
    for (const [i, pair] of pairs.entries()) {
      await done(pair.redo)
      expect(await state()).toEqual(states[i + 1])
    }
  })
  test('a tag deleted between two changes of the order comes back to its place', async () => {
    const order = await acts['the order of tags']!()
    const names = async () => (await groupNow('outcome')).tags.map((t) => t.name)
    expect(await names()).toEqual(['refusal', 'answer', 'clarification'])
    const gone = deletedTag(id, await tagNow('outcome/answer'))
    await done(gone.redo)
    const again = await acts['the order of tags']!()
    expect(await names()).toEqual(['clarification', 'refusal'])
    await done(again.undo)
    await done(gone.undo)
    expect(await names()).toEqual(['refusal', 'answer', 'clarification'])
    await done(order.undo)
    expect(await names()).toEqual(['answer', 'refusal', 'clarification'])
  })

  test('bringing back is itself taken back: a tag, a group, a merge', async () => {
    const answer = tag('outcome/answer')
    const refusal = tag('outcome/refusal')
    const { id: edge } = await groupNow('edge case')
    for (const pair of [
      restoredTag(id, answer),
      unmergedTag(id, answer, refusal),
      restoredGroup(id, edge),
    ] as const) {
      const whole = await state()
      await done(pair.undo)
      expect(await state()).not.toEqual(whole)
      await done(pair.redo)
      expect(await state()).toEqual(whole)
    }
  })

  test('nothing changed is nothing to undo', async () => {
    const answer = await tagNow('outcome/answer')
    expect(changedTag(id, answer, 0, { name: answer.name, groupId: answer.groupId })).toBeNull()
    expect(changedGroup(id, await groupNow('outcome'), { name: 'outcome' })).toBeNull()
  })

  /** What somebody else does in between, so that taking back would take it away. */
  const others: [string, string, 'undo' | 'redo', () => Promise<SentRequest>][] = [
    ['a new tag', 'describes it', 'undo', async () => patchTag('outcome/praise', { description: 'More.' })],
    [
      'a tag that is renamed, recoloured, described',
      'renames it',
      'undo',
      async () => patchTag('outcome/answer', { name: 'word' }),
    ],
    ['a target', 'sets another', 'undo', async () => patchTag('outcome/answer', { targetMin: 0.7 })],
    [
      'a target',
      'sets one after it was taken back',
      'redo',
      async () => patchTag('outcome/answer', { targetMin: 0.7 }),
    ],
    [
      'the order of tags',
      'orders them anew',
      'undo',
      async () => {
        const { id: groupId, tags } = await groupNow('outcome')
        return { method: 'POST', path: at('tags/order'), body: { groupId, tagIds: idsOf(tags).reverse() } }
      },
    ],
    [
      'a merge',
      'takes it back and merges into a third',
      'undo',
      async () => {
        const answer = tag('outcome/answer')
        await done({ method: 'POST', path: at(`tags/${answer}/unmerge`), body: {} })
        const intoId = tag('outcome/clarification')
        return { method: 'POST', path: at(`tags/${answer}/merge`), body: { intoId } }
      },
    ],
    ['a deleted tag', 'restores it', 'undo', async () => act(`tags/${tag('outcome/answer')}/restore`)],
    [
      'a deleted tag',
      'renames it after it came back',
      'redo',
      async () => patchTag('outcome/answer', { name: 'x' }),
    ],
    [
      'a new group',
      'puts a tag into it',
      'undo',
      async () => {
        const { id: groupId } = await groupNow('topic')
        return { method: 'POST', path: at('tags'), body: { groupId, name: 'billing' } }
      },
    ],
    [
      'a changed group',
      'renames it',
      'undo',
      async () => {
        const { id: groupId } = await groupNow('edge case')
        return { method: 'PATCH', path: at(`tag-groups/${groupId}`), body: { name: 'rare' } }
      },
    ],
  ]
  const patchTag = async (name: string, body: Record<string, unknown>): Promise<SentRequest> => ({
    method: 'PATCH',
    path: at(`tags/${(await tagNow(name)).id}`),
    body,
  })
  const act = (path: string): SentRequest => ({ method: 'POST', path: at(path), body: {} })

  test.each(others)('%s stays where another %s (%s)', async (name, _, way, another) => {
    const pair = await acts[name]!()
    if (way === 'redo') await done(pair.undo)
    await done(await another())
    const before = await state()
    expect((await ask(pair[way])).error).toMatchObject({ code: 'conflict', reason: 'undoOverlaps' })
    expect(await state()).toEqual(before)
  })

  test('a new tag stays where somebody has put it on an example', async () => {
    const pair = await acts['a new tag']!()
    const { id: tagId } = await tagNow('outcome/praise')
    await addTaggedExample(id, { tags: [tagId] })
    expect((await ask(pair.undo)).error).toMatchObject({ reason: 'undoOverlaps' })
  })

  test('another’s change of something else is kept', async () => {
    const pair = await acts['a target']!()
    await done(await patchTag('outcome/answer', { color: 'gold' }))
    await done(pair.undo)
    expect(await tagNow('outcome/answer')).toMatchObject({ color: 'gold', targetMin: null })
  })
})
