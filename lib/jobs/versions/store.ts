import 'server-only'
import { createWriteStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { db, type Tx } from '@/lib/db/client'
import type { FileFacts } from '@/lib/exports/schema'
import { bytesPerPart, partsOf, readBlob } from '@/lib/versions/read'
import { addPart, takeBlobs } from '@/lib/versions/writes'
import { persist } from '../import/persist'

const pack = promisify(gzip)

/** Puts the bytes of a folder's files into the database; what is there already is not written again. */
export async function storeFiles(
  folder: string,
  files: readonly FileFacts[],
  pause: () => void,
): Promise<void> {
  for (const { name, sha256, bytes } of files) {
    if (await isStored(db(), { sha256, bytes })) continue
    const file = await open(join(folder, name))
    try {
      for (let part = 0; part < partsOf(bytes); part++) {
        pause()
        const packed = await pack(await readPart(file, part, bytes))
        await persist((tx) => addPart(tx, sha256, part, packed.toString('base64')))
      }
    } finally {
      await file.close()
    }
  }
}

async function readPart(file: FileHandle, part: number, bytes: number): Promise<Buffer> {
  const from = part * bytesPerPart
  const piece = Buffer.alloc(Math.min(bytesPerPart, bytes - from))
  const { bytesRead } = await file.read(piece, 0, piece.length, from)
  if (bytesRead !== piece.length) throw new Error('a file became shorter while it was stored')
  return piece
}

const isStored = async (tx: Tx, { sha256, bytes }: Pick<FileFacts, 'sha256' | 'bytes'>): Promise<boolean> =>
  (await tx.blob.count({ where: { sha256 } })) === partsOf(bytes)

/** In the transaction that makes the files known: a purge elsewhere may have taken equal bytes away meanwhile. */
export async function requireStored(tx: Tx, files: readonly FileFacts[]): Promise<void> {
  await takeBlobs(tx)
  for (const file of files)
    if (!(await isStored(tx, file))) throw new Error(`the bytes of ${file.name} are not all there`)
}

/** Lays the bytes of a stored file down in a folder. */
export const unpackFile = (folder: string, file: FileFacts): Promise<void> =>
  pipeline(readBlob(db(), file), createWriteStream(join(folder, file.name), { flags: 'wx', mode: 0o600 }))
