import type { Format } from '../format'
import { templateMessages, toolsOf } from '../messages-out'
import { beyondText } from '../not-carried'
import { trlSnippet } from '../snippets'

/** FORMATS 2.1: only the completion is learned. */
export const trlPromptCompletion = {
  name: 'trl-prompt-completion',
  label: 'TRL prompt-completion',
  kind: 'chat',
  group: 'trainer',
  extension: 'jsonl',
  weights: { learns: 'last' },
  target: null,
  notCarried: beyondText,
  write: (conversation) => {
    const messages = templateMessages(conversation)
    const tools = toolsOf(conversation)
    return [
      JSON.stringify({
        prompt: messages.slice(0, -1),
        completion: messages.slice(-1),
        ...(tools ? { tools } : {}),
      }),
    ]
  },
  snippet: (facts) => trlSnippet('SFT', 'completion_only_loss=True', facts),
} as const satisfies Format
