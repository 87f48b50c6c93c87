import 'server-only'
import type { Tx } from '@/lib/db/client'
import { breathe, readSnapshot } from '@/lib/db/reader'
import { type ChangeOfSide, changeSplits } from '@/lib/examples/writes/splits'
import { readTagGroups } from '@/lib/exports/reader'
import type { Change } from '@/lib/splits/before'
import { plannedSide } from '@/lib/splits/plan-two'
import type { SplitTwoSettings } from '@/lib/splits/schema'
import { type SplitSurvey, surveySplit } from '@/lib/splits/survey-two'
import { setHeld } from '@/lib/splits/writes'
import { persist } from '../import/persist'

// rows are long, and one transaction keeps everyone waiting
const batch = 200

/** What `split/2` makes of a dataset as it stands; changes nothing. */
export const surveyStored = (
  datasetId: string,
  settings: SplitTwoSettings,
  anew = false,
): Promise<SplitSurvey> =>
  readSnapshot(async (page) => {
    const select = <Row>({ sql, params }: { sql: string; params: unknown[] }) => page<Row>(sql, params)
    const groups = await readTagGroups({ read: select, pause: breathe }, datasetId)
    return surveySplit(select, datasetId, settings, groups, { anew, pause: breathe })
  })

/** What a run wants to hear of and to say while sides are written. */
export type Keeping = {
  /** Before anything is written: all that will be. */
  onChanges?: (changes: Change[]) => Promise<void>
  /** In each transaction, first. */
  guard?: (tx: Tx) => Promise<void>
  onProgress?: (written: number, total: number) => void
}

/**
 * Keeps the sides and holds of a survey that differ from what is stored, some at a time.
 * @throws AppError `conflict` `sidesChanged` where somebody gave a side since the survey
 */
export async function keepPlaces(
  datasetId: string,
  survey: SplitSurvey,
  { onChanges, guard, onProgress }: Keeping = {},
): Promise<void> {
  const { members, plan } = survey
  const stored = new Map(members.map(({ id }, place) => [id, place]))
  // what loses its side first, then the others in the order of the rule: what a crash cuts off comes out the same
  const lost = members.flatMap(({ id, side }, place): ChangeOfSide[] =>
    side !== null && plannedSide(plan, place) === null ? [{ id, from: side, to: null }] : [],
  )
  const given = survey.assigned
    .map(({ id, split }): ChangeOfSide => ({ id, from: members[stored.get(id)!]!.side, to: split }))
    .filter(({ from, to }) => from !== to)
  const holds = (held: boolean) =>
    members.flatMap(({ id, isHeld }, place) =>
      isHeld !== held && (plan.held[place] === 1) === held ? [id] : [],
    )
  const [sides, nowHeld, nowFree] = [[...lost, ...given], holds(true), holds(false)]
  const total = sides.length + nowHeld.length + nowFree.length
  await onChanges?.(changesOf(survey))
  let written = 0
  const inBatches = async <T>(all: T[], write: (tx: Tx, rows: T[]) => Promise<void>) => {
    for (let at = 0; at < all.length; at += batch) {
      const rows = all.slice(at, at + batch)
      await persist(async (tx) => {
        await guard?.(tx)
        await write(tx, rows)
      })
      written += rows.length
      onProgress?.(written, total)
      await breathe()
    }
  }
  await inBatches(sides, (tx, rows) => changeSplits(tx, datasetId, rows))
  await inBatches(nowHeld, (tx, ids) => setHeld(tx, datasetId, ids, true))
  await inBatches(nowFree, (tx, ids) => setHeld(tx, datasetId, ids, false))
}

const changesOf = ({ members, plan }: SplitSurvey): Change[] =>
  members.flatMap(({ id, side: from, isPinned: pinned, isHeld }, place): Change[] => {
    const to = plannedSide(plan, place)
    const isPlaced = isHeld !== (plan.held[place] === 1)
    if (from === to && !isPlaced) return []
    return [{ id, from, to, place: isPlaced ? { pinned, held: isHeld } : null }]
  })
