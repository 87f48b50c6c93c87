import { outputKeys, partOf, promptLength } from './kind'
import { openAt, type RawContainer } from './raw-json'
import type { Conversation } from './schema'
import { isPreference } from './words'

/** The list in an opened line that holds a message, and its place in there. */
export type Place = { list: RawContainer; at: number }

// Of twin keys the last one counts, as for JSON.parse.
const openKey = (object: RawContainer, key: string) => openAt(object, object.names.lastIndexOf(key))

/** The messages of a chat, or of a preference line's prompt. */
export function openPrompt(line: RawContainer, conversation: Conversation): RawContainer {
  return openKey(conversation[isPreference] ? openKey(line, 'input') : line, 'messages')
}

/** Where message `index` of the conversation stands in its line. */
export function placeOf(line: RawContainer, conversation: Conversation, index: number): Place {
  const part = partOf(conversation, index)
  if (part === 'preferred' || part === 'rejected') return { list: openKey(line, outputKeys[part]), at: 0 }
  return { list: openPrompt(line, conversation), at: index }
}

export function openMessage(line: RawContainer, conversation: Conversation, index: number): RawContainer {
  const { list, at } = placeOf(line, conversation, index)
  return openAt(list, at)
}

/** Puts the preferred answer in the place of the rejected one, and the other way round. */
export function swapAnswers(line: RawContainer, conversation: Conversation): void {
  const first = placeOf(line, conversation, promptLength(conversation))
  const second = placeOf(line, conversation, promptLength(conversation) + 1)
  const preferred = first.list.values[first.at]!
  first.list.values[first.at] = second.list.values[second.at]!
  second.list.values[second.at] = preferred
}
