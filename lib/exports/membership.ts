import 'server-only'
import type { BalanceOutcome } from '@/lib/balance/schema'
import { AppError } from '@/lib/result/app-error'
import { orderOf } from '@/lib/splits/order'
import { planSplit, type SplitPlan, sideAt } from '@/lib/splits/plan'
import { type Side, type SplitRule, splitRule } from '@/lib/splits/schema'
import { balanceChosen, type LeftOut } from './balance'
import { type Chosen, chooseExamples, chooseLinks } from './choose'
import { type Placed, placeBySplitTwo, placedByVersion } from './placed'
import { type DatasetHead, type NamedGroup, type Reader, readDatasetHead, readTagGroups } from './reader'
import type { Recipe } from './schema'
import { type Asked, findStrataGroup } from './select-ids'
import { type Weighed, weigh } from './weigh'

/** Examples by number, their sides, and how often each goes out. */
export type Members = { chosen: Chosen[]; sideOf(index: number): Side; copies: Uint8Array }

/** The examples that go out: all members, but for those that a format without weights leaves out. */
export type Membership = Members & {
  head: DatasetHead
  groups: NamedGroup[]
  strataGroup: NamedGroup | null
  stored: SplitRule | null
  rule: SplitRule
  recipe: Recipe
  /** What `split/2` decides, where that is the rule of the dataset, and how many it holds; else `plan` has the sides. */
  placed: Placed | null
  held: number
  /** Who is in it, whatever of them a format can't say; `plan` is of these. */
  members: Members
  weighed: Omit<Weighed, 'chosen'>
  plan: SplitPlan | null
  balance: BalanceOutcome | null
  /** Who a balance plan leaves out, who goes out last first. */
  leftOut: LeftOut[]
}

/**
 * Who goes out, where to, and how often; changes nothing.
 * @throws AppError `not_found`; `invalid` `badQuery`, `noSuchTagGroup` or `noSuchTag`
 */
export async function decideMembership(reader: Reader, asked: Asked): Promise<Membership> {
  const { datasetId } = asked
  const head = await readDatasetHead(reader, datasetId)
  if (!head) throw new AppError('not_found')
  const groups = await readTagGroups(reader, datasetId)
  const stored = head.splitRule ? splitRule.parse(JSON.parse(head.splitRule)) : null
  const placed = await placeAll(reader, asked, stored, groups)
  const recipe = placed ? placed.recipe : asked.recipe
  const strataGroup = findStrataGroup(groups, recipe.stratify)
  const rule: SplitRule = placed?.rule ?? {
    rule: 'split/1',
    seed: recipe.seed,
    trainShare: recipe.trainShare,
    groupId: strataGroup?.id ?? null,
  }
  const found = await chooseExamples(reader, { ...asked, recipe }, groups, strataGroup)
  const asking = placed ? placed.inFiles(found) : found
  // a version holds what any format can say; but a plan is about what goes out, in a version too
  const isWhole = asked.freezes && !recipe.balance
  const first = isWhole ? null : await weigh(reader, asking, recipe)
  const balanced = await balanceChosen(
    reader,
    datasetId,
    first?.chosen ?? asking,
    groups,
    recipe,
    orderOf(recipe.seed),
  )
  const { kept, leftOut } = balanced
  const plan = placed ? null : await makePlan(reader, datasetId, kept, leftOut, recipe)
  const sideOf = (index: number) => (plan ? sideAt(plan, index) : placed!.sideOf(kept[index]!.id))
  const { copies: repeated, outcome } = await balanced.repeat(sideOf)
  const { frozen } = reader
  const copies = frozen ? Uint8Array.from(kept, ({ id }) => frozen.copiesOf(id)) : repeated
  const members: Members = { chosen: kept, sideOf, copies }
  const { chosen, ...weighed } = first ? { ...first, chosen: kept } : await weigh(reader, kept, recipe)
  const split = { stored, rule, recipe, placed, held: found.length - asking.length, plan }
  const out = among(members, chosen)
  return { head, groups, strataGroup, ...split, ...out, members, weighed, balance: outcome, leftOut }
}

function among(members: Members, chosen: Chosen[]): Members {
  if (chosen === members.chosen) return members
  const placeOf = new Map(members.chosen.map(({ id }, place) => [id, place]))
  const places = Int32Array.from(chosen, ({ id }) => placeOf.get(id)!)
  return {
    chosen,
    sideOf: (index) => members.sideOf(places[index]!),
    copies: Uint8Array.from(places, (place) => members.copies[place]!),
  }
}

/** The sides that stand whatever a recipe asks for: those of a version, or of the rule `split/2`. */
async function placeAll(
  reader: Reader,
  asked: Asked,
  stored: SplitRule | null,
  groups: NamedGroup[],
): Promise<Placed | null> {
  if (reader.frozen) return placedByVersion(reader.frozen, asked.recipe)
  return stored?.rule === 'split/2' ? placeBySplitTwo(reader, asked, stored, groups) : null
}

async function makePlan(
  reader: Reader,
  datasetId: string,
  chosen: Chosen[],
  leftOut: readonly LeftOut[],
  recipe: Recipe,
): Promise<SplitPlan> {
  const isNew = chosen.some(({ side }) => side === null)
  // what a plan leaves out links the others all the same
  const unsent = leftOut.map(({ example }) => ({ ...example, selected: false }))
  const links = isNew && !recipe.reassign ? await chooseLinks(reader, datasetId, [...chosen, ...unsent]) : []
  return planSplit([...chosen, ...unsent, ...links], recipe.trainShare, orderOf(recipe.seed), reader.pause)
}
