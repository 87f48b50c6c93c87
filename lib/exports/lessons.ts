import type { Frame, Lesson } from '@/lib/conversations/schema'
import { type WeightChoice, type Weights, weightChoices } from './format'

type Unmarked = Exclude<Weights, { mark: string } | null>

/** The choices that a format offers, the first being taken where none was made; none where it has weights. */
export function choicesOf(weights: Weights): readonly WeightChoice[] {
  if (!weights || 'mark' in weights) return []
  // earlier answers would be learned from once more in each line, and nothing tells this trainer not to
  if (weights.learns === 'all' && weights.lastOnly === undefined) return ['leave-out-mixed', 'end-after-last']
  return weightChoices
}

/** What is done for a recipe that wants `wanted`; null where the format needs no choice. */
export function choiceOf(weights: Weights, wanted: WeightChoice): WeightChoice | null {
  const offered = choicesOf(weights)
  return offered.includes(wanted) ? wanted : (offered[0] ?? null)
}

const trainedIn = (lessons: readonly Lesson[]): number[] =>
  lessons.flatMap((lesson, index) => (lesson === 1 ? [index] : []))

/** Whether a trainer without weights learns from an example just what is to be learned. */
export function fits({ learns }: Unmarked, lessons: readonly Lesson[]): boolean {
  if (learns === 'all') return !lessons.includes(0)
  return trainedIn(lessons).length === 1 && lessons.at(-1) === 1
}

/** How many messages each record of an example has, from its first on; `choice` null: all of them in one record. */
export function cutsOf(lessons: readonly Lesson[], choice: WeightChoice | null): number[] {
  if (choice === 'one-per-turn') return trainedIn(lessons).map((index) => index + 1)
  if (choice === 'end-after-last') return [lessons.lastIndexOf(1) + 1]
  return [lessons.length]
}

/** What a choice makes of one example: lines, the tokens in them, and whether weights still mean what they meant. */
export function outcomeOf(
  weights: Unmarked,
  strip: readonly Frame[],
  choice: WeightChoice,
): { lines: number; tokens: number; exact: boolean } {
  const lessons = strip.map((frame) => frame[2])
  if (choice === 'leave-out-mixed' && !fits(weights, lessons)) return { lines: 0, tokens: 0, exact: true }
  const cuts = cutsOf(lessons, choice)
  const upTo = (end: number) => strip.slice(0, end).reduce((sum, frame) => sum + frame[1], 0)
  return {
    lines: cuts.length,
    tokens: cuts.reduce((sum, end) => sum + upTo(end), 0),
    exact: choice === 'one-per-turn' || cuts.every((end) => fits(weights, lessons.slice(0, end))),
  }
}
