import 'server-only'
import type { BalanceOutcome } from '@/lib/balance/schema'
import { findStraddles } from '@/lib/splits/groups'
import { orderOf } from '@/lib/splits/order'
import { planSplit, type SplitPlan, sideAt } from '@/lib/splits/plan'
import type { Side, SplitRule } from '@/lib/splits/schema'
import type { SplitSurvey } from '@/lib/splits/survey-two'
import type { Chosen } from './choose'
import { countInstructed } from './count-instructed'
import { findFileProblems } from './file-rules'
import { addOpenFindings } from './findings-gate'
import type { WeightChoice } from './format'
import { instructorOf, type Wanted } from './instruct'
import { findLineProblems } from './line-problems'
import { decideMembership, type Members } from './membership'
import { ProblemList } from './problem-list'
import type { NamedGroup, Reader } from './reader'
import type { ExportCheck, Recipe } from './schema'
import { type Asked, countOtherKind } from './select-ids'
import { Tally } from './tally'
import type { Weighed } from './weigh'
import { formatOf } from './words'

/** Everything that an export is made from, all of one snapshot. */
export type Survey = {
  datasetName: string
  groups: NamedGroup[]
  /** Names of the groups whose tags are the strata; null for none. */
  strataNames: string | null
  rule: SplitRule
  /** What was asked for, with what the rule of the dataset decides instead. */
  recipe: Recipe
  shares: Record<Side, number>
  /** What `split/2` makes of the whole dataset, to be kept; null under `split/1`. */
  placing: SplitSurvey | null
  /** The examples, by number, with the bytes of their texts; `sideOf` takes a place in this list. */
  examples: { id: number; bytes: number }[]
  sideOf(index: number): Side
  /** How often each example goes out, and all of them together. */
  copies: Uint8Array
  copyCount: number
  /** What a version keeps: who is in it, whatever of them this format leaves out, and their counts. */
  members: Pick<Survey, 'examples' | 'sideOf' | 'copies' | 'tally'>
  balance: BalanceOutcome | null
  /** What becomes of the instructions of each example. */
  wanted(index: number): Wanted | null
  /** Sides given now by `split/1`, in the order of the rule. */
  assigned: { id: number; split: Side }[]
  tally: Tally
  /** Examples that the recipe would also find, but for their kind. */
  otherKind: number
  /** What is done where the format has no weights; null where nothing has to be. */
  weightChoice: WeightChoice | null
  /** Examples left out for their weights. */
  leftOut: number
  check: ExportCheck
}

/**
 * Chooses, splits, counts and checks what a recipe asks for; changes nothing.
 * @throws AppError as `decideMembership`
 */
export async function surveyExport(reader: Reader, asked: Asked): Promise<Survey> {
  const membership = await decideMembership(reader, asked)
  const { head, groups, strataGroup, chosen, weighed, copies, balance } = membership
  const { stored, rule, recipe, placed, held, plan, sideOf, members } = membership
  const shares = placed?.shares ?? { train: recipe.trainShare, validation: 0, test: 1 - recipe.trainShare }

  const instructor = instructorOf(recipe.instructions, groups)
  const wanted = (index: number) => instructor(chosen[index]!.tagIds)

  const tally = await tallyOf(reader, groups, membership)
  const isWhole = members.chosen === chosen

  const problems = new ProblemList()
  const otherKind = await countOtherKind(reader, asked, groups)
  if (otherKind > 0)
    problems.addWhole('other-kind', 'info', null, { count: otherKind, kind: formatOf(recipe.format).kind })
  addWeights(weighed, chosen, sideOf, problems)
  await findFileProblems(reader, chosen, { sideOf, copies, shares }, recipe, problems)
  await addOpenFindings(reader, asked.datasetId, chosen, sideOf, recipe, problems)
  if (placed) await placed.addProblems(chosen, held, problems)
  else await addStraddles(reader, chosen, sideOf, problems)
  const steps = await findLineProblems(reader, chosen, sideOf, recipe, problems, weighed.choice, wanted)
  const instructed =
    recipe.instructions.policy === 'as-stored' ? null : await countInstructed(reader, chosen, copies, wanted)
  const split = placed
    ? placed.describe(chosen, held)
    : await describeSplit(reader, { stored, rule, recipe, chosen: members.chosen, plan: plan! })
  return {
    datasetName: head.name,
    groups,
    strataNames: placed ? placed.strataNames : (strataGroup?.name ?? null),
    rule,
    recipe,
    shares,
    placing: placed?.survey ?? null,
    examples: namesOf(chosen),
    sideOf,
    copies,
    members: {
      examples: namesOf(members.chosen),
      sideOf: members.sideOf,
      copies: members.copies,
      tally: isWhole ? tally : await tallyOf(reader, groups, members),
    },
    copyCount: copies.reduce((sum, times) => sum + times, 0),
    balance,
    wanted,
    assigned: (plan?.assigned ?? []).map((index) => ({
      id: members.chosen[index]!.id,
      split: members.sideOf(index),
    })),
    tally,
    otherKind,
    weightChoice: weighed.choice,
    leftOut: weighed.leftOut,
    check: {
      ...tally.checkCounts(),
      steps,
      split,
      weights: weighed.facts,
      balance,
      instructed,
      problems: problems.problems,
      problemCount: problems.problemCount,
      errorCount: problems.errorCount,
      warningCount: problems.warningCount,
      blocked: problems.errorCount > 0,
    },
  }
}

