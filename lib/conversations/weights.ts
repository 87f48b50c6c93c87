import { ownValue } from './json'
import type { Message } from './schema'

/**
 * Whether a trainer would learn from this message: an assistant's, unless its weight is 0. Spellings that are no valid
 * weight (`false`, `"0"`) count as what they plainly mean, and are problems of their own.
 */
export function isTrained(message: Message): boolean {
  return message.role === 'assistant' && !isZero(ownValue(message, 'weight'))
}

function isZero(weight: unknown): boolean {
  if (typeof weight === 'string') return weight.trim() !== '' && Number(weight) === 0
  return weight === 0 || weight === false
}
