import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { countTotal, readProfiles } from '@/lib/distribution/counters'
import type { Mapping } from '@/lib/formats/schema'
import { settleLostImport } from '@/lib/jobs/import/recover'
import { tagGroupsOf } from '@/lib/tags/read'
import { insertTag, insertTagGroup } from '@/lib/tags/writes'
import { local, makeDataset, makeUser, useStudio } from '@/lib/testing/studio'
import { runImportFile } from './commands/run-import-file'
import { previewTags } from './preview-tags'

let serial = 0
const mapping: Mapping = {
  mode: 'pair',
  user: 'Q',
  assistant: 'A',
  tags: { column: 'labels', separator: ';' },
}
const fileOf = (rows: string[]) => {
  const path = join(tmpdir(), `finecut-tags-${process.pid}-${++serial}.csv`)
  writeFileSync(path, ['Q,A,labels', ...rows].join('\n'))
  return path
}
const run = (datasetId: string, rows: string[], more: { mapping?: Mapping; actor?: typeof local } = {}) =>
  runImportFile(more.actor ?? local, {
    datasetId,
    path: fileOf(rows),
    onError: 'skip-line',
    options: { mapping: more.mapping ?? mapping },
  })

async function makeOutcomes(datasetId: string) {
  const group = { datasetId, name: 'Outcome', kind: 'exclusive', position: 0 } as const
  const groupId = await db().$transaction((tx) => insertTagGroup(tx, group))
  const tag = { datasetId, groupId, color: 'blue', description: '' } as const
  for (const [position, name] of ['Refund', 'Refusal'].entries())
    await db().$transaction((tx) => insertTag(tx, { ...tag, name, position }))
}

async function tagged(datasetId: string): Promise<string[][]> {
  const rows = await db().example.findMany({
    where: { datasetId },
    orderBy: { number: 'asc' },
    select: { tags: { select: { messageId: true, tag: { select: { name: true } } } } },
  })
  return rows.map(({ tags }) => tags.map(({ tag, messageId }) => tag.name + messageId).sort())
}

const groupsOf = async (datasetId: string) =>
  (await tagGroupsOf(db(), datasetId)).map(({ name, kind, tags }) => [name, kind, tags.map((t) => t.name)])

