import { beforeEach, expect, test } from 'vitest'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { checkExport } from './queries'
import { recipe } from './schema'

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
