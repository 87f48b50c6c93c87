import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { exportToFolder } from './commands/export-to-folder'
import { checkExport } from './queries'
import { type RecipeInput, recipe } from './schema'

useStudio()

const u = (content: string) => ({ role: 'user', content })
const a = (content: string, more = {}) => ({ role: 'assistant', content, ...more })
const line = (...messages: object[]) => JSON.stringify({ messages })
const plain = Array.from({ length: 10 }, (_, i) => line(u(`Q${i}`), a(`A${i}`)))
// three answers, of which two are learned
const mixed = line(u('1'), a('one'), u('2'), a('two', { weight: 0 }), u('3'), a('three'))

let datasetId: string
let home: string
beforeEach(async () => {
  datasetId = await makeDataset('Weights')
  await storeLines(datasetId, [...plain, mixed])
  home = mkdtempSync(join(tmpdir(), 'finecut-weights-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const whole = (input: RecipeInput) => recipe.parse({ trainShare: 1, ...input })
const check = (input: RecipeInput) => checkExport(local, datasetId, whole(input))
async function write(input: RecipeInput) {
  const outDir = join(home, 'out')
  const manifest = await exportToFolder(local, { datasetId, recipe: whole(input), outDir })
  const read = (name: string) => readFileSync(join(outDir, name), 'utf8').split('\n').slice(0, -1)
  return { manifest, read, names: readdirSync(outDir) }
}

test('a format with weights asks nothing', async () => {
  expect(await check({ format: 'axolotl' })).toMatchObject({ weights: null, problems: [], blocked: false })
})

test('the check says what each choice comes to, and how many examples need one', async () => {
  const { weights, problems, blocked } = await check({ format: 'llama-factory' })
  // five tokens a message, as the test stores them
  expect(weights).toEqual({
    choice: 'one-per-turn',
    mixed: 1,
    lines: 11,
    tokens: 130,
    options: [
      { choice: 'one-per-turn', lines: 12, tokens: 140, inexact: 0 },
      { choice: 'end-after-last', lines: 11, tokens: 130, inexact: 1 },
      { choice: 'leave-out-mixed', lines: 10, tokens: 100, inexact: 0 },
    ],
  })
  expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['info weights-split'])
  expect(blocked).toBe(false)
})

test('one line for each trained turn, and its source says which', async () => {
  const { manifest, read, names } = await write({ format: 'llama-factory' })
  expect(names.sort()).toEqual(['dataset_info.json', 'manifest.json', 'train.jsonl', 'train.lines.jsonl'])
  expect(read('train.jsonl').length).toBe(12)
  const sources = read('train.lines.jsonl').map((one) => JSON.parse(one))
  expect(sources.slice(-2)).toMatchObject([
    { line: 11, example: 11, turn: 1 },
    { line: 12, example: 11, turn: 5 },
  ])
  expect(manifest).toMatchObject({
    recipe: { format: 'llama-factory', weights: 'one-per-turn' },
    counts: { train: { examples: 11 } },
    files: [{ name: 'train.jsonl', lines: 12 }, { lines: 12 }, { name: 'dataset_info.json' }],
  })
})

test('those that do not fit are left out, and counted', async () => {
  const input = { format: 'sharegpt', weights: 'leave-out-mixed' } as const
  const { total, problems } = await check(input)
  expect(total).toBe(10)
  expect(problems).toMatchObject([{ code: 'weights-left-out', severity: 'warning', params: { count: 1 } }])
  const { manifest, read } = await write(input)
  expect(read('train.jsonl').length).toBe(10)
  expect(manifest).toMatchObject({ leftOutForWeights: 1, recipe: { weights: 'leave-out-mixed' } })
})

test('to end after the last trained turn warns of each example that would still teach something else', async () => {
  const { problems } = await check({ format: 'sharegpt', weights: 'end-after-last' })
  expect(problems).toMatchObject([
    { code: 'weights-not-kept', severity: 'warning', number: 11, file: 'train' },
  ])
})

test('a trainer that can not learn only the last answer is not given a line for each', async () => {
  const { weights } = await check({ format: 'trl-messages', weights: 'one-per-turn' })
  expect(weights).toMatchObject({ choice: 'leave-out-mixed', mixed: 1 })
})

test('tables have their columns first, and no line of them is counted', async () => {
  const { manifest, read } = await write({ format: 'csv', q: 'turns:2' })
  expect(read('train.csv')[0]).toBe('system,prompt,completion')
  expect(read('train.csv').length).toBe(11)
  expect(manifest.files[0]).toMatchObject({ name: 'train.csv', lines: 10 })
})

test('what a format has no place for blocks, with its example', async () => {
  const { problems, blocked } = await check({ format: 'csv' })
  expect(blocked).toBe(true)
  expect(problems[0]).toMatchObject({
    code: 'not-carried',
    number: 11,
    params: { what: 'pair', format: 'CSV' },
  })
})

test('Azure gets a byte order mark before the same lines', async () => {
  const { manifest, read } = await write({ format: 'azure' })
  expect(read('train.jsonl').join('\n')).toBe(`\ufeff${[...plain, mixed].join('\n')}`)
  expect(manifest.files[0]).toMatchObject({ lines: 11 })
})

test('recipes of before are still valid, and mean what they meant', () => {
  const before = {
    format: 'openai-chat',
    status: 'all',
    trainShare: 0.5,
    seed: 7,
    stratify: null,
    steps: [],
    reassign: false,
  }
  expect(recipe.parse(before)).toMatchObject(before)
})
