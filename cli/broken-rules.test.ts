import { expect, test } from 'vitest'
import type { ExportProblem } from '@/lib/exports/schema'
import { AppError } from '@/lib/result/app-error'
import { blockingLines, blockingRules, stepsFor } from './broken-rules'

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
  expect(lines.slice(3)).toEqual([expect.stringContaining('--status all')])
})

test('a blocked export names the steps that mend', () => {
  const developer = problem({ code: 'developer-role', number: 1, messageIndex: 0, params: { message: 1 } })
  const unknown = problem({ code: 'unknown-key', number: 2, messageIndex: null, params: { key: 'meta' } })
  const details = { problems: [developer, { ...developer, number: 3 }, unknown, problem({})] }
  const rules = blockingRules(new AppError('conflict', 'exportBlocked', { params: { count: 4 }, details }))
  expect(stepsFor(rules)).toEqual(['leave-out-unknown-keys', 'developer-to-system'])
  expect(blockingLines(rules).at(-1)).toBe(
    'Steps of the recipe mend 3 of them: --steps leave-out-unknown-keys,developer-to-system',
  )
})

test('no other refusal has rules', () => {
  expect(blockingRules(new AppError('conflict', 'versionNotReady'))).toEqual([])
  expect(blockingRules(new AppError('conflict', 'exportBlocked'))).toEqual([])
})
