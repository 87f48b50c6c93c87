import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { planBalance } from '@/lib/balance/queries'
import { db } from '@/lib/db/client'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { exportToFolder } from './commands/export-to-folder'
import { checkExport } from './queries'
import { balanceRequest, type RecipeInput, recipe } from './schema'

useStudio()

let home: string
let dataset: Awaited<ReturnType<typeof makeTaggedDataset>>
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'finecut-balance-'))
  dataset = await makeTaggedDataset()
  await store('outcome/refusal', 60, 'No')
  await store('outcome/answer', 40, 'Yes')
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

async function store(tag: string, count: number, words: string, into = dataset): Promise<void> {
  const lines = Array.from(
    { length: count },
    (_, i) =>
      `{"messages":[{"role":"user","content":"Question ${i}?"}, {"role":"assistant","content":"${words} ${i}"}]}`,
  )
  const first = await storeLines(into.id, lines)
  const rows = await db().example.findMany({
    where: { datasetId: into.id, number: { gte: first } },
    select: { id: true },
  })
  await db().exampleTag.createMany({ data: rows.map(({ id }) => ({ exampleId: id, tagId: into.tag(tag) })) })
}

const target = (share: number, tag = 'outcome/refusal') => ({ tag, min: share, max: share })
const planOf = (input: RecipeInput, offset = 0) =>
  planBalance(local, dataset.id, balanceRequest.parse({ recipe: input, offset }))
const refusalOf = ({ rows }: Awaited<ReturnType<typeof planOf>>) =>
  rows.find(({ tagId }) => tagId === dataset.tag('outcome/refusal'))!

let serial = 0
async function write(input: RecipeInput, into = dataset.id) {
  const out = join(home, `out${++serial}`)
  const manifest = await exportToFolder(local, { datasetId: into, recipe: recipe.parse(input), outDir: out })
  const read = (name: string) => readFileSync(join(out, name), 'utf8')
  const linesOf = (name: string) => read(name).split('\n').slice(0, -1)
  const sources = (side: string) =>
    linesOf(`${side}.lines.jsonl`).map((line) => JSON.parse(line) as { example: number; copy?: number })
  return { manifest, read, linesOf, sources }
}

const stored = {
  orderBy: { number: 'asc' },
  select: { number: true, text: true, revision: true, status: true },
} as const

test('an export by a plan leaves out and repeats as the plan said, and stores nothing but sides', async () => {
  const before = await db().example.findMany(stored)
  const input = { balance: { targets: [target(0.2)] } }
  const plan = await planOf(input)
  expect(refusalOf(plan)).toMatchObject({ before: 60, after: 10, leaveOut: 50, state: 'within' })
  expect(plan).toMatchObject({ total: 100, out: 50, lines: { train: 45, test: 5 }, trainedTokens: 250 })
  expect(plan.leftOutRows).toHaveLength(50)

  const { manifest, sources } = await write(input)
  const numbers = [...sources('train'), ...sources('test')].map(({ example }) => example)
  expect(numbers).toHaveLength(50)
  for (const { number } of plan.leftOutRows) expect(numbers).not.toContain(number)
  expect(manifest).toMatchObject({
    recipe: { balance: { mode: 'down', by: 'examples', targets: [target(0.2)] } },
    balance: { before: 100, after: 50, leftOut: 50, repeats: 0 },
  })
  expect(manifest.balance?.tags).toContainEqual(
    expect.objectContaining({ group: 'outcome', tag: 'refusal', before: 60, after: 10, leaveOut: 50 }),
  )
  expect(await db().example.findMany(stored)).toEqual(before)
  const sides = await db().example.groupBy({ by: ['split'], _count: true })
  expect(Object.fromEntries(sides.map((side) => [side.split, side._count]))).toEqual({
    train: 45,
    test: 5,
    null: 50,
  })
})

test('repeats stand in train alone, after everything has been there once, and are named in the sidecar', async () => {
  const { manifest, sources, linesOf } = await write({
    balance: { mode: 'up', targets: [target(0.5, 'outcome/answer')] },
  })
  const answers = [...sources('train'), ...sources('test')].filter(({ example }) => example > 60)
  expect(answers).toHaveLength(60)
  expect(sources('test').filter(({ copy }) => copy)).toEqual([])
  const repeated = sources('train').filter(({ copy }) => copy)
  expect(repeated).toHaveLength(20)
  expect(sources('train').slice(-20)).toEqual(repeated)
  const lines = linesOf('train.jsonl')
  const firstOf = (number: number) => sources('train').findIndex(({ example }) => example === number)
  for (const [i, { example }] of repeated.entries())
    expect(lines[lines.length - 20 + i]).toBe(lines[firstOf(example)])
  expect(manifest.balance).toMatchObject({ repeats: 20, leftOut: 0 })
  expect(manifest.files.find(({ name }) => name === 'train.jsonl')?.lines).toBe(lines.length)
})

