import 'server-only'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Manifest } from '@/lib/exports/manifest'
import { makeSibling, moveInto, requireOwnFolder } from '@/lib/exports/out-folder'
import type { ExportCheck, ExportRow, FileFacts, RecipeInput } from '@/lib/exports/schema'
import { AppError } from '@/lib/result/app-error'
import type { Routes } from './routes'

const pollMs = 200

/**
 * Lets the server make an export and brings its files into a folder of this machine, by the rules of
 * `exportToFolder`: the folder is looked at first, and nothing is in it before all of it has arrived.
 * @throws AppError as `exportToFolder`; `unavailable` `downloadCut` where a file does not arrive as it was made.
 */
export async function exportOverHttp(
  routes: Routes,
  datasetId: string,
  recipe: RecipeInput,
  outDir: string,
): Promise<Manifest> {
  await requireOwnFolder(outDir)
  const at = `/datasets/${datasetId}/exports`
  const { id } = await routes.ask<{ id: string }>('POST', at, { recipe })
  const row = await ended(routes, `${at}/${id}`)
  if (row.state === 'blocked') throw await blocked(routes, at, recipe)
  if (row.state !== 'done') throw new AppError('unavailable', row.message ?? 'stopped')
  const folder = await makeSibling(outDir)
  try {
    for (const file of row.files) await fetchFile(routes, `${at}/${id}/files/${file.name}`, file, folder)
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
    await moveInto(folder, outDir)
    return manifest
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function ended(routes: Routes, path: string): Promise<ExportRow> {
  for (;;) {
    const row = await routes.ask<ExportRow>('GET', path)
    if (row.state !== 'running') return row
    await wait(pollMs)
  }
}

/** The row tells of some problems; the check counts them all. */
async function blocked(routes: Routes, at: string, recipe: RecipeInput): Promise<AppError> {
  const json = { 'content-type': 'application/json' }
  const answer = await routes.send('POST', `${at}/check`, JSON.stringify({ recipe }), json)
  const check = (await answer.json()) as ExportCheck
  return new AppError('conflict', 'exportBlocked', { params: { count: check.errorCount }, details: check })
}

/** Writes a file as it comes in, never whole in memory, and waits until the disk has it. */
async function fetchFile(
  routes: Routes,
  path: string,
  { name, sha256 }: FileFacts,
  folder: string,
): Promise<void> {
  const cut = new AppError('unavailable', 'downloadCut', { params: { file: name } })
  const { body } = await routes.send('GET', path)
  if (!body) throw cut
  const hash = createHash('sha256')
  async function* arriving(chunks: AsyncIterable<Uint8Array>) {
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
  await pipeline(arriving(body), file)
  if (hash.digest('hex') !== sha256) throw cut
}
