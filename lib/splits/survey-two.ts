import 'server-only'
import type { Select } from '@/lib/duplicates/read'
import { readSplit, type StoredSplit } from './members'
import { orderOf } from './order'
import { plannedSide, planSplitTwo, type Shares, type SplitTwoPlan } from './plan-two'
import type { Side, SplitTwoSettings } from './schema'

export type SplitSurvey = StoredSplit & {
  plan: SplitTwoPlan
  /** The side of a place in the files; null for one that is held or has none. */
  fileSide(place: number): Side | null
  /** Sides given now, in the order of the rule. */
  assigned: { id: number; split: Side }[]
  /** Ids of what is held. */
  held: number[]
}

export const sharesOf = ({ trainShare, validationShare }: SplitTwoSettings): Shares => ({
  train: trainShare,
  validation: validationShare,
  test: Math.max(0, Math.round((1 - trainShare - validationShare) * 1e9) / 1e9),
})

type Group = { id: string; tags: readonly { id: string }[] }

/** What `split/2` makes of a dataset as it stands; changes nothing. `anew`: as if only the pinned ones had a side. */
export async function surveySplit(
  select: Select,
  datasetId: string,
  settings: SplitTwoSettings,
  groups: readonly Group[],
  { anew = false, pause }: { anew?: boolean; pause: () => Promise<void> },
): Promise<SplitSurvey> {
  const stored = await readSplit(select, datasetId, settings, groups, pause)
  const { links } = stored
  const members = anew
    ? stored.members.map((m) => (m.isPinned ? m : { ...m, side: null, isHeld: false }))
    : stored.members
  const plan = await planSplitTwo(members, links, sharesOf(settings), orderOf(settings.seed), pause)
  return {
    ...stored,
    plan,
    fileSide: (place) => (plan.held[place] ? null : plannedSide(plan, place)),
    assigned: plan.assigned.map((place) => ({ id: members[place]!.id, split: plannedSide(plan, place)! })),
    held: members.flatMap(({ id }, place) => (plan.held[place] ? [id] : [])),
  }
}
