import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { db, transaction } from '@/lib/db/client'
import { saveExample } from '@/lib/examples/commands/save-example'
import { runImportFile } from '@/lib/imports/commands/run-import-file'
import { makeFindings } from '@/lib/jobs/checks/make'
import { checkDue } from '@/lib/jobs/checks/run'
import { checkSoon } from '@/lib/jobs/checks/watch'
import { lineOf } from '@/lib/testing/bulk'
import { useChecks } from '@/lib/testing/checks'
import { local, makeDataset, useStudio } from '@/lib/testing/studio'
import { countDue } from './due'
import { getExampleFindings } from './queries/findings'
import { dropFromRanges } from './writes'

useStudio()
useChecks()

let datasetId: string
const due = () => countDue(db(), datasetId)
const isDue = async (number: number) => (await getExampleFindings(local, { datasetId, number })).isDue
const ranges = async () =>
  (await db().checkDueRange.findMany({ where: { datasetId }, orderBy: { fromNumber: 'asc' } })).map(
    ({ fromNumber, toNumber }) => [fromNumber, toNumber],
  )

beforeEach(async () => {
  datasetId = await makeDataset()
  const folder = mkdtempSync(join(tmpdir(), 'finecut-due-'))
  const path = join(folder, 'in.jsonl')
  writeFileSync(path, Array.from({ length: 6 }, (_, i) => lineOf(`Hi ${i}`, 'SHOUT')).join('\n'))
  await runImportFile(local, { datasetId, path, onError: 'skip-line' })
  rmSync(folder, { recursive: true, force: true })
})

it('what an import shows is due by its numbers, counted tokens or not, until it is checked', async () => {
  expect([await ranges(), await due(), await db().checkDue.count()]).toEqual([[[1, 6]], 6, 0])
  await db().example.updateMany({
    where: { datasetId, number: 2 },
    data: { strip: '[["u",9,-1],["a",9,1]]' },
  })
  expect([await due(), await isDue(2)]).toEqual([6, true])
  await checkDue(datasetId)
  expect([await ranges(), await due(), await isDue(2)]).toEqual([[], 0, false])
  expect(await db().finding.count({ where: { datasetId } })).toBe(6)
  await db().example.updateMany({
    where: { datasetId, number: 2 },
    data: { strip: '[["u",8,-1],["a",8,1]]' },
  })
  expect([await due(), await isDue(2), await isDue(3)]).toEqual([1, true, false])
})

it('one that somebody saves is checked before the rest', async () => {
  const edits = [{ type: 'set-source-key' as const, from: null, to: 'x' }]
  await saveExample(local, { datasetId, number: 3 }, { operationId: 'operation-due', revision: 1, edits })
  const { id } = await db().example.findFirstOrThrow({ where: { datasetId, number: 3 } })
  await makeFindings(datasetId, [id], { queue: 'first' })
  expect(await ranges()).toEqual([
    [1, 2],
    [4, 6],
  ])
  expect([await due(), await isDue(3), await isDue(4)]).toEqual([5, false, true])
  await checkSoon(datasetId, 3)
  await checkDue(datasetId)
  expect([await ranges(), await due()]).toEqual([[], 0])
})

it('numbers are taken out of the ranges that hold them, and ranges of nothing go', async () => {
  await db().checkDueRange.create({ data: { datasetId, fromNumber: 9, toNumber: 9 } })
  const drop = (...numbers: number[]) => transaction((tx) => dropFromRanges(tx, datasetId, numbers))
  await drop(1, 3, 6, 7)
  expect(await ranges()).toEqual([
    [2, 2],
    [4, 5],
    [9, 9],
  ])
  await drop(2, 5, 20)
  expect(await ranges()).toEqual([
    [4, 4],
    [9, 9],
  ])
  await checkDue(datasetId)
  expect([await ranges(), await due()]).toEqual([[], 0])
})
