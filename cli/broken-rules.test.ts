import { expect, test } from 'vitest'
import type { ExportProblem } from '@/lib/exports/schema'
import { AppError } from '@/lib/result/app-error'
import { blockingLines, blockingRules } from './broken-rules'

const problem = (more: Partial<ExportProblem>): ExportProblem => ({
  code: 'empty-answer',
  severity: 'error',
  number: 28,
  messageIndex: 1,
  params: { message: 2 },
  file: 'train',
  ...more,
})
const problems = [
  problem({}),
  problem({ severity: 'warning' }),
  problem({ code: 'not-carried', number: 15, params: { what: 'images', format: 'CSV' } }),
  problem({ code: 'too-few-examples', number: null, messageIndex: null, params: { count: 3, least: 10 } }),
]

test('a blocked export names each rule that blocks it, and its example', () => {
  const rules = blockingRules(
    new AppError('conflict', 'exportBlocked', { params: { count: 3 }, details: { problems } }),
  )
  expect(rules.map(({ code, number }) => [code, number])).toEqual([
    ['empty-answer', 28],
    ['not-carried', 15],
    ['too-few-examples', null],
  ])
  const lines = blockingLines(rules)
  expect(lines[0]).toBe('error: #28: The answer in turn 2 is empty')
  expect(lines[1]).toContain('#15: Turn 2 has an image')
  expect(lines[2]).not.toContain('problems.')
})

test('no other refusal has rules', () => {
  expect(blockingRules(new AppError('conflict', 'versionNotReady'))).toEqual([])
  expect(blockingRules(new AppError('conflict', 'exportBlocked'))).toEqual([])
})
