import { ownValue } from '../json'
import { settingsOf } from '../kind'
import { hasDuplicateKeys } from '../line-structure'
import { type Conversation, isJsonObject, isPreference, type Message } from '../schema'
import { visibleText } from '../visible-text'
import type { Report } from './codes'
import { isKnownMessageKey, knownInputKeys, knownLineKeys } from './known-keys'

/** Keys of the line: unknown ones, twins, and the types of the plain ones. */
export function checkLineKeys(conversation: Conversation, text: string | undefined, report: Report): void {
  for (const key of unknownLineKeys(conversation)) report('unknown-key', null, { key: visibleText(key, 60) })
  const parallel = ownValue(settingsOf(conversation), 'parallel_tool_calls')
  if (parallel !== undefined && typeof parallel !== 'boolean') {
    report('field-type', null, { key: 'parallel_tool_calls' })
  }
  if (text !== undefined && hasDuplicateKeys(text, conversation)) report('duplicate-keys', null)
}

function unknownLineKeys(conversation: Conversation): string[] {
  const keys = Object.keys(conversation)
  if (!conversation[isPreference]) return keys.filter((key) => !knownLineKeys.has(key))
  const inside = Object.keys(settingsOf(conversation)).filter((key) => !knownInputKeys.has(key))
  return [
    ...keys.filter((key) => key !== 'messages' && key !== 'input'),
    ...inside.map((key) => `input.${key}`),
  ]
}

/** Keys of one message: unknown ones, and the types of those that no other rule looks at. */
export function checkMessageKeys(message: Message, index: number, report: Report): void {
  for (const key of Object.keys(message)) {
    if (!isKnownMessageKey(message.role, key))
      report('unknown-message-key', index, { key: visibleText(key, 60) })
  }
  if (message.role === 'developer') report('developer-role', index)
  const name = ownValue(message, 'name')
  if (message.role === 'function' && typeof name !== 'string') report('function-name-missing', index)
  else if (name !== undefined && typeof name !== 'string') report('field-type', index, { key: 'name' })
  if (message.role === 'tool') {
    const id = ownValue(message, 'tool_call_id')
    if (typeof id !== 'string' || id === '') report('tool-call-id-missing', index)
  }
  if (message.role === 'assistant') {
    const refusal = ownValue(message, 'refusal') ?? null
    if (refusal !== null && typeof refusal !== 'string') report('field-type', index, { key: 'refusal' })
    const audio = ownValue(message, 'audio') ?? null
    if (audio !== null && !isJsonObject(audio)) report('field-type', index, { key: 'audio' })
  }
}
