import { ownValue } from '@/lib/conversations/json'
import { hasImages } from '@/lib/conversations/problems/images'
import type { Conversation } from '@/lib/conversations/schema'
import { type Side, sides } from '@/lib/splits/schema'
import type { Chosen } from './choose'
import type { ProblemList } from './problem-list'
import { byBytes, type Reader, readTexts } from './reader'
import type { Recipe } from './schema'

/** What a trainer takes per file, FORMATS 1.1 and 1.4. */
const limits = { leastExamples: 10, megabytes: 512, imageExamples: 50_000 }

type FileFacts = {
  examples: Chosen[]
  bytes: number
  repeated: number
}

/** The rules about a file as a whole, for train and for test. */
export async function findFileProblems(
  reader: Reader,
  chosen: readonly Chosen[],
  sideOf: (index: number) => Side,
  recipe: Recipe,
  problems: ProblemList,
): Promise<void> {
  const files = await gatherFacts(reader, chosen, sideOf)
  for (const side of sides) {
    const { examples, bytes, repeated } = files[side]
    const isEmptyOnPurpose = recipe.trainShare === (side === 'train' ? 0 : 1) && examples.length === 0
    if (examples.length < limits.leastExamples && !isEmptyOnPurpose)
      problems.addWhole('too-few-examples', side === 'train' ? 'error' : 'warning', side, {
        count: examples.length,
        least: limits.leastExamples,
      })
    if (bytes > limits.megabytes * 1024 * 1024)
      problems.addWhole('file-too-large', 'error', side, {
        megabytes: Math.ceil(bytes / 1024 / 1024),
        limit: limits.megabytes,
      })
    if (repeated > 0) problems.addWhole('duplicate-lines', 'warning', side, { count: repeated })
    await checkTools(reader, examples, side, problems)
    await checkImages(reader, examples, side, problems)
  }
}

async function gatherFacts(
  reader: Reader,
  chosen: readonly Chosen[],
  sideOf: (index: number) => Side,
): Promise<Record<Side, FileFacts>> {
  const empty = (): FileFacts => ({ examples: [], bytes: 0, repeated: 0 })
  const files = { train: empty(), test: empty() }
  const met = { train: new Set<string>(), test: new Set<string>() }
  for (const [index, example] of chosen.entries()) {
    const side = sideOf(index)
    const facts = files[side]
    facts.examples.push(example)
    facts.bytes += example.bytes + 1
    if (met[side].has(example.contentHash)) facts.repeated += 1
    met[side].add(example.contentHash)
    if (index % 1000 === 999) await reader.pause()
  }
  return files
}

async function checkTools(reader: Reader, examples: Chosen[], side: Side, problems: ProblemList) {
  const suspects = examples.filter(({ namesTools }) => namesTools)
  if (suspects.length === 0 || suspects.length === examples.length) return
  const count = await countExamples(reader, suspects, (conversation) => {
    const tools = ownValue(conversation, 'tools')
    return Array.isArray(tools) && tools.length > 0
  })
  const without = examples.length - count
  if (count > 0) problems.addWhole('mixed-tools', 'warning', side, { count, without })
}

async function checkImages(reader: Reader, examples: Chosen[], side: Side, problems: ProblemList) {
  const suspects = examples.filter(({ namesImages }) => namesImages)
  if (suspects.length <= limits.imageExamples) return
  const count = await countExamples(reader, suspects, hasImages)
  if (count > limits.imageExamples)
    problems.addWhole('too-many-image-examples', 'error', side, { count, limit: limits.imageExamples })
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
    for (const text of readTexts(reader, ids).values())
      if (isSo(JSON.parse(text.toString()) as Conversation)) count += 1
    await reader.pause()
  }
  return count
}
