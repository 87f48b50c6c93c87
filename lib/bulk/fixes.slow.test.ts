import { expect, it } from 'vitest'
import { setWaived } from '@/lib/checks/commands/waive'
import { getExampleFindings, getFindings } from '@/lib/checks/queries/findings'
import { listExamples } from '@/lib/examples/queries/list'
import { checkDue } from '@/lib/jobs/checks/run'
import { newOperationId } from '@/lib/result/operation-id'
import { bulkOn, lineOf } from '@/lib/testing/bulk'
import { shouting, useChecks } from '@/lib/testing/checks'
import { local, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import { previewBulk } from './queries/preview'
import type { BulkAction } from './schema'

useStudio()
useChecks([shouting])

const action: BulkAction = { type: 'fix', check: 'language-style' }
const once = () => ({ operationId: newOperationId() })

async function start(...lines: string[]) {
  const { id: datasetId } = await makeTaggedDataset()
  const bulk = bulkOn(datasetId)
  const numbers = await bulk.add(...lines)
  await checkDue(datasetId)
  const found = async (number: number) => (await getExampleFindings(local, { datasetId, number })).findings
  return { datasetId, numbers, found, ...bulk }
}

it('mends all that a check suggests, leaves what is waived, and is one undo', async () => {
  const { datasetId, numbers, found, run, outcomes, get, turn } = await start(
    lineOf('Hi', 'Do not SHOUT, I say SHOUT.'),
    lineOf('Hi', 'Who would SHOUT?'),
    lineOf('Hi', 'Nobody.'),
  )
  const [two, waived, none] = numbers as [number, number, number]
  const [one] = await found(waived)
  const which = { findings: [[waived, one!.fingerprint] as [number, string]] }
  await setWaived(local, datasetId, { ...once(), waived: true, act: newOperationId(), reason: 'So', which })

  const preview = await previewBulk(local, datasetId, { action, selection: { q: 'finding:any' } })
  expect(preview).toMatchObject({ looked: 1, changed: 1, items: [{ number: two }] })

  const ended = await run(action, { q: '' })
  expect(ended).toMatchObject({ changed: 1, unchanged: 2 })
  expect(await outcomes(ended.id)).toEqual([
    [two, 'changed'],
    [waived, 'unchanged nothingFound'],
    [none, 'unchanged nothingFound'],
  ])
  expect((await get(two)).text).toContain('Do not shout, I say shout.')
  expect((await get(waived)).text).toContain('SHOUT')
  await checkDue(datasetId)
  expect(await found(two)).toEqual([])
  await turn(ended.id, true)
  expect((await get(two)).text).toContain('Do not SHOUT, I say SHOUT.')
})

it('leaves a text that says something else since it was checked', async () => {
  const { numbers, run, outcomes, save } = await start(lineOf('Hi', 'SHOUT'))
  const remove = 'SHOUT'
  await save(numbers[0]!, [
    { type: 'edit-text', messageId: 'm2', path: ['content'], at: 0, remove, insert: 'Whisper' },
  ])
  const ended = await run(action, { q: '' })
  expect(await outcomes(ended.id)).toEqual([[numbers[0], 'skipped noSuggestion']])
})

it('a list of findings brings the words around each, and a list of examples how many are open', async () => {
  const { datasetId } = await start(lineOf('Hi', `${'Long ago. '.repeat(20)}Do not SHOUT, please.`))
  const { findings } = await getFindings(local, datasetId, {})
  expect(findings).toHaveLength(1)
  expect(findings[0]!.around).toMatchObject({ after: ', please.' })
  expect(findings[0]!.around!.before).toMatch(/^….*Long ago\. Do not $/)
  const { rows } = await listExamples(local, datasetId, {})
  expect(rows).toMatchObject([{ findings: 1 }])
})
