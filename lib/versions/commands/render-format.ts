import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { choicesOf } from '@/lib/exports/lessons'
import { recipe as recipeWords } from '@/lib/exports/schema'
import { type ExportFormat, formatOf } from '@/lib/exports/words'
import { announceJob, startJob } from '@/lib/jobs/room'
import { runVersion, type VersionRun, versionJob } from '@/lib/jobs/versions/run'
import { operate } from '@/lib/operations/operate'
import { refuseWhilePurging } from '@/lib/purge/writes'
import { AppError } from '@/lib/result/app-error'
import { formatKey } from '../format-key'
import { findVersion, type VersionAddress } from '../read'
import type { FormatAct } from '../schema'
import { addFormat } from '../writes'

/**
 * Renders one more format of a version, from what it froze; one that is there, or under way, is left as it is. The answer
 * is the name under which its files are kept: with the choice about weights, where that is another than the recipe's.
 * @throws AppError `conflict` `versionNotReady`, `versionPurged`, `versionOtherKind`; `invalid` `weightsNotOffered`
 */
export async function renderFormat(
  actor: Actor,
  at: VersionAddress,
  request: FormatAct,
): Promise<{ format: string }> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  const { datasetId, versionId } = at
  const { format, weights } = request
  const offered = choicesOf(formatOf(format).weights)
  if (weights && !offered.includes(weights))
    throw new AppError('invalid', 'weightsNotOffered', { params: { format } })
  let run: VersionRun | undefined
  const operation = {
    request,
    action: 'version.format',
    datasetId,
    target: versionId,
    turn: `versions:${datasetId}`,
  }
  const answered = await operate(actor, operation, async (tx) => {
    const version = await findVersion(tx, at)
    const own = recipeWords.parse({ ...version.recipe, format })
    const recipe = { ...own, weights: weights ?? own.weights }
    const key = formatKey(format, recipe.weights, own.weights)
    const answer = { answer: { format: key } }
    const known = version.formats.find((row) => row.format === key)
    if (known && ['running', 'done'].includes(known.state)) return answer
    if (version.state !== 'ready') throw new AppError('conflict', 'versionNotReady')
    if (version.frozen.some(({ purgedAt }) => purgedAt !== null))
      throw new AppError('conflict', 'versionPurged')
    if (formatOf(format).kind !== formatOf(version.format as ExportFormat).kind)
      throw new AppError('conflict', 'versionOtherKind')
    await refuseWhilePurging(tx, datasetId)
    await announceJob(tx, versionJob(versionId, key), 'exports')
    await addFormat(tx, { versionId, format: key, datasetId, userId: actor.id })
    run = { actor, datasetId, versionId, recipe, key, isFirst: false }
    return { ...answer, events: [{ type: 'version', datasetId, versionId, actorId: actor.id }] }
  })
  const started = run
  if (started)
    void startJob(versionJob(versionId, started.key), 'exports', (signal) => runVersion(started, signal))
  return answered
}
