import 'server-only'
import type { Brought, CheckAnswer, ExampleIn, NewFinding, Partner } from '@/lib/checks/check-job'
import { askChecks, type KeyedFacts, type Queue } from '@/lib/checks/threads'
import { byBytes } from '@/lib/exports/reader'
import { log } from '@/lib/log/log'

// some ten milliseconds of a thread: a save never waits long for one
const bytesPerJob = 16_000

/** What examples bring to others, in their order. */
export const askBrought = (
  facts: KeyedFacts,
  datasetId: string,
  examples: readonly ExampleIn[],
  queue: Queue,
): Promise<Brought[]> =>
  inJobs(examples, sizeOf, async (some) => {
    const answer = await askChecks(facts, { kind: 'bring', datasetId, examples: some }, queue)
    return told(answer, 'brought').brought
  })

/** An example, and what it is held against. */
export type Asked = ExampleIn & { waived: string[]; own: { entries: string; partners: Partner[] } | null }

/** What was found in examples, in their order. */
export const askFindings = (
  facts: KeyedFacts,
  examples: readonly Asked[],
  queue: Queue,
): Promise<NewFinding[][]> =>
  inJobs(examples, sizeOf, async (some) => {
    const partners = [...new Set(some.flatMap(({ own }) => own?.partners ?? []))]
    const place = new Map(partners.map((partner, i) => [partner, i]))
    const answer = await askChecks(
      facts,
      {
        kind: 'find',
        partners,
        examples: some.map(({ own, ...example }) => ({
          ...example,
          own: own && { entries: own.entries, partners: own.partners.map((one) => place.get(one)!) },
        })),
      },
      queue,
    )
    return told(answer, 'found').found
  })

type Told = Exclude<CheckAnswer, 'missing' | { described: unknown }>

function told<Name extends 'brought' | 'found'>(answer: CheckAnswer, name: Name) {
  if (answer === 'missing' || !(name in answer)) throw new Error('checks gave no answer')
  const said = answer as Extract<Told, Record<Name, unknown>>
  for (const check of said.failed) log.error({ check }, 'a check failed')
  return said
}

const sizeOf = ({ text }: ExampleIn): number => text.length

async function inJobs<T, A>(
  examples: readonly T[],
  bytesOf: (example: T) => number,
  ask: (some: T[]) => Promise<A[]>,
): Promise<A[]> {
  const sized = examples.map((example) => ({ example, bytes: bytesOf(example) }))
  const jobs = [...byBytes(sized, bytesPerJob)]
  const answers = await Promise.all(jobs.map((job) => ask(job.map(({ example }) => example))))
  return answers.flat()
}
