import type { Message } from '@/lib/conversations/schema'
import { contentTexts } from './message-text'

/**
 * About how many tokens a text has, from its characters alone: shown until they are counted. English has about four
 * and a half characters to a token, Korean and the like a little less than two.
 */
export function estimateTokens(text: string): number {
  let narrow = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 0x250) narrow += 1
  return Math.ceil(narrow / 4.5 + (text.length - narrow) / 1.8)
}

export const estimateMessage = (message: Message): number =>
  contentTexts(message).reduce((sum, text) => sum + (text === '' ? 0 : estimateTokens(text)), 0)
