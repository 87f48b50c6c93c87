import type { Format } from '../format'
import { templateMessages, toolsOf } from '../messages-out'
import { beyondText } from '../not-carried'
import { trlSnippet } from '../snippets'

/** FORMATS 2.1, language modelling: all answers of a record are learned, or the whole text. */
export const trlMessages = {
  name: 'trl-messages',
  label: 'TRL messages',
  kind: 'chat',
  group: 'trainer',
  extension: 'jsonl',
  weights: { learns: 'all' },
  target: null,
  notCarried: beyondText,
  write: (conversation) => {
    const tools = toolsOf(conversation)
    return [JSON.stringify({ messages: templateMessages(conversation), ...(tools ? { tools } : {}) })]
  },
  snippet: (facts) => trlSnippet('SFT', 'assistant_only_loss=True', facts),
} as const satisfies Format
