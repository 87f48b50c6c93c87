import { conversationOf } from '@/lib/conversations/kind'
import type { Conversation } from '@/lib/conversations/schema'
import { lessonAt } from '@/lib/conversations/weights'
import type { WeightChoice } from './format'
import { instruct, type Wanted } from './instruct'
import { cutsOf } from './lessons'
import type { Recipe } from './schema'
import { applySteps } from './steps'
import { formatOf } from './words'

type Row = { number: number; problems: string; text: Buffer }
/** A line of an export; `message` is the turn it stands for, where an example is several lines. */
export type LineOut = { bytes: Buffer; message?: number }

/** The lines of one example, one after the other: those of a long one are never in memory together. */
export function* linesOut(
  row: Row,
  recipe: Recipe,
  choice: WeightChoice | null,
  wanted: Wanted | null = null,
): Generator<LineOut> {
  const stepped = applySteps(row.text, row.problems, recipe.steps)
  const text = wanted ? Buffer.from(instruct(stepped.toString(), wanted)) : stepped
  const { write, perTurn } = formatOf(recipe.format)
  if (!write) {
    yield { bytes: text }
    return
  }
  const conversation = conversationOf(text.toString())
  const { messages } = conversation
  const placeOf = wanted ? placesBefore(conversationOf(stepped.toString()), conversation) : (at: number) => at
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
        ...messageAt(perTurn ? placeOf(index) : cuts.length > 1 ? placeOf(end - 1) : undefined),
      }
  }
}

const messageAt = (message: number | undefined) => (message === undefined ? {} : { message })

/** Where a message stood before instructions moved it; undefined for one that they put there. */
function placesBefore(before: Conversation, after: Conversation): (at: number) => number | undefined {
  const placesIn = ({ messages }: Conversation) =>
    messages.flatMap(({ role }, at) => (role === 'system' || role === 'developer' ? [] : [at]))
  const [stored, written] = [placesIn(before), placesIn(after)]
  return (at) => stored[written.indexOf(at)]
}
