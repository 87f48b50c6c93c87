import type { TrainFacts, WeightChoice } from './format'
import { type ExportFormat, formatOf } from './words'

/** What snippets and the files beside the data speak of. */
export function trainFacts(format: ExportFormat, hasTest: boolean, choice: WeightChoice | null): TrainFacts {
  const { extension, weights } = formatOf(format)
  return {
    train: `train.${extension}`,
    test: hasTest ? `test.${extension}` : null,
    // its own setting then says that only the last answer of a line is learned
    lastOnly: choice === 'one-per-turn' && weights !== null && 'lastOnly' in weights,
  }
}
