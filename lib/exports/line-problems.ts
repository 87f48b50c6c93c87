import { conversationOf } from '@/lib/conversations/kind'
import { defaultTokenLimit, findProblems } from '@/lib/conversations/problems'
import type { Conversation } from '@/lib/conversations/schema'
import { ownTrainer } from '@/lib/conversations/targets/own-trainer'
import { lessonAt } from '@/lib/conversations/weights'
import type { Side } from '@/lib/splits/schema'
import type { Chosen } from './choose'
import type { WeightChoice } from './format'
import { instruct, type Wanted } from './instruct'
import { cutsOf } from './lessons'
import type { ProblemList } from './problem-list'
import { byBytes, type Reader, readTexts } from './reader'
import { type ExportCheck, type Recipe, type RecipeStep, recipeSteps } from './schema'
import { stepsNeeded, takeSteps } from './steps'
import { formatOf } from './words'

const mostTextsAtOnce = 200
const bytesBetweenPauses = 64 * 1024

/**
 * Looks again, with the rules of today, at every line that broke one when it was last saved, after the recipe's steps;
 * gives the number of lines that each step would change.
 */
export async function findLineProblems(
  reader: Reader,
  chosen: readonly Chosen[],
  sideOf: (index: number) => Side,
  recipe: Recipe,
  problems: ProblemList,
  choice: WeightChoice | null,
  wantedFor: (index: number) => Wanted | null,
): Promise<ExportCheck['steps']> {
  const { notCarried, label, target, mends = [] } = formatOf(recipe.format)
  const rules = target ?? ownTrainer
  // what was found when it was last saved were OpenAI's rules
  const looksAtAll = Boolean(notCarried ?? target?.check ?? target?.severities)
  const suspects = chosen.flatMap((example, index) =>
    looksAtAll || example.problems !== '' || example.tokens > defaultTokenLimit
      ? [{ ...example, index }]
      : [],
  )
  const lines = new Map<RecipeStep, number>(recipeSteps.map((step) => [step, 0]))
  let bytes = 0
  for (let at = 0; at < suspects.length; at += mostTextsAtOnce) {
    for (const run of byBytes(suspects.slice(at, at + mostTextsAtOnce))) {
      const texts = await readTexts(
        reader,
        run.map(({ id }) => id),
      )
      for (const example of run) {
        const stored = texts.get(example.id)!.toString()
        const needed = stepsNeeded(example.problems)
        for (const step of needed) lines.set(step, lines.get(step)! + 1)
        const taken = needed.filter((step) => recipe.steps.includes(step))
        const stepped = takeSteps(stored, taken)
        const wanted = wantedFor(example.index)
        const text = wanted ? instruct(stepped, wanted) : stepped
        const conversation = conversationOf(text)
        const place = { number: example.number, file: sideOf(example.index) }
        const found = findProblems(conversation, text, { tokens: tokensOf(example, recipe), target: rules })
        for (const problem of found) if (!mends.includes(problem.code)) problems.add({ ...problem, ...place })
        for (const { what, messageIndex } of notCarried?.(longestRecord(conversation, choice)) ?? [])
          problems.add({
            code: 'not-carried',
            severity: what === 'names' ? 'warning' : 'error',
            messageIndex,
            params: { what, format: label },
            ...place,
          })
        bytes += example.bytes
        if (bytes > bytesBetweenPauses) {
          bytes = 0
          await reader.pause()
        }
      }
    }
  }
  return recipeSteps.map((step) => ({ step, lines: lines.get(step)! }))
}

/** The longest of the records that an example becomes: what it can hold, the others can too. */
function longestRecord(conversation: Conversation, choice: WeightChoice | null): Conversation {
  const lessons = conversation.messages.map((_, index) => lessonAt(conversation, index))
  const end = cutsOf(lessons, choice).at(-1) ?? 0
  return end === lessons.length
    ? conversation
    : { ...conversation, messages: conversation.messages.slice(0, end) }
}

// of a pair only one answer is read at a time, and the sum of both says nothing: the last save has looked closer
function tokensOf({ tokens, problems }: Chosen, { format }: Recipe): number {
  const isPair = formatOf(format).kind === 'preference'
  return isPair && !problems.split(' ').includes('too-many-tokens') ? 0 : tokens
}