const namesOf = (chosen: readonly Chosen[]) => chosen.map(({ id, bytes }) => ({ id, bytes }))

async function tallyOf(reader: Reader, groups: NamedGroup[], { chosen, sideOf }: Members): Promise<Tally> {
  const tally = new Tally(groups)
  for (const [index, example] of chosen.entries()) {
    tally.count(sideOf(index), example)
    if (index % 1000 === 999) await reader.pause()
  }
  return tally
}

/** Says what becomes of weights that the format can't say: never in silence. */
function addWeights(
  { choice, leftOut, inexact, facts }: Omit<Weighed, 'chosen'>,
  chosen: Chosen[],
  sideOf: (index: number) => Side,
  problems: ProblemList,
): void {
  if (leftOut > 0) problems.addWhole('weights-left-out', 'warning', null, { count: leftOut })
  const lines = facts?.options.find((option) => option.choice === choice)?.lines ?? 0
  if (choice === 'one-per-turn')
    problems.addWhole('weights-split', 'info', null, { count: facts!.mixed, before: facts!.lines, lines })
  if (inexact.size === 0) return
  for (const [index, { id, number }] of chosen.entries())
    if (inexact.has(id))
      problems.add({
        code: 'weights-not-kept',
        severity: 'warning',
        number,
        messageIndex: null,
        params: {},
        file: sideOf(index),
      })
}

async function addStraddles(
  reader: Reader,
  chosen: Chosen[],
  sideOf: (index: number) => Side,
  problems: ProblemList,
): Promise<void> {
  for (const { train, test, by } of await findStraddles(chosen, sideOf, reader.pause)) {
    const [inTrain, inTest] = [chosen[train]!.number, chosen[test]!.number]
    problems.add({
      code: 'straddles-split',
      severity: 'error',
      number: inTest,
      messageIndex: null,
      params: { train: inTrain, test: inTest, by },
      file: 'test',
    })
  }
}

type SplitFacts = {
  stored: SplitRule | null
  rule: SplitRule
  recipe: Recipe
  chosen: Chosen[]
  plan: SplitPlan
}

async function describeSplit(
  reader: Reader,
  { stored, rule, recipe, chosen, plan }: SplitFacts,
): Promise<ExportCheck['split']> {
  const hadSide = chosen.filter(({ split }) => split !== null)
  const differs =
    hadSide.length > 0 &&
    stored?.rule === 'split/1' &&
    rule.rule === 'split/1' &&
    (stored.seed !== rule.seed || stored.trainShare !== rule.trainShare || stored.groupId !== rule.groupId)
  const newly = chosen.length - hadSide.length
  if (!differs && !recipe.reassign) return { rule: stored, newly, differs, wouldMove: 0, held: 0 }
  const anew = recipe.reassign
    ? plan
    : await planSplit(
        chosen.map((example) => ({ ...example, side: null })),
        recipe.trainShare,
        orderOf(recipe.seed),
        reader.pause,
      )
  const wouldMove = chosen.filter(({ split }, i) => split !== null && split !== sideAt(anew, i)).length
  return { rule: stored, newly, differs, wouldMove, held: 0 }
}