describe('a column of tags', () => {
  useStudio()

  it('becomes tags: those there are by their name, new ones in a group of their own', async () => {
    const datasetId = await makeDataset()
    await makeOutcomes(datasetId)
    const long = 'x'.repeat(61)
    const row = await run(datasetId, [
      'a,b,refund; Angry ;angry',
      'c,d,',
      'e,f,REFUSAL;Refund;late',
      `g,h,${long}`,
      'i,j,Late',
    ])
    expect(row).toMatchObject({ state: 'done', stored: 5 })
    expect(await tagged(datasetId)).toEqual([['Angry', 'Refund'], [], ['Refusal', 'late'], [], ['late']])
    expect(await groupsOf(datasetId)).toEqual([
      ['Outcome', 'exclusive', ['Refund', 'Refusal']],
      ['labels', 'open', ['Angry', 'late']],
    ])
    const texts = await db().example.findMany({ where: { datasetId }, orderBy: { number: 'asc' } })
    expect(JSON.parse(texts[3]!.text).metadata).toEqual({ labels: long })
    const again = await run(datasetId, ['a,b,refund; Angry ;angry', 'k,l,angry;new'])
    expect(again).toMatchObject({ stored: 1, skipped: 1 })
    expect((await groupsOf(datasetId))[1]).toEqual(['labels', 'open', ['Angry', 'late', 'new']])
  })

  it('of rows by turn gives a conversation what any of its rows says', async () => {
    const datasetId = await makeDataset()
    const grouped: Mapping = {
      mode: 'grouped',
      conversation: 'Q',
      speaker: 'who',
      text: 'A',
      tags: { column: 'labels' },
    }
    const path = join(tmpdir(), `finecut-tags-${process.pid}-grouped.csv`)
    writeFileSync(path, 'Q,who,A,labels\n1,user,a,x\n2,user,b,"y, z"\n1,bot,c,y\n')
    await runImportFile(local, { datasetId, path, onError: 'abort', options: { mapping: grouped } })
    expect(await tagged(datasetId)).toEqual([['x', 'y'], ['y, z']])
  })

  it('counts in the chart, also where rows are shown in several steps', async () => {
    const datasetId = await makeDataset()
    await run(
      datasetId,
      Array.from({ length: 1_100 }, (_, i) => `q${i},a,${i % 2 === 0 ? 'even' : 'odd'}`),
    )
    const names = new Map(
      (await db().tag.findMany({ where: { datasetId } })).map(({ id, name }) => [id, name]),
    )
    const { profiles } = await db().$transaction((tx) => readProfiles(tx, datasetId))
    const counts = profiles.map(({ tags, n }) => [names.get(tags.split(/[@ ]/)[0]!), n])
    expect(counts.sort()).toEqual([
      ['even', 550],
      ['odd', 550],
    ])
    expect(await db().$transaction((tx) => countTotal(tx, datasetId))).toBe(1_100)
  })

  it('that goes on being put on after a crash, as it was decided', async () => {
    const datasetId = await makeDataset()
    const row = await run(
      datasetId,
      Array.from({ length: 700 }, (_, i) => `q${i},a,t`),
    )
    // as the first step left it
    const rest = await db().example.findMany({ where: { datasetId, number: { gt: 500 } } })
    await db().exampleTag.deleteMany({ where: { exampleId: { in: rest.map(({ id }) => id) } } })
    for (const { id, number } of rest)
      await db().example.update({
        where: { id },
        data: { visible: false, number: -2_000_000_000 + number - 1 },
      })
    await db().import.update({ where: { id: row.id }, data: { state: 'running' } })
    await settleLostImport(row.id)
    expect((await tagged(datasetId)).flat()).toEqual(Array(700).fill('t'))
  })

  it('makes no tag for a reviewer, and none where the import does not stay', async () => {
    const datasetId = await makeDataset()
    await makeOutcomes(datasetId)
    const reviewer = await makeUser('reviewer', datasetId)
    await run(datasetId, ['a,b,refund;new'], { actor: reviewer as unknown as typeof local })
    expect(await tagged(datasetId)).toEqual([['Refund']])
    const many = Array.from({ length: 501 }, (_, i) => `q${i},a,t${i}`)
    expect(await run(datasetId, many)).toMatchObject({ state: 'failed', message: 'importTooManyTags' })
    expect(await groupsOf(datasetId)).toHaveLength(1)
    expect(await tagged(datasetId)).toHaveLength(1)
  })

  it('is shown before with what each name becomes', () => {
    const conversation = (labels: string) => ({
      messages: [{ role: 'user' as const, content: 'a' }],
      metadata: { labels },
    })
    const tag = { id: 't', groupId: 'g', color: 'blue', description: '', position: 0, key: '1' } as const
    const group = { id: 'g', name: 'x', kind: 'open', position: 0 } as const
    const groups = [{ ...group, tags: [{ ...tag, name: 'Late', targetMin: null, targetMax: null }] }]
    const first = ['late;new', 'new', 'y'.repeat(61)].map(conversation)
    const states = (makesTags: boolean) =>
      previewTags(first, mapping.tags, groups, makesTags).map(({ count, state }) => [count, state])
    expect(states(true)).toEqual([
      [2, 'new'],
      [1, 'known'],
      [1, 'beside'],
    ])
    expect(states(false).map(([, state]) => state)).toEqual(['beside', 'known', 'beside'])
    expect(previewTags(first, undefined, groups, true)).toEqual([])
  })

  it('that is not there is refused before anything is read', async () => {
    const datasetId = await makeDataset()
    const absent: Mapping = { ...mapping, tags: { column: 'no such' } }
    await expect(run(datasetId, ['a,b,c'], { mapping: absent })).rejects.toMatchObject({
      reason: 'noSuchColumn',
    })
  })
})
