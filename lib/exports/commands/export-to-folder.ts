import 'server-only'
import { rm } from 'node:fs/promises'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { setSplitRule } from '@/lib/datasets/writes/split-rule'
import { transaction } from '@/lib/db/client'
import { newId } from '@/lib/db/ids'
import { checkForExport } from '@/lib/jobs/checks/check-for-export'
import { compareForSplit } from '@/lib/jobs/duplicates/compare-for-split'
import { requireSettled, splitsSettled } from '@/lib/jobs/split/settled'
import { operate } from '@/lib/operations/operate'
import { countPurges } from '@/lib/purge/read'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { keepSides } from '../adopt-split'
import type { Manifest } from '../manifest'
import { makeSibling, moveInto, requireOwnFolder } from '../out-folder'
import type { Recipe } from '../schema'
import { onSnapshot } from '../snapshot'
import { surveyExport } from '../survey'
import { writeExportFiles } from '../write-files'

export type FolderExport = { datasetId: string; recipe: Recipe; outDir: string }

/**
 * Writes an export's files into a folder of this machine: an empty one, a new one, or one that holds a former export.
 * @throws AppError `conflict` `exportBlocked`, details: the `ExportCheck`; `folderNotEmpty`; nothing is written then.
 */
export async function exportToFolder(
  actor: Actor,
  { datasetId, recipe, outDir }: FolderExport,
  onProgress: (written: number, total: number) => void = () => {},
): Promise<Manifest> {
  await authoriseDataset(actor, 'export examples', datasetId)
  await requireOwnFolder(outDir)
  const purges = await transaction(async (tx) => {
    await refuseWhilePurging(tx, datasetId)
    return countPurges(tx, datasetId)
  })
  await compareForSplit(datasetId, actor.id)
  await checkForExport(datasetId, recipe)
  const settled = await splitsSettled(datasetId)
  return onSnapshot(undefined, async (reader) => {
    const survey = await surveyExport(reader, { datasetId, actorId: actor.id, recipe, goesOut: true })
    if (survey.check.blocked)
      throw new AppError('conflict', 'exportBlocked', {
        params: { count: survey.check.errorCount },
        details: survey.check,
      })
    const folder = await makeSibling(outDir)
    try {
      const { manifest, manifestHash } = await writeExportFiles(reader, survey, folder, (written) =>
        onProgress(written, survey.copyCount),
      )
      await keepSides(datasetId, survey)
      await operate(
        actor,
        { request: { operationId: newId() }, action: 'export.folder', datasetId },
        async (tx) => {
          // it has no row that a purge would see: one that began meanwhile is seen here
          await refuseWhilePurging(tx, datasetId)
          if ((await countPurges(tx, datasetId)) !== purges) throw new AppError('conflict', 'purgeRunning')
          await requireSettled(tx, datasetId, settled)
          await setSplitRule(tx, datasetId, survey.rule)
          const events = [{ type: 'examples' as const, datasetId, actorId: actor.id }]
          return { answer: {}, details: { recipe, manifest: manifestHash }, events }
        },
      )
      await moveInto(folder, outDir)
      return manifest
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}
