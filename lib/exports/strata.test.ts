import { beforeEach, describe, expect, test } from 'vitest'
import { db, transaction } from '@/lib/db/client'
import { startJob } from '@/lib/jobs/room'
import { getSplit } from '@/lib/splits/queries'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { startExport } from './commands/start-export'
import { checkExport, downloadExportFile } from './queries'
import { firstRecipe } from './recipe'
import { type RecipeInput, recipe } from './schema'
import { sweepExports } from './sweep'

useStudio()

let tagged: Awaited<ReturnType<typeof makeTaggedDataset>>
beforeEach(async () => {
  tagged = await makeTaggedDataset('고객지원')
})

const perTag = { 'outcome/answer': 40, 'outcome/refusal': 20, '': 10 }

/** Forty answers, twenty refusals and ten without a tag, all approved; the first one holds a tag on a message too. */
async function fill(): Promise<void> {
  const count = Object.values(perTag).reduce((sum, n) => sum + n, 0)
  const tags = Object.entries(perTag).flatMap(([tag, n]) => Array<string>(n).fill(tag))
  const lines = Array.from(
    { length: count },
    (_, n) =>
      `{"messages":[{"role":"user","content":"${n}"},{"role":"assistant","content":"A","weight":${n % 2}},{"role":"assistant","content":"B"}]}`,
  )
  await storeLines(tagged.id, lines)
  await transaction(async (tx) => {
    const rows = await tx.example.findMany({ where: { datasetId: tagged.id }, orderBy: { number: 'asc' } })
    for (const [i, { id }] of rows.entries())
      if (tags[i]) await tx.exampleTag.create({ data: { exampleId: id, tagId: tagged.tag(tags[i]) } })
    const first = { exampleId: rows[0]!.id, tagId: tagged.tag('quality/needs rewrite'), messageId: 'm2' }
    await tx.exampleTag.create({ data: first })
  })
}

const recipeOf = (input: RecipeInput) => recipe.parse(input)

async function run(input: RecipeInput): Promise<string> {
  const request = { operationId: `operation${++serial}`, recipe: recipeOf(input) }
  const { id } = await startExport(local, tagged.id, request)
  await startJob(id, 'exports', async () => {})
  return id
}
let serial = 0

const fetchText = async (exportId: string, file: 'manifest.json' | 'train.lines.jsonl') =>
  (await downloadExportFile(local, { datasetId: tagged.id, exportId }, file)).text()

describe('strata', () => {
  test('keep their share on both sides, the untagged too; a group may be named', async () => {
    await fill()
    for (const stratify of [tagged.group('outcome'), 'Outcome']) {
      const check = await checkExport(local, tagged.id, recipeOf({ trainShare: 0.8, stratify }))
      const outcome = check.tags.find(({ name }) => name === 'outcome')
      expect(outcome?.untagged).toEqual({ train: 8, validation: 0, test: 2 })
      const counts = outcome?.tags.map(({ name, train, test }) => [name, train, test])
      expect(counts).toEqual([
        ['answer', 32, 8],
        ['refusal', 16, 4],
        ['clarification', 0, 0],
      ])
    }
  })

  test('of a group that is not there are refused', async () => {
    await expect(checkExport(local, tagged.id, recipeOf({ stratify: 'mood' }))).rejects.toMatchObject({
      code: 'invalid',
      reason: 'noSuchTagGroup',
    })
  })

  test('stand in the manifest by name, with tags and weights; tags of messages stand beside their line', async () => {
    await fill()
    const id = await run({ trainShare: 1, stratify: tagged.group('outcome') })
    const manifest = JSON.parse(await fetchText(id, 'manifest.json'))
    expect(manifest.recipe.stratify).toBe('outcome')
    expect(manifest.counts.train.tags).toContainEqual({ group: 'outcome', tag: 'refusal', examples: 20 })
    expect(manifest.counts.train.untagged).toContainEqual({ group: 'outcome', examples: 10 })
    expect(manifest.counts.train.assistantMessages).toEqual({ trained: 105, untrained: 35 })
    const [first] = (await fetchText(id, 'train.lines.jsonl')).split('\n')
    expect(JSON.parse(first!)).toMatchObject({
      tags: ['outcome/answer'],
      messageTags: [{ message: 1, tags: ['quality/needs rewrite'] }],
    })
  })

  test('and the rest of the rule are what the next export begins with', async () => {
    await fill()
    const groups = [
      { id: 'open', kind: 'open' as const },
      { id: tagged.group('outcome'), kind: 'exclusive' as const },
    ]
    expect((await getSplit(local, tagged.id)).rule).toBeNull()
    expect(firstRecipe(null, groups, ' tag:refusal ')).toMatchObject({
      stratify: tagged.group('outcome'),
      q: 'tag:refusal',
    })
    await run({ trainShare: 0.8, seed: 3, stratify: tagged.group('outcome') })
    const viewer = await makeUser('viewer', tagged.id)
    const { rule, counts } = await getSplit(viewer, tagged.id)
    expect(rule).toMatchObject({ seed: 3, trainShare: 0.8, groupName: 'outcome' })
    expect(counts).toEqual({ train: 56, validation: 0, test: 14, none: 0 })
    expect(firstRecipe(rule, groups, '')).toMatchObject({ seed: 3, trainShare: 0.8 })
    expect(firstRecipe(rule, groups, '')).not.toHaveProperty('q')
    expect(firstRecipe(rule, [], '').stratify).toBeNull()
    await expect(getSplit(await makeUser(), tagged.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('a download says what it is, and how long', async () => {
  await fill()
  const id = await run({})
  const at = { datasetId: tagged.id, exportId: id }
  const file = await downloadExportFile(local, at, 'train.jsonl')
  const body = await file.arrayBuffer()
  expect(file.headers.get('content-length')).toBe(String(body.byteLength))
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="train.jsonl"/)
  expect(file.headers.get('x-content-type-options')).toBe('nosniff')
  const zip = await downloadExportFile(local, at, 'all.zip')
  expect(zip.headers.get('content-type')).toBe('application/zip')
  expect(decodeURIComponent(zip.headers.get('content-disposition') ?? '')).toMatch(
    /filename\*=UTF-8''고객지원-openai-chat-[0-9a-f]{8}\.zip$/,
  )
  expect((await zip.arrayBuffer()).byteLength).toBeGreaterThan(500)
})

test('what a crash left running is ended, and its files go; complete ones stay', async () => {
  await fill()
  const done = await run({})
  await db().export.create({
    data: { id: 'lostexport000000', datasetId: tagged.id, userId: 'local', recipe: '{}', state: 'running' },
  })
  await sweepExports()
  const lost = await db().export.findUniqueOrThrow({ where: { id: 'lostexport000000' } })
  expect(lost).toMatchObject({ state: 'failed', message: 'exportInterrupted' })
  expect((await fetchText(done, 'manifest.json')).length).toBeGreaterThan(100)
})
