import { beforeEach, expect, test } from 'vitest'
import { azure } from '@/lib/conversations/targets/azure'
import { bedrockNova } from '@/lib/conversations/targets/bedrock-nova'
import { fireworks } from '@/lib/conversations/targets/fireworks'
import { mistral } from '@/lib/conversations/targets/mistral'
import { openai } from '@/lib/conversations/targets/openai'
import type { Target } from '@/lib/conversations/targets/target'
import { together } from '@/lib/conversations/targets/together'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { checkExport } from './queries'
import { recipe } from './schema'
import { findWholeFileProblems, type WholeFile } from './whole-file'

useStudio()

let datasetId: string
beforeEach(async () => {
  datasetId = await makeDataset()
})

const chat = (n: number, more = '') =>
  `{"messages":[{"role":"user","content":"${n} \\"tools\\""},{"role":"assistant","content":"ok"}]${more}}`
const chats = (count: number, from = 0, more = '') =>
  Array.from({ length: count }, (_, i) => chat(i + from, more))
const tools = ',"tools":[{"type":"function","function":{"name":"f","parameters":{"tools":1}}}]'

async function wholeProblems(trainShare = 1) {
  const { problems } = await checkExport(local, datasetId, recipe.parse({ trainShare }))
  return problems
    .filter(({ number }) => number === null)
    .map(({ code, file, params }) => [code, file, params])
}

const none = { bytes: 0, repeated: 0, withTools: 0, withImages: 0 }

// each with where the bound stands
test.each<[string, Target, Partial<WholeFile> & { examples: number }, string[]]>([
  ['FORMATS 1.1', openai, { examples: 9 }, ['error too-few-examples']],
  ['FORMATS 1.1', openai, { examples: 10, bytes: 513 * 1024 * 1024 }, ['error file-too-large']],
  ['FORMATS 1.1, Azure', azure, { examples: 10, bytes: 101 * 1024 * 1024 }, ['warning upload-in-pieces']],
  ['FORMATS 1.1, Azure', azure, { examples: 10, hasMark: false }, ['warning no-byte-order-mark']],
  ['FORMATS 1.4', openai, { examples: 50_001, withImages: 50_001 }, ['error too-many-image-examples']],
  ['FORMATS 2.5', together, { examples: 1, bytes: 600 * 1024 * 1024 }, []],
  ['FORMATS 2.6', fireworks, { examples: 2 }, ['error too-few-examples']],
  ['FORMATS 2.6', fireworks, { examples: 3_000_001 }, ['error too-many-examples']],
  ['FORMATS 2.6', fireworks, { examples: 5, withWeight: 2 }, ['error weight-on-some']],
  ['FORMATS 2.6', fireworks, { examples: 5, withWeight: 5 }, []],
  ['FORMATS 2.7', mistral, { examples: 10, bytes: 513 * 1024 * 1024 }, ['error file-too-large']],
  ['FORMATS 2.9', bedrockNova, { examples: 7 }, ['error too-few-examples']],
  ['FORMATS 2.9', bedrockNova, { examples: 20_001 }, ['error too-many-examples']],
])('%s', (_, target, file, expected) => {
  const found = findWholeFileProblems({ ...none, ...file }, 'train', target.file)
  expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(expected)
})

test('a weight of the example is counted where its trainer has one', async () => {
  await storeLines(datasetId, [...chats(9), chat(9, ',"weight":0.5')])
  const { problems } = await checkExport(
    local,
    datasetId,
    recipe.parse({ trainShare: 1, format: 'fireworks' }),
  )
  expect(problems.map(({ code, params }) => [code, params])).toEqual([
    ['weight-on-some', { count: 1, of: 10 }],
  ])
})

test('a file of one kind, without repeats, has nothing to tell', async () => {
  await storeLines(datasetId, chats(20, 0, tools))
  expect(await wholeProblems()).toEqual([])
})

test('lines with tools among lines without are counted, by the key and not by a word in a text', async () => {
  await storeLines(datasetId, [...chats(20), ...chats(5, 50, tools), chat(80, ',"tools":[]')])
  expect(await wholeProblems()).toEqual([['mixed-tools', 'train', { count: 5, without: 21 }]])
})

test('repeats are counted in the file that they stand in', async () => {
  await storeLines(datasetId, [...chats(20), ...chats(3), ...chats(2)])
  expect(await wholeProblems()).toEqual([['duplicate-lines', 'train', { count: 5 }]])
})

test('a side that is empty by chance is told, one that is empty on purpose is not', async () => {
  await storeLines(datasetId, chats(3))
  expect(await wholeProblems(0.95)).toEqual([
    ['too-few-examples', 'train', { count: 3, least: 10 }],
    ['too-few-examples', 'test', { count: 0, least: 10 }],
  ])
  expect(await wholeProblems(0)).toEqual([['too-few-examples', 'test', { count: 3, least: 10 }]])
})
