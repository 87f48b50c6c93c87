import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { settingsOf } from '../facts'
import type { CheckRow } from '../schema'
import { describeChecks } from '../threads'

/** Every check as it holds in a dataset. */
export async function listChecks(actor: Actor, datasetId: string): Promise<CheckRow[]> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const stored = await settingsOf(db(), datasetId)
  const described = await describeChecks(stored.map(({ check, settings }) => ({ id: check, settings })))
  return described.map(({ id, severity, source, defaults, settings }) => {
    const own = stored.find(({ check }) => check === id)
    return {
      check: id,
      isOn: own?.isOn ?? true,
      ownSeverity: severity,
      severity: own?.severity ?? null,
      source,
      settings: settings ?? defaults,
      defaults,
      revision: own?.revision ?? 0,
    }
  })
}
