import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { engine } from '@/lib/db/engine'
import { saveExample } from '@/lib/examples/commands/save-example'
import { getExample, getRevisionText } from '@/lib/examples/queries/example'
import type { Edit } from '@/lib/examples/schema'
import { AppError } from '@/lib/result/app-error'
import { newOperationId } from '@/lib/result/operation-id'
import { bulkOn, lineOf } from '@/lib/testing/bulk'
import { makeUser, useStudio } from '@/lib/testing/studio'
import { makeTaggedDataset } from '@/lib/testing/tagged'
import type { BulkAction } from './schema'

const approve: BulkAction = { type: 'status', to: 'approved' }
const count = 3
const ticks = fc.integer({ min: 0, max: 40 })
const example = fc.integer({ min: 0, max: count - 1 })

const pass = async (turns: number) => {
  for (let i = 0; i < turns; i++) await new Promise((go) => setImmediate(go))
}

describe('B11: an approval', () => {
  useStudio()

  // edits and approvals begin anywhere within each other: nothing waits for anything
  it('is of exactly the revision that its lead saw, in every interleaving with edits', async () => {
    const { id: datasetId } = await makeTaggedDataset()
    const { add, see, start, ended } = bulkOn(datasetId)
    const editor = await makeUser('reviewer', datasetId)
    const lead = await makeUser('lead', datasetId)
    let approvals = 0
    const once = () => ({ operationId: newOperationId() })
    // who comes second is asked, and nothing is written
    const save = (by: Actor, number: number, revision: number, one: Edit) =>
      saveExample(by, { datasetId, number }, { ...once(), revision, edits: [one] }).catch(
        (error: unknown) => {
          if (!(error instanceof AppError) || error.code !== 'conflict') throw error
        },
      )
    const edit = async (number: number) => {
      const { revision } = await getExample(editor, datasetId, number)
      const insert = `${newOperationId().slice(0, 4)} `
      const type = {
        type: 'edit-text' as const,
        messageId: 'm2',
        path: ['content'],
        at: 0,
        remove: '',
        insert,
      }
      await save(editor, number, revision, type)
    }

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(example, ticks), { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(example, ticks, ticks), { maxLength: 4 }),
        ticks,
        ticks,
        async (edits, singles, before, between) => {
          const numbers = await add(...Array.from({ length: count }, () => lineOf('Hi', 'Hello')))
          /** By example, the revisions that a lead saw and approved. */
          const seen = new Map(numbers.map((number) => [number, new Set<number>()]))
          const editing = edits.map(async ([at, wait]) => {
            await pass(wait)
            await edit(numbers[at]!)
          })
          const single = singles.map(async ([at, wait, thinking]) => {
            await pass(wait)
            const { revision, status } = await getExample(lead, datasetId, numbers[at]!)
            if (status === 'approved') return
            await pass(thinking)
            seen.get(numbers[at]!)!.add(revision)
            const to = { type: 'set-status' as const, from: status, to: 'approved' as const }
            await save(lead, numbers[at]!, revision, to)
          })
          const many = (async () => {
            await pass(before)
            const selection = await see(approve, { numbers })
            if (!('seen' in selection)) throw new Error('nothing was seen')
            for (const [number, revision] of selection.seen) seen.get(number)!.add(revision)
            await pass(between)
            await ended((await start(approve, selection)).id)
          })()
          await Promise.all([...editing, ...single, many])

          const decided = await db().revision.findMany({
            where: { statusAfter: 'approved', example: { datasetId, number: { in: numbers } } },
            select: { number: true, operationId: true, example: { select: { number: true } } },
          })
          approvals += decided.length
          for (const { number: revision, operationId, example } of decided) {
            const revisions = seen.get(example.number)!
            if (operationId?.startsWith('bulk-')) expect(revisions).toContain(revision - 1)
            const text = async (at: number) =>
              (await getRevisionText(lead, datasetId, example.number, at)).text
            const approved = await text(revision)
            const known = await Promise.all([...revisions].map(text))
            expect(known, `#${example.number} at ${revision}`).toContain(approved)
          }
        },
      ),
      { numRuns: engine === 'sqlite' ? 40 : 20 },
    )
    expect(approvals).toBeGreaterThan(0)
  })
})
