import 'server-only'
import { createHash } from 'node:crypto'
import type { Tx } from '@/lib/db/client'
import { notesOf } from '@/lib/notes/read'
import { tagGroupsOf } from '@/lib/tags/read'
import type { CheckFacts } from './check-job'
import type { KeyedFacts } from './threads'
import { userTokensOf } from './user-tokens'
import { type CheckId, checkIds, severities } from './words'

export type StoredSetting = {
  check: CheckId
  isOn: boolean
  severity: (typeof severities)[number] | null
  settings: Record<string, unknown>
  revision: number
}

/** What a dataset has set of its checks; those of which nobody set anything are not there. */
export async function settingsOf(tx: Tx, datasetId: string): Promise<StoredSetting[]> {
  const rows = await tx.checkSetting.findMany({ where: { datasetId } })
  return rows
    .filter(({ checkId }) => (checkIds as readonly string[]).includes(checkId))
    .map(({ checkId, isOn, severity, settings, revision }) => ({
      check: checkId as CheckId,
      isOn,
      severity: severity === null ? null : (severities[severity] ?? null),
      settings: JSON.parse(settings) as Record<string, unknown>,
      revision,
    }))
}

/** What checks are told of a dataset besides its examples. */
export async function factsOf(tx: Tx, datasetId: string): Promise<KeyedFacts> {
  const [settings, notes, groups, userTokens] = await Promise.all([
    settingsOf(tx, datasetId),
    notesOf(tx, datasetId),
    tagGroupsOf(tx, datasetId),
    userTokensOf(tx, datasetId),
  ])
  const checks = checkIds.flatMap((id): CheckFacts['checks'] => {
    const own = settings.find(({ check }) => check === id)
    if (own && !own.isOn) return []
    return [{ id, severity: own?.severity ?? null, settings: own?.settings ?? {} }]
  })
  const facts: CheckFacts = {
    checks,
    notes: notes.map(({ text }) => text),
    tagNames: groups.flatMap(({ tags }) => tags.map(({ name }) => name)),
    userTokens,
  }
  return { key: createHash('sha256').update(JSON.stringify(facts)).digest('base64url'), facts }
}
