import 'server-only'
import { open } from 'node:fs/promises'
import { requireText } from './no-text'
import { isParquet } from './parquet'
import { isGzip, openFile } from './unpack'
import { maxYamlBytes } from './yaml'

const sampledBytes = 1 << 20

/** How a file begins, unpacked, of Parquet as lines of JSON; `whole` where that is all of it. `packed` bytes of the file were read for it. */
export type Sample = { bytes: Uint8Array; gzip: boolean; whole: boolean; packed: number }

/**
 * Reads the first megabyte, of YAML all that is read ever. `received` tells how much of the file is there.
 * @throws AppError `invalid` `gzipBroken`, or `noText` for an archive, a picture and the like
 */
export async function readSample(
  path: string,
  { fileName, received, size }: { fileName: string; received: number; size: number },
): Promise<Sample> {
  const limit = /\.ya?ml(\.gz)?$/i.test(fileName) ? maxYamlBytes + 1 : sampledBytes
  const file = await open(path)
  const head = Buffer.alloc(Math.min(limit, received))
  const { bytesRead } = await file.read(head, 0, head.length, 0).finally(() => file.close())
  const bytes = head.subarray(0, bytesRead)
  const gzip = isGzip(bytes)
  const sample =
    gzip || isParquet(bytes)
      ? await readPacked(path, gzip, limit, received === size)
      : { bytes, gzip: false, whole: bytesRead === size, packed: bytesRead }
  requireText(sample.bytes, fileName, sample.gzip)
  return sample
}

async function readPacked(path: string, gzip: boolean, limit: number, complete: boolean): Promise<Sample> {
  const file = openFile(path, gzip)
  const pieces: Uint8Array[] = []
  let length = 0
  let whole = complete
  try {
    for await (const chunk of file.chunks) {
      pieces.push(Uint8Array.prototype.slice.call(chunk))
      length += chunk.length
      if (length < limit) continue
      whole = false
      break
    }
  } catch (error) {
    // an upload that is still on its way ends early
    if (complete) throw error
  }
  return { bytes: Buffer.concat(pieces), gzip, whole, packed: file.read() }
}
