import { expect, it } from 'vitest'
import type { Found } from './check'
import { lookAt } from './find'

const at = (
  code: string,
  messageIndex: number,
  from: number,
  severity: Found['severity'] = 'warning',
): Found => ({
  code,
  messageIndex,
  span: { path: ['content'], from, to: from + 1 },
  params: {},
  severity,
})

it('findings go by message, in each the worst first, then by place', () => {
  const found = [
    at('of the answer', 1, 0, 'error'),
    at('aside', 0, 0, 'info'),
    at('later', 0, 3),
    at('sooner', 0, 1),
    at('worst', 0, 4, 'error'),
  ]
  const check = { find: () => found }
  const messages = [
    { role: 'user', content: 'Is it?' },
    { role: 'assistant', content: 'It is.' },
  ]
  const example = {
    text: JSON.stringify({ messages }),
    messageIds: ['m1', 'm2'],
    tokens: [2, 2],
    tags: [],
    waived: [],
  }
  const { found: told } = lookAt([{ id: 'vague', severity: 'info', last: false, check }], example, new Set())
  expect(told.map(({ code }) => code)).toEqual(['worst', 'sooner', 'later', 'aside', 'of the answer'])
})
