import { ownValue } from '../json'
import type { Conversation } from '../schema'
import type { Target, TargetReport } from './target'
import { checkSystemFirst } from './turn-rules'

const label = 'Fireworks'
const docs = 'FORMATS 2.6'

function check(conversation: Conversation, report: TargetReport): void {
  checkSystemFirst(conversation, label, report)
  const weight = ownValue(conversation, 'weight')
  if (weight !== undefined && typeof weight !== 'number')
    report('target-key', null, { key: 'weight', target: label })
}

/** FORMATS 2.6: a weight of the whole example is a number. */
export const fireworks = {
  name: 'fireworks',
  label,
  severities: { 'special-token': 'warning', 'too-many-tokens': 'warning' },
  moreLineKeys: ['weight'],
  check,
  file: { least: 3, most: 3_000_000 },
  prevents: {
    'system-place': { error: null, source: docs },
    'target-key': { error: null, source: docs },
    'too-few-examples': { error: null, source: docs },
    'too-many-examples': { error: null, source: docs },
    'weight-on-some': { error: null, source: docs },
  },
} as const satisfies Target
