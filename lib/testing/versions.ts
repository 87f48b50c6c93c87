import { type RecipeInput, recipe } from '@/lib/exports/schema'
import { startJob } from '@/lib/jobs/room'
import { versionJob } from '@/lib/jobs/versions/run'
import { newOperationId } from '@/lib/result/operation-id'
import { createVersion } from '@/lib/versions/commands/create-version'
import { getVersion } from '@/lib/versions/queries'
import type { VersionRow } from '@/lib/versions/schema'
import { local } from './studio'

/** A version, made to its end. */
export async function makeVersion(datasetId: string, name: string, input: RecipeInput): Promise<VersionRow> {
  const asked = recipe.parse(input)
  const request = { operationId: newOperationId(), name, notes: '', recipe: asked }
  const { id: versionId } = await createVersion(local, datasetId, request)
  await startJob(versionJob(versionId, asked.format), 'exports', async () => {})
  return getVersion(local, { datasetId, versionId })
}
