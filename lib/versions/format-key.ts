import { choiceOf } from '@/lib/exports/lessons'
import { type ExportFormat, formatOf, type WeightChoice } from '@/lib/exports/words'

/** What a version keeps once: a format, and what is done in it about weights. */
export type WrittenFormat = { format: string; weights: WeightChoice | null }

/** Under which name it is kept: the format's own, unless the choice is another than that of the version's recipe. */
export function formatKey(format: ExportFormat, wanted: WeightChoice, ofRecipe: WeightChoice): string {
  const { weights } = formatOf(format)
  const choice = choiceOf(weights, wanted)
  return choice === choiceOf(weights, ofRecipe) ? format : `${format}.${choice}`
}

export function readFormatKey(key: string): WrittenFormat {
  const [format = key, weights] = key.split('.')
  return { format, weights: (weights as WeightChoice | undefined) ?? null }
}
