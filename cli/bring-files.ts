import 'server-only'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Manifest } from '@/lib/exports/manifest'
import { makeSibling, moveInto, requireOwnFolder } from '@/lib/exports/out-folder'
import type { FileFacts } from '@/lib/exports/schema'
import { AppError } from '@/lib/result/app-error'

/**
 * Brings files into a folder by the rules of `exportToFolder`: the folder is looked at first, and nothing is in it
 * before all of them have arrived as they were made. The manifest among them.
 * @throws AppError as `exportToFolder`; `unavailable` `downloadCut`
 */
export async function bringFiles(
  outDir: string,
  files: readonly FileFacts[],
  openFile: (file: FileFacts) => Promise<AsyncIterable<Uint8Array>>,
): Promise<Manifest> {
  await requireOwnFolder(outDir)
  const folder = await makeSibling(outDir)
  try {
    for (const file of files) await writeFile(folder, file, await openFile(file))
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
    await moveInto(folder, outDir)
    return manifest
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes a file as it comes in, never whole in memory, and waits until the disk has it. */
async function writeFile(
  folder: string,
  { name, sha256 }: FileFacts,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const cut = new AppError('unavailable', 'downloadCut', { params: { file: name } })
  const hash = createHash('sha256')
  async function* arriving() {
    try {
      for await (const chunk of chunks) {
        hash.update(chunk)
        yield chunk
      }
    } catch {
      // a connection that breaks says only "terminated"
      throw cut
    }
  }
  const file = createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600, flush: true })
  await pipeline(arriving(), file)
  if (hash.digest('hex') !== sha256) throw cut
}
