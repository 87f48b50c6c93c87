import 'server-only'
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileFacts } from './schema'

const newline = Buffer.from('\n')
const hashedAtOnce = 1 << 20

/** One file of an export: lines go in, the facts for the manifest come out. */
export type LineFile = {
  /** Lines without the end of the last one, or several in one piece: how many is said then. */
  write(lines: Buffer[], count?: number): Promise<void>
  /** Waits until the disk has it. */
  close(): Promise<FileFacts>
  abandon(): Promise<void>
}

/** `head` stands before the first line and is no line: a mark of the encoding, the names of columns. */
export async function openLineFile(
  folder: string,
  name: string,
  pause: () => Promise<void>,
  head: Buffer = Buffer.alloc(0),
): Promise<LineFile> {
  const file = await open(join(folder, name), 'wx', 0o600)
  const hash = createHash('sha256')
  hash.update(head)
  let writing: Promise<void> = writeAll(file, head)
  writing.catch(() => {})
  const facts: FileFacts = { name, bytes: head.length, lines: 0, sha256: '' }
  return {
    async write(lines, count = lines.length) {
      if (count === 0) return
      const chunk = Buffer.concat(lines.flatMap((line) => [line, newline]))
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
      facts.lines += count
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
