import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import type { Manifest } from '@/lib/exports/manifest'
import { requireOwnFolder } from '@/lib/exports/out-folder'
import type { ExportCheck, ExportRow, RecipeInput } from '@/lib/exports/schema'
import { AppError } from '@/lib/result/app-error'
import { bringFiles } from './bring-files'
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
  return bringFiles(outDir, row.files, async ({ name }) => {
    const { body } = await routes.send('GET', `${at}/${id}/files/${name}`)
    return (body ?? []) as AsyncIterable<Uint8Array>
  })
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
