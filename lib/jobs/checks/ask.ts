import 'server-only'
import type {
  CheckAnswer,
  ExampleIn,
  ExampleToCheck,
  Looked,
  NewFinding,
  Partner,
} from '@/lib/checks/check-job'
import { askChecks, type KeyedFacts, type Queue } from '@/lib/checks/threads'
import { byBytes } from '@/lib/exports/reader'
import { log } from '@/lib/log/log'

// less than ten milliseconds of a thread: a save never waits long for one
const bytesPerJob = 8_000

/** What is found in examples by themselves, and what they bring to others, in their order. */
export const askLooked = (
  facts: KeyedFacts,
  datasetId: string,
  examples: readonly ExampleToCheck[],
  queue: Queue,
): Promise<Looked[]> =>
  inJobs(examples, async (some) => {
    const answer = await askChecks(facts, { kind: 'look', datasetId, examples: some }, queue)
    return told(answer, 'looked').looked
  })

/** An example with what it brings, and what it is held against. */
export type Held = ExampleToCheck & { entries: string; partners: Partner[] }

/** What is found in examples that are held against others, in their order. */
export const askJudged = (
  facts: KeyedFacts,
  examples: readonly Held[],
  queue: Queue,
): Promise<NewFinding[][]> =>
  inJobs(examples, async (some) => {
    const partners = [...new Set(some.flatMap((one) => one.partners))]
    const place = new Map(partners.map((partner, i) => [partner, i]))
    const judged = some.map(({ entries, partners: own, ...example }) => ({
      ...example,
      own: { entries, partners: own.map((one) => place.get(one)!) },
    }))
    const answer = await askChecks(facts, { kind: 'judge', partners, examples: judged }, queue)
    return told(answer, 'found').found
  })

type Told = Exclude<CheckAnswer, 'missing' | { described: unknown }>

function told<Name extends 'looked' | 'found'>(answer: CheckAnswer, name: Name) {
  if (answer === 'missing' || !(name in answer)) throw new Error('checks gave no answer')
  const said = answer as Extract<Told, Record<Name, unknown>>
  for (const check of said.failed) log.error({ check }, 'a check failed')
  return said
}

async function inJobs<T extends ExampleIn, A>(
  examples: readonly T[],
  ask: (some: T[]) => Promise<A[]>,
): Promise<A[]> {
  const sized = examples.map((example) => ({ example, bytes: example.text.length }))
  const jobs = [...byBytes(sized, bytesPerJob)]
  const answers = await Promise.all(jobs.map((job) => ask(job.map(({ example }) => example))))
  return answers.flat()
}
