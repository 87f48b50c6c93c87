import { expect, test } from 'vitest'
import type { FindingRow } from '@/lib/checks/schema'
import { inReadingOrder } from './order'

const at = (
  fingerprint: string,
  messageId: string | null,
  from?: number,
  severity: FindingRow['severity'] = 'warning',
) =>
  ({
    fingerprint,
    messageId,
    severity,
    span: from === undefined ? null : { path: ['content'], from, to: from + 1 },
  }) as FindingRow

test('findings go from the whole example through its turns as they are read', () => {
  const found = [
    at('late', 'm2', 9),
    at('whole', null),
    at('first', 'm1'),
    at('early', 'm2', 3),
    at('turn', 'm2'),
  ]
  expect(inReadingOrder(found, ['m1', 'm2']).map(({ fingerprint }) => fingerprint)).toEqual([
    'whole',
    'first',
    'turn',
    'early',
    'late',
  ])
})

test('of one turn the worst comes first, whatever its place', () => {
  const found = [
    at('aside', 'm1', 0, 'info'),
    at('later', 'm1', 9),
    at('worst', 'm1', 20, 'error'),
    at('sooner', 'm1', 4),
    at('of the next', 'm2', 0, 'error'),
  ]
  expect(inReadingOrder(found, ['m1', 'm2']).map(({ fingerprint }) => fingerprint)).toEqual([
    'worst',
    'sooner',
    'later',
    'aside',
    'of the next',
  ])
})
