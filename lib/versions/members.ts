import type { BalanceOutcome } from '@/lib/balance/schema'
import type { DatasetHead, FrozenRow, NamedGroup } from '@/lib/exports/reader'
import type { Recipe } from '@/lib/exports/schema'
import type { Side, SplitRule } from '@/lib/splits/schema'

// A version keeps two files beside those it gives out: who was in it, and their texts one after the other. They are
// all that another format is rendered from.

export const membersFile = 'members.jsonl'
export const textsFile = 'texts.jsonl'
/** Where they stand among the formats of a version. */
export const frozenFormat = ''

export const frozenMark = 'finecut-version/1'

/** The first line of the members. */
export type FrozenHead = {
  frozen: typeof frozenMark
  head: DatasetHead
  groups: NamedGroup[]
  balance: BalanceOutcome | null
  /** As it was carried out: what the dataset's rule decided is in it. */
  recipe: Recipe
  rule: SplitRule
  shares: Record<Side, number>
  strataNames: string | null
}

/** A line of the members: an example as it stood. */
export type Member = FrozenRow

export const readHead = (line: string): FrozenHead => JSON.parse(line) as FrozenHead
export const readMember = (line: string): Member => JSON.parse(line) as Member
