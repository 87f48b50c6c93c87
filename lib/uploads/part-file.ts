import 'server-only'
import { createHash } from 'node:crypto'
import { constants, createReadStream, existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { AppError } from '@/lib/result/app-error'
import { readBody } from '@/lib/result/read-body'

/**
 * Reads a request's body of at most `maxBytes`, and checks it against the hash that its sender made.
 * @throws AppError `too_large` `partTooLarge`, `invalid` `partCut` where the connection broke or the hash differs.
 */
export async function readPart(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  sha256: string,
): Promise<Buffer> {
  const part = await readBody(body, maxBytes)
  if (part === 'too large') throw new AppError('too_large', 'partTooLarge', { params: { bytes: maxBytes } })
  if (part === 'cut') throw new AppError('invalid', 'partCut')
  if (part.length === 0 || createHash('sha256').update(part).digest('hex') !== sha256)
    throw new AppError('invalid', 'partCut')
  return part
}

/** Writes a part at its place and waits until the disk has it. */
export async function writePart(path: string, part: Buffer, offset: number): Promise<void> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  try {
    let written = 0
    while (written < part.length) {
      const { bytesWritten } = await file.write(part, written, part.length - written, offset + written)
      written += bytesWritten
    }
    await file.datasync()
  } catch (error) {
    // a full disk: what was begun gives its space back
    await file.truncate(offset).catch(() => {})
    throw error
  } finally {
    await file.close()
  }
}

/** SHA-256 in hex of the first `size` bytes of a file; '' where the file is gone. */
export async function hashFile(path: string, size: number): Promise<string> {
  const hash = createHash('sha256')
  if (!existsSync(path)) return ''
  if (size === 0) return hash.digest('hex')
  for await (const chunk of createReadStream(path, { end: size - 1, highWaterMark: 1 << 20 }))
    hash.update(chunk)
  return hash.digest('hex')
}
