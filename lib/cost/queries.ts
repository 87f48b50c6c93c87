import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { instructorOf } from '@/lib/exports/instruct'
import { decideMembership } from '@/lib/exports/membership'
import type { CostRequest } from '@/lib/exports/schema'
import { onSnapshot } from '@/lib/exports/snapshot'
import { cl100kFactor } from '@/lib/tokens/compare'
import { countTokensOf } from '@/lib/tokens/count'
import { defaultEpochs } from './epochs'
import { readSample, readSizes } from './read'
import type { CostAnswer } from './schema'
import { billFor, type Instructed, type Size, tokensOf } from './sizes'
import { modelTableOf } from './table'

/**
 * What training on the files of a recipe would take and cost, and what other ways to write instructions would.
 * @throws AppError `invalid` as an export by the recipe
 */
export async function getCost(
  actor: Actor,
  datasetId: string,
  { recipe, epochs, text }: CostRequest,
  signal?: AbortSignal,
): Promise<CostAnswer> {
  await authoriseDataset(actor, 'see a dataset', datasetId)
  const table = await modelTableOf(db())
  const read = await onSnapshot(signal, async (reader) => {
    const { chosen, copies, sideOf, groups } = await decideMembership(reader, {
      datasetId,
      actorId: actor.id,
      recipe,
    })
    const sizes = await readSizes(reader, chosen, (index) => {
      const side = sideOf(index)
      return { train: side === 'train' ? copies[index]! : 0, test: side === 'train' ? 0 : copies[index]! }
    })
    const wantedFor = instructorOf(recipe.instructions, groups)
    const systems = chosen.map(({ tagIds }) => wantedFor(tagIds)?.system ?? '')
    return { sizes, sample: await readSample(reader, chosen), systems }
  })
  const { sizes, sample } = read
  const reckoned = textOf(recipe.instructions) ?? text ?? sample.system
  const tokensIn = await countEach([reckoned ?? '', ...read.systems])
  const tokens = tokensIn.get(reckoned ?? '') ?? 0
  const needsOlder = table.rows.some(({ encoding }) => encoding === 'cl100k_base')
  const factors = { o200k_base: 1, cl100k_base: needsOlder ? await cl100kFactor(sample.texts) : 1 }
  const train = sizes.reduce((sum, size) => sum + size.train, 0)
  const byDefault = defaultEpochs(train)
  const chosenEpochs = epochs ?? byDefault
  const placeOf = new Map(sizes.map((size, place) => [size, place]))
  const instructedBy = (policy: typeof recipe.instructions.policy): Instructed => {
    if (policy === 'before-user') return { policy, tokens }
    if (policy === 'one') return { policy, tokens: () => tokens }
    if (policy === 'per-tag')
      return { policy, tokens: (size) => tokensIn.get(read.systems[placeOf.get(size)!]!) ?? 0 }
    return { policy }
  }
  const billsBy = (instructed: Instructed) =>
    table.rows.map((row) => billFor(sizes, row, factors[row.encoding], chosenEpochs, instructed))
  const own = instructedBy(recipe.instructions.policy)
  const perLine = sizes.map((size) => ({ number: size.number, tokens: tokensOf(size, 1, own) }))
  const ordered = perLine.toSorted((a, b) => b.tokens - a.tokens || a.number - b.number)
  const at = (share: number) => ordered[Math.floor((ordered.length - 1) * (1 - share))]?.tokens ?? 0
  const smallest = Math.min(...table.rows.map(({ context, encoding }) => context / factors[encoding]))
  const policies =
    reckoned === null
      ? (['as-stored', 'none'] as const)
      : (['as-stored', 'none', 'one', 'before-user'] as const)
  return {
    table,
    lines: { train, test: sizes.reduce((sum, size) => sum + size.test, 0) },
    examples: sizes.length,
    epochs: { chosen: chosenEpochs, byDefault },
    perExample: { typical: at(0.5), long: at(0.95), longest: at(1) },
    factors,
    bills: billsBy(own),
    overLong: ordered.filter((line) => line.tokens > smallest).slice(0, 100),
    policies: policies.map((policy) => ({ policy, bills: billsBy(instructedBy(policy)) })),
    instructions: { text: reckoned, tokens, ...storedIn(sizes) },
  }
}

const textOf = (instructions: CostRequest['recipe']['instructions']) =>
  'text' in instructions ? instructions.text : null

async function countEach(texts: readonly string[]): Promise<Map<string, number>> {
  const different = [...new Set(texts)]
  const counts = await countTokensOf(different)
  return new Map(different.map((text, i) => [text, counts[i]!]))
}

function storedIn(sizes: readonly Size[]): { lines: number; stored: number } {
  let [lines, stored] = [0, 0]
  for (const { systemMessages, system, train } of sizes) {
    if (systemMessages > 0) lines += train
    stored += system * train
  }
  return { lines, stored }
}
