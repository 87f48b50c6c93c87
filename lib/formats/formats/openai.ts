import { ownValue } from '@/lib/conversations/json'
import { looksLikePreference } from '@/lib/conversations/kind'
import { isJsonObject, type Json, roles } from '@/lib/conversations/schema'
import { good } from '../fields'
import type { Format } from '../format'
import { looksLikeReinforcement } from './reinforcement'

const hasRoles = (messages: Json | undefined): boolean =>
  Array.isArray(messages) && messages.some((message) => isJsonObject(message) && 'role' in message)

// Cohere's `User` and `Chatbot`, and the like: to be read by the names of speakers
const hasForeignRoles = (messages: Json | undefined): boolean =>
  Array.isArray(messages) &&
  messages.some(
    (message) =>
      isJsonObject(message) &&
      typeof message.role === 'string' &&
      !roles.some((role) => role === message.role),
  )

/** Messages of other trainers: LLaMA-Factory names the text of a part `value`, TRL has arguments of calls as objects. */
export const hasForeignParts = (messages: Json | undefined): boolean =>
  Array.isArray(messages) &&
  messages.some(
    (message) =>
      isJsonObject(message) &&
      ((Array.isArray(message.content) &&
        message.content.some((part) => isJsonObject(part) && typeof part.value === 'string')) ||
        (Array.isArray(message.tool_calls) && message.tool_calls.some(hasObjectArguments))),
  )

const hasObjectArguments = (call: Json): boolean =>
  isJsonObject(call) && isJsonObject(call.function) && isJsonObject(call.function.arguments)

/** Chat lines as OpenAI reads them: their text is kept as it is, `readLine` judges it. */
export const openaiChat: Format = {
  name: 'openai-chat',
  detect: (record) => {
    if (!isJsonObject(record)) return 0
    const messages = ownValue(record, 'messages')
    if (!hasRoles(messages)) return 0
    if (hasForeignRoles(messages)) return 0.4
    return looksLikeReinforcement(record) || hasForeignParts(messages) ? 0.6 : 0.98
  },
  convert: (record) => [good(record)],
}

/** Preference lines as OpenAI reads them, kept as they are too. */
export const openaiPreference: Format = {
  name: 'openai-preference',
  detect: (record) => (isJsonObject(record) && looksLikePreference(record) ? 1 : 0),
  convert: (record) => [good(record)],
}
