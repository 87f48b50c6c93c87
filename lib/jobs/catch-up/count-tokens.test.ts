import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { createExample } from '@/lib/examples/commands/create-example'
import { saveExample } from '@/lib/examples/commands/save-example'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { catchUp } from './run'

useStudio()

const text =
  '{"messages":[{"role":"user","content":"환불되나요?"},{"role":"assistant","content":"Hello there"}]}'
const columns = { strip: true, tokens: true, trainedTokens: true, revision: true } as const

test('estimates give way to counts, but not to those of a text that has changed since', async () => {
  const datasetId = await makeDataset()
  for (let i = 0; i < 2; i++) await createExample(local, datasetId, { operationId: `operation-${i}`, text })
  const examples = await db().example.findMany({
    where: { datasetId },
    select: { id: true, number: true, ...columns },
  })
  const counted = examples[0]!
  const estimate = { strip: '[["u",99,-1],["a",99,1]]', tokens: 198, trainedTokens: 99 }
  await db().example.updateMany({ where: { datasetId }, data: estimate })
  await db().tokensDue.createMany({
    data: [...examples.map(({ id }) => ({ exampleId: id, datasetId })), { exampleId: 999_999, datasetId }],
  })
  const edits = [
    {
      type: 'edit-text' as const,
      messageId: 'm2',
      path: ['content'],
      at: 0,
      remove: 'Hello',
      insert: 'Good day to you',
    },
  ]
  await saveExample(
    local,
    { datasetId, number: examples[1]!.number },
    { operationId: 'operation-save', revision: 1, edits },
  )
  const saved = await db().example.findUniqueOrThrow({ where: { id: examples[1]!.id }, select: columns })

  await catchUp()

  expect(await db().tokensDue.count()).toBe(0)
  expect(await db().example.findUnique({ where: { id: counted.id }, select: columns })).toEqual({
    strip: counted.strip,
    tokens: counted.tokens,
    trainedTokens: counted.trainedTokens,
    revision: 1,
  })
  expect(await db().example.findUnique({ where: { id: examples[1]!.id }, select: columns })).toEqual(saved)
})
