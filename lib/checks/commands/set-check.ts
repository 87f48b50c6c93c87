import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { beginCheckRun } from '@/lib/jobs/checks/begin'
import { type CheckRunJob, startCheckRun } from '@/lib/jobs/checks/run'
import { operate } from '@/lib/operations/operate'
import { requireState } from '@/lib/operations/require-state'
import { AppError } from '@/lib/result/app-error'
import { settingsOf } from '../facts'
import type { CheckChange } from '../schema'
import { describeChecks } from '../threads'
import type { CheckId } from '../words'
import { putSetting } from '../writes'

/**
 * Switches a check, or says how it works in this dataset; everything is checked again for it.
 * @throws AppError `invalid` `badCheckSettings`; `conflict` `staleRevision`, `undoOverlaps`
 */
export async function setCheck(
  actor: Actor,
  { datasetId, check }: { datasetId: string; check: CheckId },
  request: CheckChange,
): Promise<{ revision: number }> {
  await authoriseDataset(actor, 'set checks', datasetId)
  if (request.revision === undefined && !request.from) throw new AppError('invalid')
  // what a thread answers, before the transaction
  const stored = (await settingsOf(db(), datasetId)).find((one) => one.check === check)
  const asked = request.settings ?? stored?.settings ?? {}
  const described = (await describeChecks([{ id: check, settings: asked }])).find(({ id }) => id === check)
  if (!described) throw new AppError('not_found')
  if (request.settings && !isTaken(request.settings, described.settings))
    throw new AppError('invalid', 'badCheckSettings', { params: { setting: described.wrong ?? '' } })
  const settings = request.settings ? described.settings! : null
  let job: CheckRunJob | undefined
  const operation = { request, action: 'checks.set', datasetId, target: check, turn: `checks:${datasetId}` }
  const answer = await operate(actor, operation, async (tx) => {
    const now = (await settingsOf(tx, datasetId)).find((one) => one.check === check)
    const stands = {
      isOn: now?.isOn ?? true,
      severity: now?.severity ?? null,
      settings: now?.settings ?? described.defaults,
    }
    requireState(stands, request.from)
    const revision = now?.revision ?? 0
    if (request.revision !== undefined && request.revision !== revision)
      throw new AppError('conflict', 'staleRevision')
    const { isOn = stands.isOn, severity = stands.severity } = request
    const after = { isOn, severity, settings: settings ?? stands.settings }
    if (!(await putSetting(tx, { datasetId, checkId: check }, revision, after)))
      throw new AppError('conflict', 'staleRevision')
    job = await beginCheckRun(tx, datasetId, actor.id)
    return {
      answer: { revision: revision + 1 },
      details: { from: stands, to: after },
      events: [{ type: 'findings', datasetId, number: null, actorId: actor.id }],
    }
  })
  if (job) void startCheckRun(job)
  return answer
}

// what a schema passes over would be gone without a word
const isTaken = (given: object, read: object | null): boolean =>
  read !== null && Object.keys(given).every((key) => Object.hasOwn(read, key))
