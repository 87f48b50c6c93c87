import { conversationEdit, roles } from '@/lib/conversations/schema'
import { statuses } from '@/lib/examples/schema'

/** Words that stored lines, edits and answers are built of. */
const words = [
  ...roles,
  ...statuses,
  ...conversationEdit.options.map((option) => option.shape.type.value),
  ...[
    'add-tag',
    'remove-tag',
    'set-status',
    'set-trashed',
    'set-source-key',
    'restore-revision',
    'set-alternative',
    'purge-text',
    'set-suggestion',
  ],
  ...['messages', 'role', 'content', 'weight', 'name', 'tools', 'tool_calls', 'tool_call_id', 'function'],
  ...['arguments', 'parallel_tool_calls', 'image_url', 'input', 'preferred_output', 'non_preferred_output'],
  ...[
    'operationId',
    'revision',
    'edits',
    'messageId',
    'afterId',
    'insert',
    'remove',
    'problemList',
    'details',
  ],
  ...['openai-chat', 'approved', 'train', 'test', 'manifest', 'files', 'recipe', '[purged]'],
]

/** Whether a text is part of a word that the studio's own data is built of: removing it would break every line. */
export function isReserved(text: string): boolean {
  const wanted = text.toLowerCase()
  return words.some((word) => word.toLowerCase().includes(wanted))
}
