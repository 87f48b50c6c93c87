import { ownValue } from '@/lib/conversations/json'
import { looksLikePreference } from '@/lib/conversations/kind'
import { isJsonObject, type Json, roles } from '@/lib/conversations/schema'
import { good } from '../fields'
import { isForeign } from '../foreign'
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

/** Chat lines as OpenAI reads them: their text is kept as it is, `readLine` judges it. */
export const openaiChat: Format = {
  name: 'openai-chat',
  detect: (record) => {
    if (!isJsonObject(record)) return 0
    const messages = ownValue(record, 'messages')
    if (!hasRoles(messages)) return 0
    if (hasForeignRoles(messages)) return 0.4
    return looksLikeReinforcement(record) || isForeign(record) ? 0.6 : 0.98
  },
  convert: (record) => [good(record)],
}

/** Preference lines as OpenAI reads them, kept as they are too. */
export const openaiPreference: Format = {
  name: 'openai-preference',
  detect: (record) => (isJsonObject(record) && looksLikePreference(record) ? 1 : 0),
  convert: (record) => [good(record)],
}
