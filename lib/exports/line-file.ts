import 'server-only'
import { openByteFile } from './byte-file'
import type { FileFacts } from './schema'

const newline = Buffer.from('\n')

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
  const file = await openByteFile(folder, name, pause)
  await file.write(head)
  return {
    async write(lines, count = lines.length) {
      if (count === 0) return
      await file.write(Buffer.concat(lines.flatMap((line) => [line, newline])))
      file.facts.lines += count
    },
    close: file.close,
    abandon: file.abandon,
  }
}
