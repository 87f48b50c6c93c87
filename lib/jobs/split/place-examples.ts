import 'server-only'
import { transaction } from '@/lib/db/client'
import { breathe, readSnapshot } from '@/lib/db/reader'
import { type ChangeOfSide, changeSplits } from '@/lib/examples/writes/splits'
import { readTagGroups } from '@/lib/exports/reader'
import { plannedSide } from '@/lib/splits/plan-two'
import type { SplitTwoSettings } from '@/lib/splits/schema'
import { type SplitSurvey, surveySplit } from '@/lib/splits/survey-two'
import { setHeld } from '@/lib/splits/writes'

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

/**
 * Gives examples without a side theirs, and holds what straddles; `anew` draws all but the pinned ones again. In the order
 * of the rule, so that what a crash cuts off comes out the same the next time.
 */
export async function placeExamples(
  datasetId: string,
  settings: SplitTwoSettings,
  { anew = false } = {},
): Promise<{ placed: number; held: number }> {
  const survey = await surveyStored(datasetId, settings, anew)
  await keepPlaces(datasetId, survey)
  return { placed: survey.assigned.length, held: survey.held.length }
}

/**
 * Keeps the sides and holds of a survey that differ from what is stored.
 * @throws AppError `conflict` `sidesChanged` where somebody gave a side since the survey
 */
export async function keepPlaces(datasetId: string, survey: SplitSurvey): Promise<void> {
  const { members, plan } = survey
  const stored = new Map(members.map(({ id }, place) => [id, place]))
  // what loses its side first, then the others in the order of the rule
  const lost = members.flatMap(({ id, side }, place): ChangeOfSide[] =>
    side !== null && plannedSide(plan, place) === null ? [{ id, from: side, to: null }] : [],
  )
  const given = survey.assigned
    .map(({ id, split }): ChangeOfSide => ({ id, from: members[stored.get(id)!]!.side, to: split }))
    .filter(({ from, to }) => from !== to)
  const sides = [...lost, ...given]
  for (let at = 0; at < sides.length; at += batch) {
    const rows = sides.slice(at, at + batch)
    await transaction((tx) => changeSplits(tx, datasetId, rows))
    await breathe()
  }
  for (const held of [true, false]) {
    const ids = members.flatMap(({ id, isHeld }, place) =>
      isHeld !== held && (plan.held[place] === 1) === held ? [id] : [],
    )
    if (ids.length > 0) await transaction((tx) => setHeld(tx, datasetId, ids, held))
  }
}
