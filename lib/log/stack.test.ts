import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/db/client'
import { raw, sql } from '@/lib/db/dialect'
import { selectSql } from '@/lib/db/run'
import { AppError } from '@/lib/result/app-error'
import { makeDataset, useStudio } from '@/lib/testing/studio'
import { stackOf } from './stack'

const canary = 'Canary of a customer: 환불'

async function thrownBy(act: () => unknown): Promise<unknown> {
  try {
    await act()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe('an error for the log', () => {
  useStudio({ once: true })

  it.each<[string, string, () => unknown]>([
    [
      'Prisma’s validation',
      'PrismaClientValidationError',
      () =>
        db().dataset.create({ data: { id: 'x', name: canary, revision: 'no number' as unknown as number } }),
    ],
    [
      'a text as a number',
      'PrismaClientKnownRequestError [P',
      async () => {
        const data = { id: await makeDataset(), name: canary }
        await db().dataset.create({ data })
      },
    ],
    ['SQL', 'Error', () => selectSql(db(), sql`SELECT ${canary} FROM ${raw(`"${canary}"`)}`)],
    ['JSON', 'SyntaxError', () => JSON.parse(`{"a": ${canary}`)],
    ['a schema', 'ZodError', () => z.strictObject({}).parse({ [canary]: canary })],
    ['the engine', 'TypeError', () => 'x' in (canary as unknown as object)],
    [
      'a property of a text',
      'TypeError',
      () => {
        ;(canary as unknown as { x: number }).x = 1
      },
    ],
    [
      'a cause',
      'caused by SyntaxError',
      () => {
        throw new Error('reading failed', { cause: new SyntaxError(`near ${canary}`) })
      },
    ],
    [
      'a text that is thrown',
      'thrown: string',
      () => {
        throw canary
      },
    ],
    [
      'a sentence of many lines',
      'Error: first line',
      () => {
        throw new Error(`first line\n    at ${canary} (/x.ts:1:1)\n${canary}`)
      },
    ],
    [
      'a sentence that was changed behind its stack',
      'Error: later',
      () => {
        const error = new Error(`${canary}\n${canary}`)
        error.message = 'later'
        throw error
      },
    ],
    [
      'a sentence that quotes',
      'Error: no column …',
      () => {
        throw new Error(`no column "${canary}"`)
      },
    ],
  ])('%s: names its class, not what somebody wrote', async (_, head, act) => {
    const logged = stackOf(await thrownBy(act))
    expect(logged).toContain(head)
    expect(logged).not.toMatch(/Canary|customer|환불/)
  })

  it('says where it was thrown, by whom, and what its code is', async () => {
    const error = await thrownBy(() => db().dataset.findUniqueOrThrow({ where: { id: 'none' } }))
    expect(error).toBeInstanceOf(Prisma.PrismaClientKnownRequestError)
    expect(stackOf(error)).toMatch(/^PrismaClientKnownRequestError \[P2025 Dataset\]\n {4}at /)
    expect(stackOf(new TypeError("Cannot read properties of undefined (reading 'x')"))).toMatch(
      /^TypeError: Cannot read properties of undefined\n {4}at .*stack\.test\.ts:\d+:\d+/,
    )
    expect(stackOf(new Error('the queue was not there'))).toContain('Error: the queue was not there\n')
    expect(stackOf(new AppError('conflict', 'importOver'))).toContain('AppError [conflict]: importOver\n')
  })

  it('tells an error of the system with its sentence', async () => {
    const { readFile } = await import('node:fs/promises')
    const error = await thrownBy(() => readFile('/no/such/file'))
    expect(stackOf(error)).toContain('[ENOENT]: ENOENT: no such file or directory')
  })

  it('ends where causes go in a circle', () => {
    const error = new Error('round')
    error.cause = error
    expect(stackOf(error).match(/caused by/g)).toHaveLength(4)
  })
})
