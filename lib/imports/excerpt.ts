import { visibleText } from '@/lib/conversations/visible-text'

const maxLength = 200
// a line of 32 MB need not be read for its first 200 characters
const maxBytes = 4 * maxLength

/** The beginning of a line, with what can't be shown or stored spelled out. */
export function excerptOf(line: Uint8Array | string): string {
  if (typeof line === 'string') return visibleText(line, maxLength - 1)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(line.subarray(0, maxBytes))
  return visibleText(text, maxLength - 1)
}
