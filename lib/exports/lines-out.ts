import { conversationOf } from '@/lib/conversations/kind'
import { lessonAt } from '@/lib/conversations/weights'
import type { WeightChoice } from './format'
import { cutsOf } from './lessons'
import type { Recipe } from './schema'
import { applySteps } from './steps'
import { formatOf } from './words'

type Row = { number: number; problems: string; text: Buffer }
/** A line of an export; `message` is the turn it stands for, where an example is several lines. */
export type LineOut = { bytes: Buffer; message?: number }

/** The lines of one example, one after the other: those of a long one are never in memory together. */
export function* linesOut(row: Row, recipe: Recipe, choice: WeightChoice | null): Generator<LineOut> {
  const text = applySteps(row.text, row.problems, recipe.steps)
  const { write, perTurn } = formatOf(recipe.format)
  if (!write) {
    yield { bytes: text }
    return
  }
  const conversation = conversationOf(text.toString())
  const { messages } = conversation
  const cuts = cutsOf(
    messages.map((_, index) => lessonAt(conversation, index)),
    choice,
  )
  for (const end of cuts) {
    const record =
      end === messages.length ? conversation : { ...conversation, messages: messages.slice(0, end) }
    for (const [index, line] of write(record, row.number).entries())
      yield {
        bytes: Buffer.from(line),
        ...(perTurn ? { message: index } : cuts.length > 1 ? { message: end - 1 } : {}),
      }
  }
}
