import { conversationOf } from '@/lib/conversations/kind'
import { hasImages } from '@/lib/conversations/problems/images'
import type { Conversation } from '@/lib/conversations/schema'
import { ownTrainer } from '@/lib/conversations/targets/own-trainer'
import { type Side, sides } from '@/lib/splits/schema'
import type { Chosen } from './choose'
import type { ProblemList } from './problem-list'
import { byBytes, type Reader, readTexts } from './reader'
import type { Recipe } from './schema'
import { findWholeFileProblems, hasTools, hasWeight } from './whole-file'
import { formatOf } from './words'

type FileFacts = {
  examples: Chosen[]
  bytes: number
  repeated: number
}

type Out = { sideOf: (index: number) => Side; copies: Uint8Array; shares: Record<Side, number> }

/** The rules about a file as a whole, for train and for test. */
export async function findFileProblems(
  reader: Reader,
  chosen: readonly Chosen[],
  { sideOf, copies, shares }: Out,
  recipe: Recipe,
  problems: ProblemList,
): Promise<void> {
  const { file: rules, moreLineKeys } = formatOf(recipe.format).target ?? ownTrainer
  const files = await gatherFacts(reader, chosen, sideOf, copies)
  for (const side of sides) {
    const { examples, bytes, repeated } = files[side]
    if (shares[side] === 0 && examples.length === 0) continue
    const withTools = await countTools(reader, examples)
    const withImages = await countImages(reader, examples, rules.imageExamples)
    const omits = recipe.steps.includes('leave-out-unknown-keys')
    const withWeight = moreLineKeys && !omits ? await countWeights(reader, examples) : 0
    const facts = { examples: examples.length, bytes, repeated, withTools, withImages, withWeight }
    for (const { code, severity, params } of findWholeFileProblems(facts, side, rules))
      problems.addWhole(code, severity, side, params)
  }
}

async function gatherFacts(
  reader: Reader,
  chosen: readonly Chosen[],
  sideOf: (index: number) => Side,
  copies: Uint8Array,
): Promise<Record<Side, FileFacts>> {
  const empty = (): FileFacts => ({ examples: [], bytes: 0, repeated: 0 })
  const files = { train: empty(), validation: empty(), test: empty() }
  const met = { train: new Set<string>(), validation: new Set<string>(), test: new Set<string>() }
  for (const [index, example] of chosen.entries()) {
    const side = sideOf(index)
    const facts = files[side]
    facts.examples.push(example)
    facts.bytes += (example.bytes + 1) * copies[index]!
    if (met[side].has(example.contentHash)) facts.repeated += 1
    met[side].add(example.contentHash)
    if (index % 1000 === 999) await reader.pause()
  }
  return files
}

// where all may have them or none does, nothing is mixed and nothing need be opened
async function countTools(reader: Reader, examples: Chosen[]): Promise<number> {
  const suspects = examples.filter(({ namesTools }) => namesTools)
  if (suspects.length === 0 || suspects.length === examples.length) return suspects.length
  return countExamples(reader, suspects, hasTools)
}

// a key that OpenAI doesn't know is a broken rule of the stored example
const countWeights = (reader: Reader, examples: Chosen[]): Promise<number> =>
  countExamples(
    reader,
    examples.filter(({ problems }) => problems.split(' ').includes('unknown-key')),
    hasWeight,
  )

async function countImages(reader: Reader, examples: Chosen[], most = Infinity): Promise<number> {
  const suspects = examples.filter(({ namesImages }) => namesImages)
  return suspects.length <= most ? 0 : countExamples(reader, suspects, hasImages)
}

/** How many of these really are so: only those are opened that may be, since a text may name a key it doesn't have. */
async function countExamples(
  reader: Reader,
  suspects: Chosen[],
  isSo: (conversation: Conversation) => boolean,
): Promise<number> {
  let count = 0
  for (const run of byBytes(suspects)) {
    const ids = run.map(({ id }) => id)
    for (const text of (await readTexts(reader, ids)).values())
      if (isSo(conversationOf(text.toString()))) count += 1
    await reader.pause()
  }
  return count
}
