import 'server-only'
import { createReadStream, existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { namesOf } from '@/lib/examples/detail'
import { AppError } from '@/lib/result/app-error'
import { download, type OpenFile } from './download'
import { zipName } from './file-names'
import { type ExportAddress, exportFolder, findExport, findExports, type StoredExport } from './read'
import type { Download, ExportCheck, ExportLine, ExportLinesQuery, ExportRow, Recipe } from './schema'
import { onSnapshot } from './snapshot'
import { readSources } from './sources'
import { surveyExport } from './survey'
import { zipFiles } from './zip'

/** The newest exports of a dataset, newest first. */
export async function listExports(actor: Actor, datasetId: string): Promise<ExportRow[]> {
  await authoriseDataset(actor, 'export examples', datasetId)
  return withNames(await findExports(db(), datasetId))
}

/** @throws AppError `not_found` */
export async function getExport(actor: Actor, at: ExportAddress): Promise<ExportRow> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  const [row] = await withNames([await findExport(db(), at)])
  return row!
}

async function withNames(rows: StoredExport[]): Promise<ExportRow[]> {
  const nameOf = await namesOf(
    db(),
    rows.map((row) => row.userId),
  )
  return rows.map(({ userId, zip: _, ...row }) => ({ ...row, byName: nameOf(userId) }))
}

/**
 * What an export by this recipe would hold, and every broken rule: the same survey that the export itself makes.
 * @throws AppError `invalid` `badQuery` or `noSuchTagGroup`
 */
export async function checkExport(
  actor: Actor,
  datasetId: string,
  recipe: Recipe,
  signal?: AbortSignal,
): Promise<ExportCheck> {
  await authoriseDataset(actor, 'export examples', datasetId)
  const { check } = await onSnapshot(signal, (reader) =>
    surveyExport(reader, { datasetId, actorId: actor.id, recipe }),
  )
  return check
}

/** A file of a complete export, or all of them as one zip. @throws AppError `not_found` */
export async function openExportFile(actor: Actor, at: ExportAddress, file: Download): Promise<OpenFile> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  const row = await findExport(db(), at)
  const folder = exportFolder(row.id)
  if (row.state !== 'done' || !existsSync(folder)) throw new AppError('not_found')
  const names: string[] = row.files.map(({ name }) => name)
  if (file === 'all.zip') {
    const { dataset, hash } = row.zip ?? { dataset: '', hash: '' }
    return { name: zipName(dataset, row.recipe.format, hash), bytes: null, chunks: zipFiles(folder, names) }
  }
  if (!names.includes(file)) throw new AppError('not_found')
  const path = join(folder, file)
  const { size } = await stat(path)
  return { name: file, bytes: size, chunks: createReadStream(path, { highWaterMark: 256 * 1024 }) }
}

/** The examples that lines of a complete export come from, by its own record of them. @throws AppError `not_found` */
export async function findExportLines(
  actor: Actor,
  at: ExportAddress,
  { file, lines }: ExportLinesQuery,
): Promise<{ lines: ExportLine[] }> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  const row = await findExport(db(), at)
  const path = join(exportFolder(row.id), `${file}.lines.jsonl`)
  if (row.state !== 'done' || !existsSync(path)) throw new AppError('not_found')
  return { lines: await readSources(path, lines) }
}

/** The same as an answer to save. @throws AppError `not_found` */
export async function downloadExportFile(actor: Actor, at: ExportAddress, file: Download): Promise<Response> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  return download(await openExportFile(actor, at, file))
}
