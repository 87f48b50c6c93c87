import type { Frame } from '@/lib/conversations/schema'
import type { Chosen } from './choose'
import type { WeightChoice, Weights } from './format'
import { choiceOf, choicesOf, fits, outcomeOf } from './lessons'
import { type Reader, readStrips } from './reader'
import type { ExportCheck, Recipe } from './schema'
import { formatOf } from './words'

/** What becomes of examples whose weights a format can't say; `choice` null where nothing has to be done. */
export type Weighed = {
  choice: WeightChoice | null
  /** Without those that are left out. */
  chosen: Chosen[]
  leftOut: number
  /** Ids of those of which a trainer would learn something else than their weights say. */
  inexact: ReadonlySet<number>
  facts: ExportCheck['weights']
}

const atOnce = 500

/** Finds the examples that don't fit a format without weights, and what each choice would make of the export. */
export async function weigh(reader: Reader, chosen: Chosen[], recipe: Recipe): Promise<Weighed> {
  const { weights } = formatOf(recipe.format)
  const asIs: Weighed = { choice: null, chosen, leftOut: 0, inexact: new Set(), facts: null }
  if (!weights || 'mark' in weights) return asIs
  const wanted = choiceOf(weights, recipe.weights)
  const options = emptyOptions(weights)
  const mixed = new Set<number>()
  const inexact = new Set<number>()
  let before = 0
  const suspects: Chosen[] = []
  for (const example of chosen) {
    before += example.tokens
    if (example.assistantTurns > 1 || example.trainedTurns !== example.assistantTurns) suspects.push(example)
    else
      for (const option of options) {
        option.lines += 1
        option.tokens += example.tokens
      }
  }
  for (let at = 0; at < suspects.length; at += atOnce) {
    const ids = suspects.slice(at, at + atOnce).map(({ id }) => id)
    for (const { id, strip } of await readStrips(reader, ids)) {
      const frames = JSON.parse(strip) as Frame[]
      const lessons = frames.map((frame) => frame[2])
      if (!fits(weights, lessons)) mixed.add(id)
      for (const option of options) {
        const { lines, tokens, exact } = outcomeOf(weights, frames, option.choice)
        option.lines += lines
        option.tokens += tokens
        if (exact) continue
        option.inexact += 1
        if (option.choice === wanted) inexact.add(id)
      }
    }
    await reader.pause()
  }
  if (mixed.size === 0) return asIs
  const facts = { choice: wanted!, mixed: mixed.size, lines: chosen.length, tokens: before, options }
  if (wanted !== 'leave-out-mixed') return { choice: wanted, chosen, leftOut: 0, inexact, facts }
  const kept = chosen.filter(({ id }) => !mixed.has(id))
  return { choice: wanted, chosen: kept, leftOut: mixed.size, inexact, facts }
}

const emptyOptions = (weights: Weights) =>
  choicesOf(weights).map((choice) => ({ choice, lines: 0, tokens: 0, inexact: 0 }))

type Sent = { strip: string; tokens: number; copies: number }

/** What each choice of a recipe's format would make of examples that are known already; null where all of them fit. */
export async function weighSent(
  examples: AsyncIterable<Sent>,
  recipe: Recipe,
): Promise<ExportCheck['weights']> {
  const { weights } = formatOf(recipe.format)
  if (!weights || 'mark' in weights) return null
  const facts = {
    choice: choiceOf(weights, recipe.weights)!,
    mixed: 0,
    lines: 0,
    tokens: 0,
    options: emptyOptions(weights),
  }
  for await (const { strip, tokens, copies } of examples) {
    const frames = JSON.parse(strip) as Frame[]
    facts.lines += copies
    facts.tokens += copies * tokens
    const isMixed = !fits(
      weights,
      frames.map((frame) => frame[2]),
    )
    if (isMixed) facts.mixed += 1
    for (const option of facts.options) {
      const outcome = outcomeOf(weights, frames, option.choice)
      option.lines += copies * outcome.lines
      option.tokens += copies * outcome.tokens
      if (!outcome.exact) option.inexact += 1
    }
  }
  return facts.mixed > 0 ? facts : null
}