test('the same recipe gives the same bytes, and the same membership in an empty dataset', async () => {
  const input: RecipeInput = { balance: { mode: 'mix', targets: [target(0.3)] }, seed: 11, trainShare: 0.8 }
  const names = ['train.jsonl', 'test.jsonl', 'train.lines.jsonl', 'test.lines.jsonl', 'manifest.json']
  const first = await write(input)
  const again = await write(input)
  for (const name of names) expect(again.read(name)).toBe(first.read(name))
  // the same on both databases
  expect(createHash('sha256').update(first.read('train.jsonl')).digest('hex').slice(0, 16)).toBe(
    '5f0882da6372c255',
  )
  const other = await makeTaggedDataset('Other')
  await store('outcome/answer', 40, 'Yes', other)
  await store('outcome/refusal', 60, 'No', other)
  const elsewhere = await write(input, other.id)
  for (const name of ['train.jsonl', 'test.jsonl'])
    expect(elsewhere.linesOf(name).sort()).toEqual(first.linesOf(name).sort())
})

test('what is left out can be changed by hand: another goes in its place', async () => {
  const plan = await planOf({ balance: { targets: [target(0.2)] } })
  const kept = plan.leftOutRows[0]!.number
  const staying = Array.from({ length: 60 }, (_, i) => i + 1).find(
    (number) => !plan.leftOutRows.some((row) => row.number === number),
  )!
  const changed = await planOf({ balance: { targets: [target(0.2)], keep: [kept], leaveOut: [staying] } })
  const numbers = changed.leftOutRows.map(({ number }) => number)
  expect(numbers).not.toContain(kept)
  expect(changed.leftOutRows.find(({ number }) => number === staying)).toMatchObject({ why: 'asked' })
  expect(refusalOf(changed)).toMatchObject({ after: 10, leaveOut: 50 })
  expect(
    (await planOf({ balance: { targets: [target(0.2)] } }, 45)).leftOutRows.map(({ number }) => number),
  ).toEqual(plan.leftOutRows.slice(45).map(({ number }) => number))
})

test('the same content again goes out first, then what breaks rules', async () => {
  await storeLines(dataset.id, [
    '{"messages":[{"role":"user","content":"Question 1?"}, {"role":"assistant","content":"No 1"}]}',
  ])
  const twin = await db().example.findFirstOrThrow({ where: { number: 101 }, select: { id: true } })
  await db().exampleTag.create({ data: { exampleId: twin.id, tagId: dataset.tag('outcome/refusal') } })
  await db().example.updateMany({ where: { number: 5 }, data: { problems: 'empty-content' } })
  const { leftOutRows } = await planOf({ balance: { targets: [target(0.2)] } })
  expect(leftOutRows.slice(0, 2)).toEqual([
    expect.objectContaining({ number: 101, why: 'duplicate', likeOf: 2 }),
    expect.objectContaining({ number: 5, why: 'problems', likeOf: null }),
  ])
})

test('what the last comparison found alike goes out before what breaks rules', async () => {
  const ids = await db().example.findMany({ orderBy: { number: 'asc' }, take: 10, select: { id: true } })
  await db().duplicateRun.create({
    data: { id: 'comparison1', datasetId: dataset.id, userId: 'local', threshold: 0.85, state: 'done' },
  })
  const pair = (low: number, high: number, alike: number) => ({
    lowId: ids[low - 1]!.id,
    highId: ids[high - 1]!.id,
    datasetId: dataset.id,
    alike,
    runId: 'comparison1',
  })
  await db().duplicatePair.createMany({ data: [pair(1, 4, 0.9), pair(2, 3, 0.95), pair(5, 6, 0.7)] })
  await db().example.updateMany({ where: { number: 9 }, data: { problems: 'empty-content' } })
  const { leftOutRows } = await planOf({ balance: { targets: [target(0.2)] } })
  expect(leftOutRows.slice(0, 3)).toEqual([
    expect.objectContaining({ number: 3, why: 'duplicate', likeOf: 2, alike: 0.95 }),
    expect.objectContaining({ number: 4, why: 'duplicate', likeOf: 1, alike: 0.9 }),
    expect.objectContaining({ number: 9, why: 'problems' }),
  ])
})

test('the check tells of the plan, and a tag that is not there is refused', async () => {
  const check = await checkExport(local, dataset.id, recipe.parse({ balance: { targets: [target(0.2)] } }))
  expect(check).toMatchObject({ total: 50, balance: { leftOut: 50 } })
  expect((await checkExport(local, dataset.id, recipe.parse({}))).balance).toBeNull()
  await expect(planOf({ balance: { targets: [target(0.2, 'outcome/none')] } })).rejects.toMatchObject({
    code: 'invalid',
    reason: 'noSuchTag',
  })
})

test('a plan refuses a stranger', async () => {
  const request = balanceRequest.parse({ recipe: { balance: { targets: [] } } })
  await expect(planBalance(await makeUser(), dataset.id, request)).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await planBalance(await makeUser('viewer', dataset.id), dataset.id, request)).out).toBe(100)
})
