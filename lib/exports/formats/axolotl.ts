import type { Format, TrainFacts } from '../format'
import { markUntrained, templateMessages, toolsOf } from '../messages-out'
import { beyondText } from '../not-carried'
import { axolotlConfig } from '../snippets'

const config = (facts: TrainFacts): string => axolotlConfig('json', facts)

/** FORMATS 2.3: `train: false` on what is context. */
export const axolotl = {
  name: 'axolotl',
  label: 'Axolotl',
  kind: 'chat',
  group: 'trainer',
  extension: 'jsonl',
  weights: { mark: '"train": false' },
  target: null,
  notCarried: beyondText,
  write: (conversation) => {
    const messages = templateMessages(conversation, markUntrained({ train: false }))
    const tools = toolsOf(conversation)
    return [JSON.stringify({ messages, ...(tools ? { tools } : {}) })]
  },
  extra: { 'axolotl.yaml': config },
  snippet: (facts) => ({ language: 'yaml', text: config(facts) }),
} as const satisfies Format
