import 'server-only'
import { createHash } from 'node:crypto'

/** The place of a group in the order of a split: SHA-256 of the seed and its smallest content hash, a character a byte. */
export const orderOf =
  (seed: number) =>
  (contentHash: string): string =>
    createHash('sha256').update(`${seed}:${contentHash}`).digest('binary')
