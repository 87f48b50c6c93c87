import 'server-only'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Zip, ZipDeflate } from 'fflate'

const bytesAtOnce = 64 * 1024
// the earliest that a zip can say, in local parts as fflate reads it: the same bytes in every time zone
const mtime = () => new Date(1980, 0, 1)

/** The files of a folder as one zip. */
export const zipFiles = (folder: string, names: readonly string[]): AsyncGenerator<Uint8Array> =>
  zipChunks(
    names.map((name) => ({
      name,
      open: () => createReadStream(join(folder, name), { highWaterMark: bytesAtOnce }),
    })),
  )

/** Files as one zip, made while they are read: nothing but the current piece is in memory. */
export async function* zipChunks(
  files: readonly { name: string; open: () => AsyncIterable<Uint8Array> }[],
): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    made.push(chunk)
  })
  const take = () => {
    const chunks = made
    made = []
    return chunks
  }
  for (const { name, open } of files) {
    const file = new ZipDeflate(name, { level: 6 })
    file.mtime = mtime()
    zip.add(file)
    for await (const chunk of open()) {
      file.push(chunk)
      yield* take()
    }
    file.push(new Uint8Array(0), true)
    yield* take()
  }
  zip.end()
  yield* take()
}
