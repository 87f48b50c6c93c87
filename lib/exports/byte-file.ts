import 'server-only'
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileFacts } from './schema'

const hashedAtOnce = 1 << 20

/** A new file that is written in pieces, and the facts of it for the manifest; `facts.lines` is its writer's to count. */
export type ByteFile = {
  facts: FileFacts
  write(chunk: Buffer): Promise<void>
  /** Waits until the disk has it. */
  close(): Promise<FileFacts>
  abandon(): Promise<void>
}

export async function openByteFile(
  folder: string,
  name: string,
  pause: () => Promise<void>,
): Promise<ByteFile> {
  const file = await open(join(folder, name), 'wx', 0o600)
  const hash = createHash('sha256')
  let writing: Promise<void> = Promise.resolve()
  const facts: FileFacts = { name, bytes: 0, lines: 0, sha256: '' }
  return {
    facts,
    async write(chunk) {
      // a line may be 32 MB: hashing it in one go would keep every other request waiting
      for (let at = 0; at < chunk.length; at += hashedAtOnce) {
        hash.update(chunk.subarray(at, at + hashedAtOnce))
        await pause()
      }
      // the disk takes it while the next lines are read
      await writing
      writing = writeAll(file, chunk)
      // it is awaited with the next ones
      writing.catch(() => {})
      facts.bytes += chunk.length
    },
    async close() {
      await writing
      await file.sync()
      await file.close()
      return { ...facts, sha256: hash.digest('hex') }
    },
    async abandon() {
      await writing.catch(() => {})
      await file.close()
    },
  }
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten
}
