import type { MessageId } from './schema'

/** The ids that messages of a line have while nothing was inserted: m1 … mN. */
export function initialMessageIds(count: number): MessageId[] {
  return Array.from({ length: count }, (_, index) => `m${index + 1}`)
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A fresh id of 8 letters and digits. Not randomUUID: plain-HTTP origins lack it. */
export function newMessageId(): MessageId {
  let id = ''
  while (id.length < 8) {
    for (const byte of crypto.getRandomValues(new Uint8Array(12))) {
      // 252 is the largest multiple of 36 in a byte: beyond it some letters would come more often.
      if (byte < 252 && id.length < 8) id += letters[byte % 36]
    }
  }
  return id
}
