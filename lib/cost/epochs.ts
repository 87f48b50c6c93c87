const wanted = 3
const fewExamples = 100
const manyExamples = 25_000
const mostEpochs = 25

/**
 * How many epochs a trainer chooses by itself for that many examples: three, more where these would see fewer than 100
 * examples, fewer where they would see more than 25,000. The rule of OpenAI's cookbook,
 * `Chat_finetuning_data_prep.ipynb`.
 */
export function defaultEpochs(examples: number): number {
  if (examples <= 0) return wanted
  if (examples * wanted < fewExamples) return Math.min(mostEpochs, Math.floor(fewExamples / examples))
  if (examples * wanted > manyExamples) return Math.max(1, Math.floor(manyExamples / examples))
  return wanted
}
