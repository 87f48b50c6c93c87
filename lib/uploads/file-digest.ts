import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

// a slice of work after which the page may answer a key or a click
const sliceBytes = 1 << 18
const yieldMs = 12

export const hashBytes = (bytes: Uint8Array): string => bytesToHex(sha256(bytes))

/**
 * SHA-256 and the number of non-blank lines of a file that is read piece by piece. In JavaScript, since browsers have
 * no hash that grows, and none at all on plain-HTTP addresses.
 */
export function createFileDigest() {
  const hash = sha256.create()
  let lines = 0
  let blank = true
  let since = performance.now()

  function countLines(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i]!
      if (byte === 0x0a) {
        if (!blank) lines += 1
        blank = true
      } else if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) blank = false
    }
  }

  return {
    async add(bytes: Uint8Array): Promise<void> {
      for (let at = 0; at < bytes.length; at += sliceBytes) {
        const slice = bytes.subarray(at, at + sliceBytes)
        hash.update(slice)
        countLines(slice)
        if (performance.now() - since < yieldMs) continue
        await new Promise((go) => setTimeout(go))
        since = performance.now()
      }
    },
    end(): { sha256: string; lines: number } {
      return { sha256: bytesToHex(hash.clone().digest()), lines: lines + (blank ? 0 : 1) }
    },
  }
}
