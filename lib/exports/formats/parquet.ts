import type { Json } from '@/lib/conversations/schema'
import type { Format, TrainFacts } from '../format'
import { type JsonObject, markUntrained, templateMessages, toolsOf } from '../messages-out'
import { beyondText } from '../not-carried'
import { axolotlConfig } from '../snippets'

// a column has one shape: what is free in its shape is JSON in a text
const column = ({ tool_calls, ...message }: JsonObject): Json => ({
  ...message,
  ...(tool_calls === undefined ? {} : { tool_calls: JSON.stringify(tool_calls) }),
})

const config = (facts: TrainFacts): string => axolotlConfig('parquet', facts)

/** FORMATS 2.13: Axolotl's messages as nested columns. */
export const parquet = {
  name: 'parquet',
  label: 'Parquet (Axolotl)',
  kind: 'chat',
  group: 'trainer',
  extension: 'parquet',
  weights: { mark: 'train = false' },
  target: null,
  notCarried: beyondText,
  write: (conversation) => {
    const messages = templateMessages(conversation, markUntrained({ train: false })).map(column)
    const tools = toolsOf(conversation)
    return [JSON.stringify({ messages, ...(tools ? { tools: JSON.stringify(tools) } : {}) })]
  },
  extra: { 'axolotl.yaml': config },
  snippet: (facts) => ({ language: 'yaml', text: config(facts) }),
} as const satisfies Format
