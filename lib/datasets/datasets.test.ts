import { describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { subscribe } from '@/lib/live/hub'
import { tagGroupsOf } from '@/lib/tags/read'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { changeDataset, createDataset, setDatasetState } from './commands'
import { getDataset, listDatasets } from './queries'
import { datasetChange, newDataset } from './schema'

let serial = 0
const op = () => `operation-${++serial}`
const owner = async (): Promise<Actor> => ({ ...(await makeUser()), studioRole: 'owner' })

/** Bare rows: this room looks at nothing but status and visibility. */
async function addExamples(
  datasetId: string,
  rows: { status: string; trashed?: boolean; hidden?: boolean }[],
) {
  for (const { status, trashed, hidden } of rows)
    await db().example.create({
      data: {
        datasetId,
        number: ++serial,
        status,
        trashedAt: trashed ? new Date() : null,
        visible: !hidden,
        updatedAt: new Date('2099-01-02T03:04:05Z'),
        text: '{}',
        preview: '',
        strip: '[]',
        turns: 0,
        assistantTurns: 0,
        trainedTurns: 0,
        tokens: 0,
        trainedTokens: 0,
        roles: '',
        problems: '',
        contentHash: '',
        approvalHash: '',
        authorId: 'local',
      },
    })
}

describe('datasets', () => {
  useStudio()

  describe('creating one', () => {
    test('gives it starter tags, and its maker the lead', async () => {
      const actor = await owner()
      const { id } = await createDataset(actor, { operationId: op(), name: 'Support' })
      const groups = await tagGroupsOf(db(), id)
      expect(
        groups.map(({ name, kind, tags }) => [name, kind, tags.map((t) => [t.key, t.name, t.color])]),
      ).toEqual([
        [
          'outcome',
          'exclusive',
          [
            ['1', 'answer', 'blue'],
            ['2', 'refusal', 'orange'],
            ['3', 'clarification', 'violet'],
          ],
        ],
        [
          'edge case',
          'open',
          [
            ['4', 'very long input', 'olive'],
            ['5', 'meaningless input', 'grey'],
            ['6', 'ambiguous', 'gold'],
            ['7', 'prompt injection', 'magenta'],
          ],
        ],
        ['quality', 'open', [['8', 'needs rewrite', 'red']]],
      ])
      expect(
        await db().membership.findMany({ select: { userId: true, role: true, datasetId: true } }),
      ).toEqual([{ userId: actor.id, role: 'lead', datasetId: id }])
    })

    test('names the starter tags in the language asked for', async () => {
      const { id } = await createDataset(local, { operationId: op(), name: '고객 지원', locale: 'ko' })
      const groups = await tagGroupsOf(db(), id)
      expect(groups.map((group) => group.name)).toEqual(['결과', '예외 입력', '품질'])
      expect(groups[0]?.tags.map((tag) => tag.name)).toEqual(['답변', '거절', '되묻기'])
      expect(await db().membership.count()).toBe(0)
    })

    test('is for owners', async () => {
      const member = await makeUser()
      await expect(createDataset(member, { operationId: op(), name: 'x' })).rejects.toMatchObject({
        code: 'forbidden',
      })
      expect(await db().dataset.count()).toBe(0)
    })

    test('happens once, however often it is asked for', async () => {
      const request = { operationId: op(), name: 'Support' }
      const first = await createDataset(local, request)
      expect(await createDataset(local, request)).toEqual(first)
      expect(await db().dataset.count()).toBe(1)
      expect(await db().tag.count()).toBe(8)
    })

    test.each(['', '   ', 'a\nb', 'a\u0000b', '\ud800', '\u200b', 'x'.repeat(121)])(
      'refuses the name %j',
      (name) => {
        expect(newDataset.safeParse({ operationId: 'operation', name }).success).toBe(false)
      },
    )

    test('keeps the name composed and trimmed', () => {
      const typed = `  ${'한국'.normalize('NFD')} `
      expect(newDataset.parse({ operationId: 'operation', name: typed }).name).toBe('한국')
    })
  })

  describe('changing one', () => {
    test('renames, sets guidelines, and tells the others', async () => {
      const id = await makeDataset()
      const lead = await makeUser('lead', id)
      const events: unknown[] = []
      const stop = subscribe((event) => events.push(event))
      const first = await changeDataset(lead, id, { operationId: op(), revision: 1, name: 'Chats' })
      await changeDataset(lead, id, { operationId: op(), ...first, guidelines: '# How\nto' })
      stop()
      expect(await getDataset(lead, id)).toMatchObject({
        name: 'Chats',
        guidelines: '# How\nto',
        revision: 3,
      })
      expect(events).toEqual(Array(2).fill({ type: 'dataset', datasetId: id, actorId: lead.id }))
    })

    test('refuses a stale revision, with what stands there now', async () => {
      const id = await makeDataset('Support')
      await changeDataset(local, id, { operationId: op(), revision: 1, guidelines: 'theirs' })
      const mine = { operationId: op(), revision: 1, guidelines: 'mine' }
      await expect(changeDataset(local, id, mine)).rejects.toMatchObject({
        code: 'conflict',
        reason: 'datasetChanged',
        details: { revision: 2, name: 'Support', guidelines: 'theirs' },
      })
      expect((await getDataset(local, id)).guidelines).toBe('theirs')
    })

    test('the same operation twice is one change', async () => {
      const id = await makeDataset()
      const request = { operationId: op(), revision: 1, name: 'Chats' }
      const first = await changeDataset(local, id, request)
      expect(await changeDataset(local, id, request)).toEqual(first)
      expect((await getDataset(local, id)).revision).toBe(2)
      expect(await db().auditEvent.count()).toBe(1)
    })

    test('of two changes at once, one is refused', async () => {
      const id = await makeDataset()
      const results = await Promise.allSettled(
        ['a', 'b'].map((name) => changeDataset(local, id, { operationId: op(), revision: 1, name })),
      )
      expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    })

    test('is refused while it is archived', async () => {
      const id = await makeDataset()
      await setDatasetState(local, id, { operationId: op(), state: 'archived' })
      const request = { operationId: op(), revision: 1, name: 'x' }
      await expect(changeDataset(local, id, request)).rejects.toMatchObject({ reason: 'datasetNotActive' })
    })

    test('guidelines keep their line breaks, and refuse what the database would garble', () => {
      const parse = (guidelines: string) =>
        datasetChange.safeParse({ operationId: 'operation', revision: 1, guidelines }).success
      expect(parse('a\r\n\tb 😀 가')).toBe(true)
      expect([parse('a\u0000'), parse('\udc00')]).toEqual([false, false])
    })
  })

  describe('archive, trash and back', () => {
    test('keeps everything, and hides the trash from all but leads', async () => {
      const id = await makeDataset()
      const [lead, viewer] = [await makeUser('lead', id), await makeUser('viewer', id)]
      await setDatasetState(lead, id, { operationId: op(), state: 'trashed' })
      expect((await listDatasets(lead)).map((row) => [row.id, row.state])).toEqual([[id, 'trashed']])
      expect(await listDatasets(viewer)).toEqual([])
      await expect(getDataset(viewer, id)).rejects.toMatchObject({ code: 'not_found' })
      await setDatasetState(lead, id, { operationId: op(), state: 'active' })
      expect((await getDataset(viewer, id)).state).toBe('active')
    })
  })

  test('who may not', async () => {
    const id = await makeDataset()
    const stranger = await makeUser()
    const reviewer = await makeUser('reviewer', id)
    const change = { operationId: op(), revision: 1, name: 'x' }
    const state = { operationId: op(), state: 'trashed' as const }
    for (const [actor, code] of [
      [stranger, 'not_found'],
      [reviewer, 'forbidden'],
    ] as const) {
      await expect(changeDataset(actor, id, change)).rejects.toMatchObject({ code })
      await expect(setDatasetState(actor, id, state)).rejects.toMatchObject({ code })
    }
    await expect(getDataset(stranger, id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await db().auditEvent.count()).toBe(0)
  })

  describe('the list', () => {
    test('counts by status what is neither in the trash nor still arriving', async () => {
      const [first, second] = [await makeDataset('B'), await makeDataset('A')]
      const reviewer = await makeUser('reviewer', first)
      await addExamples(first, [
        { status: 'draft' },
        { status: 'draft' },
        { status: 'approved' },
        { status: 'excluded' },
        { status: 'approved', trashed: true },
        { status: 'draft', hidden: true },
      ])
      await addExamples(second, [{ status: 'in_review' }])
      expect((await listDatasets(local)).map((row) => [row.name, row.role, row.examples])).toEqual([
        ['A', 'lead', 1],
        ['B', 'lead', 4],
      ])
      const none = { draft: 0, in_review: 0, changes_requested: 0, approved: 0, excluded: 0 }
      expect(await listDatasets(reviewer)).toEqual([
        {
          id: first,
          name: 'B',
          state: 'active',
          role: 'reviewer',
          examples: 4,
          byStatus: { ...none, draft: 2, approved: 1, excluded: 1 },
          updatedAt: '2099-01-02T03:04:05.000Z',
        },
      ])
      expect((await getDataset(reviewer, first)).byStatus).toEqual({
        ...none,
        draft: 2,
        approved: 1,
        excluded: 1,
      })
    })

    test('has an empty dataset too, and its people', async () => {
      const id = await makeDataset()
      const viewer = await makeUser('viewer', id)
      expect(await getDataset(viewer, id)).toMatchObject({
        examples: 0,
        role: 'viewer',
        members: [{ id: viewer.id, name: viewer.name }],
      })
    })
  })
})
