import type { Message } from '@/lib/conversations/schema'
import { textEdit } from '@/lib/conversations/text-edit'
import { bodyOf } from './alternatives'
import type { Alternative, Edit } from './schema'
import { longestAlternative } from './words'

/**
 * The edits after which a message says what the alternative says, and the alternative what the message said. Null where
 * the message is more than a text, or its text can't be kept beside.
 */
export function swapAlternative(message: Message | undefined, alternative: Alternative): Edit[] | null {
  const text = message?.content
  if (typeof text !== 'string' || text === alternative.text || !isKeepable(text)) return null
  const { id: alternativeId, messageId } = alternative
  return [
    { type: 'edit-text', messageId, path: ['content'], ...textEdit(text, alternative.text) },
    {
      type: 'set-alternative',
      alternativeId,
      messageId,
      from: bodyOf(alternative),
      to: text === '' ? null : { text, origin: 'typed' },
    },
  ]
}

/** Whether a text can stand as an alternative; an empty one is none. */
export const isKeepable = (text: string): boolean =>
  text.length <= longestAlternative && !text.includes('\0') && text.isWellFormed()
