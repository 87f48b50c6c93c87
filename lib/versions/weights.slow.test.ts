import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { newOperationId } from '@/lib/result/operation-id'
import { storeLines } from '@/lib/testing/stored-lines'
import { local, makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { makeVersion } from '@/lib/testing/versions'
import { renderFormat } from './commands/render-format'
import { findVersionLines, getFormatWeights } from './queries'

useStudio()

let dataset: Awaited<ReturnType<typeof makeTaggedDataset>>
beforeEach(async () => {
  dataset = await makeTaggedDataset()
})

const plain = (n: number, said = 'Yes') =>
  `{"messages":[{"role":"user","content":"Question ${n}?"},{"role":"assistant","content":"${said} ${n}"}]}`
/** Its first answer is context, so that a format without weights can't say it in one line. */
const mixed = (n: number, said = 'Yes') =>
  `{"messages":[{"role":"user","content":"First ${n}?"},{"role":"assistant","content":"Wait ${n}","weight":0},{"role":"user","content":"And?"},{"role":"assistant","content":"${said} ${n}"}]}`

async function store(tag: string, lines: string[]): Promise<void> {
  const first = await storeLines(dataset.id, lines)
  const rows = await db().example.findMany({
    where: { datasetId: dataset.id, number: { gte: first } },
    select: { id: true },
  })
  const tagId = dataset.tag(tag)
  await db().exampleTag.createMany({ data: rows.map(({ id }) => ({ exampleId: id, tagId })) })
}
const many = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, i) => make(i))

test('a plan counts what goes out: what the format leaves out for its weights is no part of it', async () => {
  await store('outcome/refusal', [...many(30, (n) => plain(n, 'No')), ...many(30, (n) => mixed(n, 'No'))])
  await store('outcome/answer', [...many(20, (n) => plain(n + 100)), ...many(60, (n) => mixed(n + 100))])
  const version = await makeVersion(dataset.id, 'v1', {
    format: 'sharegpt',
    weights: 'leave-out-mixed',
    trainShare: 0.5,
    balance: { mode: 'down', targets: [{ tag: 'outcome/refusal', min: 0.2, max: 0.2 }] },
  })
  expect(version.state).toBe('ready')
  const { train, test: tested } = version.counts!
  const of = (tag: string) =>
    [...train.tags, ...tested.tags]
      .filter((row) => row.tag === tag)
      .reduce((sum, { examples }) => sum + examples, 0)
  // twenty answers fit: a fifth of 25 is 5
  expect([train.examples + tested.examples, of('refusal'), of('answer')]).toEqual([25, 5, 20])
  const lines = version.formats[0]!.files.filter(
    ({ name }) => name === 'train.jsonl' || name === 'test.jsonl',
  ).reduce((sum, file) => sum + file.lines, 0)
  expect(lines).toBe(25)
})

test('a further format says what each choice comes to before it is written, and lines lead to examples', async () => {
  await store('outcome/answer', [...many(8, (n) => plain(n)), ...many(4, (n) => mixed(n))])
  const { id: versionId } = await makeVersion(dataset.id, 'v1', { trainShare: 1 })
  const at = { datasetId: dataset.id, versionId }
  const { weights } = await getFormatWeights(local, at, { format: 'sharegpt' })
  expect(weights).toMatchObject({ choice: 'one-per-turn', mixed: 4, lines: 12 })
  const option = (choice: string) => weights!.options.find((one) => one.choice === choice)!
  expect(option('one-per-turn')).toMatchObject({ lines: 12, tokens: weights!.tokens, inexact: 0 })
  expect(option('end-after-last')).toMatchObject({ lines: 12, inexact: 4 })
  expect(option('leave-out-mixed')).toMatchObject({ lines: 8, inexact: 0 })
  // what is written is what was said
  for (const choice of ['one-per-turn', 'end-after-last', 'leave-out-mixed'] as const) {
    const request = { operationId: newOperationId(), format: 'sharegpt' as const, weights: choice }
    const { format } = await renderFormat(local, at, request)
    const linesIn = async () => {
      const file = await db().versionFile.findFirst({ where: { versionId, format, name: 'train.jsonl' } })
      return file?.lines
    }
    await expect.poll(linesIn).toBe(option(choice).lines)
  }
  expect((await getFormatWeights(local, at, { format: 'openai-chat' })).weights).toBeNull()

  const asked = { format: 'openai-chat', file: 'train' as const, lines: [12, 1, 99] }
  const { lines } = await findVersionLines(local, at, asked)
  expect(lines).toEqual([
    { line: 1, example: 1 },
    { line: 12, example: 12 },
  ])
  await expect(findVersionLines(local, at, { ...asked, file: 'validation' })).rejects.toMatchObject({
    code: 'not_found',
  })
  for (const actor of [await makeUser(), await makeUser('reviewer', dataset.id)]) {
    const code = expect.stringMatching(/not_found|forbidden/)
    await expect(getFormatWeights(actor, at, { format: 'sharegpt' })).rejects.toMatchObject({ code })
    await expect(findVersionLines(actor, at, asked)).rejects.toMatchObject({ code })
  }
})
