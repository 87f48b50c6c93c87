// What the browser needs of this room's schema without its library.

export const sides = ['train', 'validation', 'test'] as const
export type Side = (typeof sides)[number]

/** `groupId` names the tag group whose tags are the strata, null = no strata. */
export type SplitOneRule = { rule: 'split/1'; seed: number; trainShare: number; groupId: string | null }
/** The strata are the tags of each of `groupIds`; `threshold` is that of near-duplicates. The rest of the shares is test. */
export type SplitTwoSettings = {
  seed: number
  trainShare: number
  validationShare: number
  groupIds: string[]
  threshold: number
}
export type SplitTwoRule = { rule: 'split/2' } & SplitTwoSettings
/** How examples come to their side. */
export type SplitRule = SplitOneRule | SplitTwoRule

export type SideTotals = Record<Side, number>
/** `cluster`: both stand in one of near-duplicates so large that not each pair of it is kept. */
export type LinkKind = 'content' | 'source' | 'cluster' | 'copy' | 'near'
/** What can't be told apart pair by pair. */
export const isWhole = (by: LinkKind): boolean => by === 'content' || by === 'source' || by === 'cluster'
/** Why one is held: something of another side that it is linked to. */
export type HeldLink = { number: number; side: Side; by: LinkKind; alike: number | null }
export type HeldExample = {
  number: number
  preview: string
  status: string
  /** The side it has and keeps while it is held; null for one that never had one. */
  side: Side | null
  links: HeldLink[]
  /** Whether its links across can be told apart: no same content, source or large cluster is among them. */
  canAccept: boolean
  /** How many examples would move with it. */
  group: number
}
export type ClosePair = { a: number; b: number; sideA: Side; sideB: Side; alike: number }
export type SplitStratum = {
  groupId: string
  tagId: string | null
  total: number
  largest: number
} & SideTotals

/** `place`: what has no side gets one; `draw`: all but pinned ones get theirs anew; by hand an example and its group. */
export type SplitRunKind = 'place' | 'draw' | 'move' | 'unpin'
export type SplitRunRow = {
  id: string
  kind: SplitRunKind
  number: number | null
  side: Side | null
  /** `cancelling`: what it gave is being taken back. */
  state: 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled'
  /** Of how many examples what they are given is kept so far. */
  written: number
  total: number
  /** At the end: how many got a side, or were moved or unpinned, and how many are held. */
  placed: number
  held: number
  message: string | null
  startedAt: string
  finishedAt: string | null
}

export const isUnderWay = ({ state }: Pick<SplitRunRow, 'state'>): boolean =>
  state === 'running' || state === 'cancelling'

export type SplitReport = {
  /** The rule that sides follow now, whatever was asked. */
  rule: SplitRule | null
  /** The rule that this report is of. */
  settings: SplitTwoSettings
  /** Counts of examples that are neither in the trash nor excluded; `none` get a side when they are placed. */
  counts: SideTotals & { held: number; none: number }
  strata: SplitStratum[]
  /** Examples that would change sides. */
  wouldMove: number
  /** At most 200 of each. */
  held: HeldExample[]
  pinned: { number: number; preview: string; side: Side }[]
  pinnedCount: number
  /** The most alike pairs on different sides, both in the files. */
  closest: ClosePair[]
  /** By which threshold near-duplicates were looked for, whether the rule has another, and how much is due since. */
  compared: { threshold: number; due: number; isOther: boolean } | null
}
