import 'server-only'
import { join } from 'node:path'
import type { Tx } from '@/lib/db/client'
import { dataFolder } from '@/lib/db/paths'
import { AppError } from '@/lib/result/app-error'
import {
  type ExportProblem,
  type ExportRow,
  type ExportState,
  type FileFacts,
  type Recipe,
  recipe,
  type WeightChoice,
} from './schema'

export type ExportAddress = { datasetId: string; exportId: string }

export const exportFolder = (exportId: string): string => join(dataFolder('exports'), exportId)
/** Where an export is made; it gets its own name when it is complete. */
export const partialFolder = (exportId: string): string => `${exportFolder(exportId)}.partial`

/** What an ended export keeps in its row's `manifest`, as JSON. */
export type Ending = {
  files?: FileFacts[]
  problems?: ExportProblem[]
  problemCount?: number
  /** The name of the dataset and the hash of the manifest: the name of its zip. */
  zip?: { dataset: string; hash: string }
  /** What was done where the format has no weights. */
  weights?: WeightChoice | null
}

const columns = {
  id: true,
  datasetId: true,
  userId: true,
  recipe: true,
  state: true,
  written: true,
  total: true,
  manifest: true,
  message: true,
  startedAt: true,
  finishedAt: true,
} as const

export type StoredExport = Omit<ExportRow, 'byName'> & { userId: string; zip: Ending['zip'] }

/** Newest first, or only one of them. For commands and queries that have authorised. */
export async function findExports(tx: Tx, datasetId: string, exportId?: string): Promise<StoredExport[]> {
  const rows = await tx.export.findMany({
    where: { datasetId, ...(exportId ? { id: exportId } : {}) },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: 50,
    select: columns,
  })
  return rows.map((row) => {
    const ending = (row.manifest ? JSON.parse(row.manifest) : {}) as Ending
    return {
      id: row.id,
      userId: row.userId,
      state: row.state as ExportState,
      written: row.written,
      total: row.total,
      recipe: recipe.parse(JSON.parse(row.recipe)) satisfies Recipe,
      files: ending.files ?? [],
      problems: ending.problems ?? [],
      problemCount: ending.problemCount ?? 0,
      zip: ending.zip,
      weights: ending.weights ?? null,
      message: row.message,
      startedAt: row.startedAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
    }
  })
}

/** @throws AppError `not_found` */
export async function findExport(tx: Tx, { datasetId, exportId }: ExportAddress): Promise<StoredExport> {
  const [row] = await findExports(tx, datasetId, exportId)
  if (!row) throw new AppError('not_found')
  return row
}
