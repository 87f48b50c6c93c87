import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Conversation } from '@/lib/conversations/schema'
import { getDataset } from '@/lib/datasets/queries'
import { db, transaction } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { getExample } from '@/lib/examples/queries/example'
import { countExamples } from '@/lib/examples/queries/list'
import { type Edit, statuses } from '@/lib/examples/schema'
import { runImportFile } from '@/lib/imports/commands/run-import-file'
import { foldAll } from '@/lib/jobs/fold-counters'
import { AppError } from '@/lib/result/app-error'
import { mergeTag, unmergeTag } from '@/lib/tags/commands/merge'
import { changeTagGroup, deleteTagGroup, restoreTagGroup } from '@/lib/tags/commands/tag-groups'
import { changeTag, deleteTag, restoreTag } from '@/lib/tags/commands/tags'
import { share } from '@/lib/testing/share'
import { local, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { getDistribution } from './queries'
import { foldCounters } from './writes'

type Studio = Awaited<ReturnType<typeof makeTaggedDataset>>
/** One thing that somebody does; `pick` chooses from whatever there is. */
type Act = (studio: Studio, pick: (count: number) => number) => Promise<unknown>

let serial = 0
const op = () => ({ operationId: `counters-${++serial}` })
const line = (n: number) =>
  `{"messages":[{"role":"user","content":"Question ${n}"},{"role":"assistant","content":"Answer ${n}"},{"role":"assistant","content":"More","weight":0}]}`

async function save(
  { id }: Studio,
  pick: (count: number) => number,
  edits: (example: Awaited<ReturnType<typeof getExample>>) => Edit[],
): Promise<void> {
  const all = await db().example.findMany({
    where: { datasetId: id, visible: true },
    select: { number: true },
  })
  if (all.length === 0) return
  const { number } = all[pick(all.length)]!
  const example = await getExample(local, id, number)
  await saveExample(
    local,
    { datasetId: id, number },
    { ...op(), revision: example.revision, edits: edits(example) },
  )
}

// few enough that what one act does, another takes back
const some = (studio: Studio) => [...studio.names.slice(0, 2), ...studio.names.slice(-2)]
const tagOf = (studio: Studio, pick: (count: number) => number) => studio.tag(some(studio)[pick(4)]!)
const groupOf = (studio: Studio, pick: (count: number) => number) =>
  studio.group(some(studio)[pick(4)]!.split('/')[0]!)

const acts: Record<string, Act> = {
  create: ({ id }) => createExample(local, id, op()),
  copy: async ({ id }, pick) => {
    const all = await db().example.findMany({
      where: { datasetId: id, visible: true },
      select: { number: true },
    })
    if (all.length > 0) await createExample(local, id, { ...op(), like: all[pick(all.length)]!.number })
  },
  import: async ({ id }, pick) => {
    const path = join(tmpdir(), `finecut-counters-${process.pid}.jsonl`)
    writeFileSync(path, Array.from({ length: 1 + pick(3) }, () => line(++serial)).join('\n'))
    await runImportFile(local, { datasetId: id, path, onError: 'skip-line' })
  },
  stopImport: async ({ id }) => {
    const path = join(tmpdir(), `finecut-counters-${process.pid}.jsonl`)
    writeFileSync(path, `${line(++serial)}\nnothing`)
    await runImportFile(local, { datasetId: id, path, onError: 'abort' })
  },
  addTag: (studio, pick) =>
    save(studio, pick, ({ messageIds }) => [
      {
        type: 'add-tag',
        tagId: tagOf(studio, pick),
        messageId: pick(2) === 0 ? null : messageIds[pick(messageIds.length)]!,
      },
    ]),
  removeTag: (studio, pick) =>
    save(studio, pick, ({ tags }) =>
      tags.length === 0
        ? [{ type: 'set-source-key', from: null, to: `key ${pick(5)}` }]
        : [{ type: 'remove-tag', ...tags[pick(tags.length)]! }],
    ),
  setStatus: (studio, pick) =>
    save(studio, pick, ({ status }) => [
      { type: 'set-status', from: status, to: statuses[pick(statuses.length)]!, reason: 'so' },
    ]),
  trash: (studio, pick) =>
    save(studio, pick, ({ trashed }) => [{ type: 'set-trashed', from: trashed, to: pick(2) === 0 }]),
  setWeight: (studio, pick) =>
    save(studio, pick, ({ messageIds, text }) => {
      const { messages } = JSON.parse(text) as Conversation
      const weight = messages[1]?.weight
      return [
        {
          type: 'set-weight',
          messageId: messageIds[1] ?? 'm2',
          from: weight === 0 || weight === 1 ? weight : null,
          to: pick(2) === 0 ? 0 : 1,
        },
      ]
    }),
  deleteMessage: (studio, pick) =>
    save(studio, pick, ({ messageIds, text }) => {
      const { messages } = JSON.parse(text) as Conversation
      const index = messageIds.length - 1
      const [messageId, message] = [messageIds[index]!, messages[index]!]
      return [{ type: 'delete-message', messageId, afterId: messageIds[index - 1] ?? null, message }]
    }),
  restoreRevision: (studio, pick) =>
    save(studio, pick, ({ revision }) => [
      { type: 'restore-revision', from: revision, to: 1 + pick(revision) },
    ]),
  deleteTag: (studio, pick) => deleteTag(local, studio.id, tagOf(studio, pick), op()),
  restoreTag: (studio, pick) => restoreTag(local, studio.id, tagOf(studio, pick), op()),
  mergeTag: (studio, pick) =>
    mergeTag(local, studio.id, tagOf(studio, pick), { ...op(), intoId: tagOf(studio, pick) }),
  unmergeTag: (studio, pick) => unmergeTag(local, studio.id, tagOf(studio, pick), op()),
  moveTag: (studio, pick) =>
    changeTag(local, studio.id, tagOf(studio, pick), {
      ...op(),
      groupId: groupOf(studio, pick),
    }),
  changeGroup: (studio, pick) =>
    changeTagGroup(local, studio.id, studio.group('outcome'), {
      ...op(),
      kind: pick(2) === 0 ? 'open' : 'exclusive',
    }),
  deleteGroup: (studio, pick) => deleteTagGroup(local, studio.id, groupOf(studio, pick), op()),
  restoreGroup: (studio, pick) => restoreTagGroup(local, studio.id, groupOf(studio, pick), op()),
  // an owner's own program, or a room that knows nothing of counters
  foreignWrite: async ({ id }, pick) => {
    if (pick(2) === 0)
      await db().example.deleteMany({ where: { datasetId: id, status: 'changes_requested' } })
    else await db().exampleTag.deleteMany({ where: { example: { datasetId: id }, messageId: '' } })
  },
  foldSome: ({ id }, pick) => transaction((tx) => foldCounters(tx, id, 1 + pick(3))),
}

/** What the counters say, beside what counting each row gives. */
async function both(datasetId: string) {
  const chart = async (q: string) => [
    await getDistribution(local, datasetId, { q, by: 'examples' }),
    await getDistribution(local, datasetId, { q, by: 'messages' }),
  ]
  const all = 'number:>0'
  const statusesOf = await db().example.groupBy({
    by: ['status'],
    where: { datasetId, visible: true, trashedAt: null },
    _count: true,
  })
  const { byStatus } = await getDataset(local, datasetId)
  return {
    counters: {
      chart: await chart(''),
      total: (await countExamples(local, datasetId, '')).count,
      byStatus: Object.fromEntries(Object.entries(byStatus).filter(([, n]) => n !== 0)),
    },
    recount: {
      chart: await chart(all),
      total: (await countExamples(local, datasetId, all)).count,
      byStatus: Object.fromEntries(statusesOf.map((row) => [row.status, row._count])),
    },
  }
}

describe('counters', { timeout: share(180_000, 6 * 3_600_000) }, () => {
  useStudio()

  test('are what a full recount gives, after whatever was done, folded or not', async () => {
    const met = new Map<string, number>()
    const names = Object.keys(acts)
    const numbers = fc.array(fc.nat(), { minLength: 4, maxLength: 4 })
    const inAnyOrder = fc.shuffledSubarray(names, { minLength: names.length })
    const history = fc
      .tuple(inAnyOrder, inAnyOrder)
      .chain((twice) => fc.tuple(...twice.flat().map((name) => fc.tuple(fc.constant(name), numbers))))
    await fc.assert(
      fc.asyncProperty(history, async (history) => {
        const studio = await makeTaggedDataset()
        for (let i = 0; i < 3; i++) await acts.create!(studio, () => 0)
        for (const [name, numbers] of history) {
          let at = 0
          const pick = (count: number) => (numbers[at++ % numbers.length] ?? 0) % count
          // what was folded must be taken back, what was not must not be counted twice
          if (numbers[0]! % 2 === 0) await foldAll(studio.id)
          try {
            await acts[name]!(studio, pick)
            met.set(name, (met.get(name) ?? 0) + 1)
          } catch (error) {
            // what a command refuses changes nothing
            if (!(error instanceof AppError)) throw error
          }
          const { counters, recount } = await both(studio.id)
          expect(counters, name).toEqual(recount)
        }
        await foldAll(studio.id)
        expect(await db().countDue.count({ where: { datasetId: studio.id } })).toBe(0)
        expect(await db().profileCount.count({ where: { datasetId: studio.id, n: { lte: 0 } } })).toBe(0)
        const folded = await both(studio.id)
        expect(folded.counters).toEqual(folded.recount)
      }),
      { numRuns: share(3, 60) },
    )
    // most of them get through now and then: else nothing was shown
    expect(met.size).toBeGreaterThan(names.length / 2)
  })

  test('count an example that holds very many tags', async () => {
    const studio = await makeTaggedDataset()
    const { number } = await createExample(local, studio.id, op())
    const { id: exampleId } = await db().example.findFirstOrThrow({ where: { datasetId: studio.id, number } })
    const { groupId, color } = await db().tag.findUniqueOrThrow({ where: { id: tagOf(studio, () => 3) } })
    const many = Array.from({ length: 400 }, (_, i) => ({ id: newId(), name: `Tag ${i}` }))
    await db().tag.createMany({
      data: many.map(({ id, name }, position) => ({
        id,
        name,
        groupId,
        datasetId: studio.id,
        color,
        position,
      })),
    })
    await db().exampleTag.createMany({
      data: many.map(({ id }) => ({ exampleId, tagId: id, messageId: '' })),
    })
    await foldAll(studio.id)
    await db().exampleTag.deleteMany({ where: { exampleId, tagId: many[0]!.id } })
    await foldAll(studio.id)
    expect(await db().countDue.count({ where: { datasetId: studio.id } })).toBe(0)
    expect(await db().profileCount.count({ where: { datasetId: studio.id } })).toBe(1)
    const { counters, recount } = await both(studio.id)
    expect(counters).toEqual(recount)
  })
})
