import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { dialect, sql } from '@/lib/db/dialect'
import { decideMembership } from '@/lib/exports/membership'
import type { Reader } from '@/lib/exports/reader'
import type { BalanceRequest } from '@/lib/exports/schema'
import { onSnapshot } from '@/lib/exports/snapshot'
import type { BalancePlan, LeftOutRow } from './schema'

export const leftOutAtOnce = 100

/**
 * What a recipe's balance plan would do: the same that an export by it does. Nothing changes.
 * @throws AppError `invalid` `badQuery`, `noSuchTagGroup` or `noSuchTag`
 */
export async function planBalance(
  actor: Actor,
  datasetId: string,
  { recipe, offset }: BalanceRequest,
  signal?: AbortSignal,
): Promise<BalancePlan> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  return onSnapshot(signal, async (reader) => {
    const asked = { datasetId, actorId: actor.id, recipe, plansOnly: true }
    const membership = await decideMembership(reader, asked)
    const { chosen, copies, sideOf, balance, leftOut } = membership
    if (!balance) throw new Error('a recipe with a plan has an outcome')
    const lines = { train: 0, validation: 0, test: 0 }
    let trainedTokens = 0
    for (const [index, { trainedTokens: own }] of chosen.entries()) {
      lines[sideOf(index)] += copies[index]!
      trainedTokens += copies[index]! * own
    }
    const first = leftOut.length - offset
    const shown = leftOut.slice(Math.max(0, first - leftOutAtOnce), Math.max(0, first)).reverse()
    const previews = await readPreviews(
      reader,
      shown.map(({ example }) => example.id),
    )
    const leftOutRows: LeftOutRow[] = shown.map(({ example, why, likeOf, alike }) => ({
      number: example.number,
      preview: previews.get(example.id) ?? '',
      why,
      likeOf,
      alike,
    }))
    const total = chosen.length + leftOut.length
    return { ...balance, total, out: chosen.length, lines, trainedTokens, leftOutRows }
  })
}

async function readPreviews(reader: Reader, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.read<{ id: number; preview: string }>(
    sql`SELECT e."id", e."preview" FROM "Example" e WHERE ${dialect.isOneOf('e."id"', ids)}`,
  )
  return new Map(rows.map(({ id, preview }) => [id, preview]))
}
