import { exampleOf, type Profile } from '@/lib/distribution/profile'
import type { CoverageCell } from './schema'

export type Counts = { of: ReadonlyMap<string, number>; ofBoth: (kind: string, topic: string) => number }

const keyOf = (kind: string, topic: string) => `${kind} ${topic}`

/** How many examples hold each of these tags, and each pair of a kind and a topic, on themselves or on a message. */
export function countPairs(
  profiles: readonly (Profile & { n: number })[],
  kinds: ReadonlySet<string>,
  topics: ReadonlySet<string>,
): Counts {
  const of = new Map<string, number>()
  const ofBoth = new Map<string, number>()
  const add = (counts: Map<string, number>, key: string, n: number) =>
    counts.set(key, (counts.get(key) ?? 0) + n)
  for (const { n, ...profile } of profiles) {
    const held = [...new Set(exampleOf(profile).tags.map(({ tagId }) => tagId))]
    const ofTopics = held.filter((tag) => topics.has(tag))
    const ofKinds = held.filter((tag) => kinds.has(tag))
    for (const tag of new Set([...ofKinds, ...ofTopics])) add(of, tag, n)
    for (const kind of ofKinds) for (const topic of ofTopics) add(ofBoth, keyOf(kind, topic), n)
  }
  return { of, ofBoth: (kind, topic) => ofBoth.get(keyOf(kind, topic)) ?? 0 }
}

type Own = { kindTagId: string; topicTagId: string; target: number }

/** A cell for each pair, row by row. */
export function cellsOf(
  kinds: readonly string[],
  topics: readonly string[],
  counts: Counts,
  { target, own }: { target: number; own: readonly Own[] },
): CoverageCell[] {
  const ownTargets = new Map(own.map((cell) => [keyOf(cell.kindTagId, cell.topicTagId), cell.target]))
  return kinds.flatMap((kindTagId) =>
    topics.map((topicTagId) => {
      const ownTarget = ownTargets.get(keyOf(kindTagId, topicTagId))
      return {
        kindTagId,
        topicTagId,
        count: counts.ofBoth(kindTagId, topicTagId),
        target: ownTarget ?? target,
        hasOwn: ownTarget !== undefined,
      }
    }),
  )
}

/** How many examples are missing, over all cells. */
export const missingIn = (cells: readonly Pick<CoverageCell, 'count' | 'target'>[]): number =>
  cells.reduce((sum, { count, target }) => sum + Math.max(0, target - count), 0)
