import type { WhyLeftOut } from './schema'

/** Lets other requests in; called between slices of long work. */
export type Pause = () => Promise<void>

/** So many examples are looked at between two pauses. */
export const betweenPauses = 4096

/** An example as a plan sees it. */
export type PlanMember = {
  number: number
  contentHash: string
  /** In the measure of the plan. */
  units: number
  tagIds: readonly string[]
  /** Broken rules that nobody mended yet. */
  problems: number
  trainedTokens: number
  /** How like it is to another example that it need not stand beside: 1 the same, 0 like none. */
  likeness: number
}

/**
 * Places of the members, who goes out last first: what a lead keeps, then those like no other, then with the fewest
 * open problems, then with the most trained tokens, then by chance (`orderOf` its content hash, then its number).
 */
export async function bestFirst(
  members: readonly PlanMember[],
  kept: ReadonlySet<number>,
  orderOf: (contentHash: string) => string,
  pause: Pause,
): Promise<Int32Array> {
  const chance: string[] = []
  for (const { contentHash } of members) {
    chance.push(orderOf(contentHash))
    if (chance.length % betweenPauses === 0) await pause()
  }
  const isKept = Uint8Array.from(members, ({ number }) => (kept.has(number) ? 1 : 0))
  const compare = (a: number, b: number) => {
    const [one, other] = [members[a]!, members[b]!]
    return (
      isKept[b]! - isKept[a]! ||
      one.likeness - other.likeness ||
      one.problems - other.problems ||
      other.trainedTokens - one.trainedTokens ||
      (chance[a]! < chance[b]! ? -1 : chance[a]! > chance[b]! ? 1 : one.number - other.number)
    )
  }
  return sortInRuns(
    Int32Array.from(members, (_, i) => i),
    compare,
    pause,
  )
}

/** Sorts in runs that are merged, so that no single step keeps others waiting. */
async function sortInRuns(
  list: Int32Array,
  compare: (a: number, b: number) => number,
  pause: Pause,
): Promise<Int32Array> {
  let from: Int32Array = list
  for (let at = 0; at < list.length; at += betweenPauses) {
    from.subarray(at, at + betweenPauses).sort(compare)
    await pause()
  }
  let into: Int32Array = new Int32Array(list.length)
  for (let width = betweenPauses; width < list.length; width *= 2) {
    for (let at = 0; at < list.length; at += 2 * width) {
      const [middle, end] = [Math.min(at + width, list.length), Math.min(at + 2 * width, list.length)]
      let [left, right] = [at, middle]
      for (let to = at; to < end; to++) {
        const takesLeft = right >= end || (left < middle && compare(from[left]!, from[right]!) <= 0)
        into[to] = from[takesLeft ? left++ : right++]!
        if (to % betweenPauses === 0) await pause()
      }
    }
    ;[from, into] = [into, from]
  }
  return from
}

/** Why this one goes out rather than `edge`, the last of its kind that stays. */
export function whyLeftOut(member: PlanMember, edge: PlanMember | undefined): WhyLeftOut {
  if (member.likeness > (edge?.likeness ?? 0)) return 'duplicate'
  if (member.problems > (edge?.problems ?? 0)) return 'problems'
  return member.trainedTokens === edge?.trainedTokens ? 'seed' : 'tokens'
}

/** Of examples with the same content all but the one with the smallest number are its likes. */
export function sameContent(
  members: readonly { number: number; contentHash: string }[],
): Map<number, number> {
  const first = new Map<string, number>()
  for (const { number, contentHash } of members)
    if (number < (first.get(contentHash) ?? Number.POSITIVE_INFINITY)) first.set(contentHash, number)
  const twins = new Map<number, number>()
  for (const { number, contentHash } of members) {
    const other = first.get(contentHash)!
    if (other !== number) twins.set(number, other)
  }
  return twins
}
