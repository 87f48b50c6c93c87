import { randomBytes } from 'node:crypto'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A new random id: 16 characters of [a-z0-9], 82 bits. */
export function newId(): string {
  let id = ''
  while (id.length < 16) {
    for (const byte of randomBytes(24)) if (byte < 252 && id.length < 16) id += letters[byte % 36]
  }
  return id
}
