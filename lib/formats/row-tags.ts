import { ownValue } from '@/lib/conversations/json'
import { type Conversation, isJsonObject } from '@/lib/conversations/schema'
import { textOf } from './fields'
import type { MappedTags } from './schema'

/**
 * The names of tags that the rows of an example give it, each once. The column is read where it is kept, beside the
 * conversation.
 */
export function tagNamesOf(conversation: Conversation, { column, separator }: MappedTags): string[] {
  const metadata = ownValue(conversation, 'metadata')
  // alone in its record, a column of that name is the whole of it
  const value = isJsonObject(metadata)
    ? ownValue(metadata, column)
    : column === 'metadata'
      ? metadata
      : undefined
  const cells = (Array.isArray(value) ? value : [value]).map((cell) => textOf(cell) ?? '')
  const names = cells.flatMap((cell) => (separator === undefined ? [cell] : cell.split(separator)))
  return [...new Set(names.map((name) => name.normalize('NFC').trim()).filter((name) => name !== ''))]
}
