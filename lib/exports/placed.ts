import 'server-only'
import { countDue, readThreshold, type Select } from '@/lib/duplicates/read'
import { straddlingPairs } from '@/lib/splits/links'
import type { SplitRule, SplitTwoRule } from '@/lib/splits/schema'
import { type SplitSurvey, sharesOf, surveySplit } from '@/lib/splits/survey-two'
import type { Side } from '@/lib/splits/words'
import type { Chosen } from './choose'
import type { ProblemList } from './problem-list'
import type { Frozen, NamedGroup, Reader } from './reader'
import type { ExportCheck, Recipe } from './schema'
import type { Asked } from './select-ids'

/** What decides the sides of an export, whatever a recipe asks for: the dataset's rule `split/2`, or a version. */
export type Placed = {
  rule: SplitRule
  /** Null where nothing is to be kept of it. */
  survey: SplitSurvey | null
  recipe: Recipe
  shares: Record<Side, number>
  strataNames: string | null
  /** Without what is held, each with its side. */
  inFiles(found: Chosen[]): Chosen[]
  sideOf(id: number): Side
  addProblems(chosen: readonly Chosen[], held: number, problems: ProblemList): Promise<void>
  describe(chosen: readonly Chosen[], held: number): ExportCheck['split']
}

export async function placeBySplitTwo(
  reader: Reader,
  { datasetId, recipe, goesOut = false }: Asked,
  rule: SplitTwoRule,
  groups: NamedGroup[],
): Promise<Placed> {
  const select: Select = (statement) => reader.read(statement)
  const survey = await surveySplit(select, datasetId, rule, groups, { pause: reader.pause })
  const placeOf = new Map(survey.members.map(({ id }, place) => [id, place]))
  const fileSide = (id: number) => survey.fileSide(placeOf.get(id) ?? -1)
  const due = await countDue(select, datasetId)
  const isOther = (await readThreshold(select, datasetId)) !== rule.threshold
  const names = groups.filter(({ id }) => rule.groupIds.includes(id)).map(({ name }) => name)
  return {
    rule,
    survey,
    recipe: { ...recipe, seed: rule.seed, trainShare: rule.trainShare, stratify: null, reassign: false },
    shares: sharesOf(rule),
    strataNames: names.length > 0 ? names.join(', ') : null,
    inFiles: (found) =>
      found.flatMap((example) => {
        const side = fileSide(example.id)
        return side ? [{ ...example, side }] : []
      }),
    sideOf: (id) => fileSide(id)!,
    async addProblems(chosen, held, problems) {
      if (held > 0) problems.addWhole('held-out', 'warning', null, { count: held })
      // an export compares first: what is due then came in between
      if (due > 0 || isOther)
        problems.addWhole('not-compared', goesOut ? 'error' : 'info', null, { count: due })
      const out = new Set(chosen.map(({ id }) => id))
      const sideAt = (place: number) => (out.has(survey.members[place]!.id) ? survey.fileSide(place) : null)
      // the rule leaves none; a defect in it must not reach a file
      for (const { a, b } of await straddlingPairs(survey.members, survey.links, sideAt, reader.pause))
        problems.add({
          code: 'straddles-sides',
          severity: 'error',
          number: survey.members[a]!.number,
          messageIndex: null,
          params: { one: survey.members[a]!.number, other: survey.members[b]!.number },
          file: null,
        })
    },
    describe: (chosen, held) => ({
      rule,
      newly: chosen.filter(({ split }) => split === null).length,
      differs: false,
      wouldMove: 0,
      held,
    }),
  }
}

/** The sides of a version stand. */
export const placedByVersion = ({ split }: Frozen, recipe: Recipe): Placed => ({
  rule: split.rule,
  survey: null,
  recipe,
  shares: split.shares,
  strataNames: split.strataNames,
  inFiles: (found) => found.map((example) => ({ ...example, side: example.split })),
  sideOf: (id) => split.sideOf(id),
  addProblems: async () => {},
  describe: () => ({ rule: split.rule, newly: 0, differs: false, wouldMove: 0, held: 0 }),
})
