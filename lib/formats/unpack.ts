import 'server-only'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { AppError } from '@/lib/result/app-error'
import { maxUploadBytes } from '@/lib/uploads/schema'
import { isParquetFile, openParquet } from './parquet'

const chunkBytes = 1 << 18

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/**
 * A file's bytes as a stream, unpacked where it is gzip, as lines of JSON where it is Parquet; `read()` tells how many
 * bytes of the file are read.
 */
export function openFile(path: string, gzip: boolean, maxBytes: number = maxUploadBytes) {
  if (!gzip && isParquetFile(path)) return openParquet(path, maxBytes)
  const source = createReadStream(path, { highWaterMark: chunkBytes })
  return {
    read: () => source.bytesRead,
    chunks: gzip ? unpack(source, maxBytes) : (source as AsyncIterable<Uint8Array>),
  }
}

/**
 * @throws AppError `invalid` `gzipBroken` where it is cut or not gzip to its end, `too_large` `unpackedTooLarge` where
 * more than the largest upload comes out of it: a small file may unpack without end
 */
async function* unpack(
  source: ReturnType<typeof createReadStream>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: chunkBytes })
  source.on('error', (error) => gunzip.destroy(error))
  source.pipe(gunzip)
  let length = 0
  try {
    for await (const chunk of gunzip) {
      length += chunk.length
      if (length > maxBytes)
        throw new AppError('too_large', 'unpackedTooLarge', { params: { bytes: maxBytes } })
      yield chunk
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw new AppError('invalid', 'gzipBroken')
    throw error
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}
