import { ownValue } from '@/lib/conversations/json'
import { isJsonObject, type Json } from '@/lib/conversations/schema'
import type { JsonObject } from './fields'

/**
 * Messages of other trainers: LLaMA-Factory names the text of a part `value`, TRL has arguments of calls as objects,
 * Axolotl says by `train` what is learned, and a Parquet file holds calls as JSON in a text.
 */
const hasForeignParts = (messages: Json | undefined): boolean =>
  Array.isArray(messages) &&
  messages.some(
    (message) =>
      isJsonObject(message) &&
      ((Array.isArray(message.content) &&
        message.content.some((part) => isJsonObject(part) && typeof part.value === 'string')) ||
        typeof message.train === 'boolean' ||
        typeof message.tool_calls === 'string' ||
        (Array.isArray(message.tool_calls) && message.tool_calls.some(hasObjectArguments))),
  )

const hasObjectArguments = (call: Json): boolean =>
  isJsonObject(call) && isJsonObject(call.function) && isJsonObject(call.function.arguments)

/** Whether a line of `messages` is one of another trainer, or a row of Parquet, and none that OpenAI reads. */
export const isForeign = (record: JsonObject): boolean =>
  hasForeignParts(ownValue(record, 'messages')) || typeof ownValue(record, 'tools') === 'string'
