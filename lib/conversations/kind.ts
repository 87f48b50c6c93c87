import { ownValue } from './json'
import type { Conversation, Kind, Message, Part } from './schema'
import { isJsonObject, isPreference, type Json } from './words'

type JsonObject = { [key: string]: Json }

/** The keys of a preference line, and where its answers stand. */
export const outputKeys = { preferred: 'preferred_output', rejected: 'non_preferred_output' } as const
export const preferenceKeys = ['input', outputKeys.preferred, outputKeys.rejected] as const
const outputs = 2

/** Reads the text of an example, which an import or a save has found good. */
export function conversationOf(text: string): Conversation {
  return viewOf(JSON.parse(text) as JsonObject)
}

/** Whether a line, good or not, means to be a preference line: it has an answer to prefer and no `messages` of its own. */
export function looksLikePreference(line: JsonObject): boolean {
  if (Object.hasOwn(line, 'messages')) return false
  return Object.hasOwn(line, outputKeys.preferred) || Object.hasOwn(line, outputKeys.rejected)
}

/** A good line as the conversation that everything works on. */
export function viewOf(line: JsonObject): Conversation {
  if (!looksLikePreference(line)) return line as Conversation
  const { input, preferred_output, non_preferred_output, ...rest } = line
  const { messages, ...settings } = input as JsonObject
  const all = [messages, preferred_output, non_preferred_output].flat() as Message[]
  return { ...rest, input: settings, messages: all, [isPreference]: true }
}

/** The line that a view was made from; keys may stand in another order. */
export function lineOf(conversation: Conversation): JsonObject {
  if (!conversation[isPreference]) return conversation
  const { messages, input, ...rest } = conversation
  const prompt = promptLength(conversation)
  return {
    ...rest,
    input: { ...settingsOf(conversation), messages: messages.slice(0, prompt) },
    [outputKeys.preferred]: messages.slice(prompt, prompt + 1),
    [outputKeys.rejected]: messages.slice(prompt + 1),
  }
}

export function kindOf(conversation: Conversation): Kind {
  return conversation[isPreference] ? 'preference' : 'chat'
}

/** How many messages come before the two answers; of a chat, all of them. */
export function promptLength(conversation: Conversation): number {
  return conversation.messages.length - (conversation[isPreference] ? outputs : 0)
}

/** The part of a preference example in which a message stands; null in a chat. */
export function partOf(conversation: Conversation, index: number): Part | null {
  if (!conversation[isPreference]) return null
  const behind = index - promptLength(conversation)
  return behind < 0 ? 'prompt' : behind === 0 ? 'preferred' : 'rejected'
}

/** Tokens of the longest text that a trainer reads at once: a chat, or the prompt with the longer of both answers. */
export function longestTokens(conversation: Conversation, messageTokens: readonly number[]): number {
  const sum = messageTokens.reduce((total, count) => total + count, 0)
  if (!conversation[isPreference]) return sum
  return sum - Math.min(...messageTokens.slice(promptLength(conversation)))
}

/** The object that holds `tools` and what else stands beside the messages: the line, or a preference line's `input`. */
export function settingsOf(conversation: Conversation): JsonObject {
  const input = conversation[isPreference] ? ownValue(conversation, 'input') : undefined
  return input !== undefined && isJsonObject(input) ? input : conversation
}

/** Where `settingsOf` stands in the line. */
export function settingsPath(conversation: Conversation): string[] {
  return conversation[isPreference] ? ['input'] : []
}
