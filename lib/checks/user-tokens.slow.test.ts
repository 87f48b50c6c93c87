import { beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { local, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { userTokensOf } from './user-tokens'

useStudio()

let datasetId: string
beforeEach(async () => {
  datasetId = (await makeTaggedDataset()).id
})
const read = () => userTokensOf(db(), datasetId)

let serial = 0
/** An example of so many questions, each with an answer that is longer than any of them. */
const add = (questions: number, content: string) =>
  createExample(local, datasetId, {
    operationId: `operation-tokens-${++serial}`,
    text: JSON.stringify({
      messages: Array.from({ length: questions }, () => [
        { role: 'user', content },
        { role: 'assistant', content: 'word '.repeat(500) },
      ]).flat(),
    }),
  })

it('are told of a hundred messages of users, trash aside, and read anew as the dataset grows', async () => {
  await add(60, 'short')
  expect(await read()).toBeUndefined()
  await add(39, 'short')
  expect(await read()).toBeUndefined()
  await add(1, 'a question that is longer than all the others of them')
  const tokens = (await read())!
  expect(tokens).toHaveLength(101)
  expect(tokens[99]).toBe(tokens[0])
  expect(tokens[100]).toBeGreaterThan(tokens[99]!)
  expect(tokens[100]).toBeLessThan(100)
  await db().example.updateMany({ where: { datasetId, number: 1 }, data: { trashedAt: new Date() } })
  await add(1, 'short')
  expect(await read()).toBeUndefined()
})
