import { promptLength } from '@/lib/conversations/kind'
import type { Format } from '../format'
import { templateMessages, toolsOf } from '../messages-out'
import { beyondText } from '../not-carried'
import { trlSnippet } from '../snippets'

/** FORMATS 2.1, with the prompt beside both answers. */
export const trlPreference = {
  name: 'trl-preference',
  label: 'TRL preference (DPO)',
  kind: 'preference',
  group: 'trainer',
  extension: 'jsonl',
  weights: null,
  target: null,
  notCarried: beyondText,
  write: (conversation) => {
    const messages = templateMessages(conversation)
    const tools = toolsOf(conversation)
    const prompt = promptLength(conversation)
    return [
      JSON.stringify({
        prompt: messages.slice(0, prompt),
        chosen: messages.slice(prompt, prompt + 1),
        rejected: messages.slice(prompt + 1),
        ...(tools ? { tools } : {}),
      }),
    ]
  },
  snippet: (facts) => trlSnippet('DPO', 'beta=0.1', facts),
} as const satisfies Format
