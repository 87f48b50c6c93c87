import 'server-only'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '@/lib/result/app-error'
import { isManifest } from './manifest'
import { exportFiles } from './words'

/** @throws AppError `conflict` `folderNotEmpty` where something else than a former export is in it. */
export async function requireOwnFolder(outDir: string): Promise<void> {
  const names = await readdir(outDir).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    if (error.code === 'ENOTDIR') throw new AppError('invalid', 'notAFolder', { params: { folder: outDir } })
    throw error
  })
  if (names.length === 0) return
  const isFormer =
    names.includes('manifest.json') && isManifest(await readFile(join(outDir, 'manifest.json'), 'utf8'))
  if (!isFormer) throw new AppError('conflict', 'folderNotEmpty', { params: { folder: outDir } })
}

/** An empty folder beside the one that is meant, on the same disk. */
export async function makeSibling(outDir: string): Promise<string> {
  const target = resolve(outDir)
  const folder = join(dirname(target), `.${basename(target)}.partial`)
  await mkdir(dirname(target), { recursive: true })
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  return folder
}

/** Moves the files to their place, the manifest last: without one, a folder is not a complete export. */
export async function moveInto(sibling: string, outDir: string): Promise<void> {
  await mkdir(outDir, { recursive: true })
  await rm(join(outDir, 'manifest.json'), { force: true })
  const made = new Set<string>(await readdir(sibling))
  // a version may hold files that this build doesn't know of
  const known = new Set([...made, ...exportFiles])
  known.delete('manifest.json')
  for (const name of [...known, 'manifest.json']) {
    if (made.has(name)) await rename(join(sibling, name), join(outDir, name))
    else await rm(join(outDir, name), { force: true })
  }
  await rm(sibling, { recursive: true })
}
