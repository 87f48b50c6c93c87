import { type Side, sides } from './words'

/** One example as a split sees it. */
export type SplitMember = {
  contentHash: string
  sourceKey: string | null
  /** Never empty; examples without a stratum share one of their own. */
  strata: readonly string[]
  /** The side it was given before, null for a new one. */
  side: Side | null
  /** False for one that only links others: it has a side, but is not part of this export. */
  selected: boolean
}

/** Lets other requests in; called between slices of long work. */
export type Pause = () => Promise<void>

const slice = 1000

/** Calls `each` with 0 to count - 1, a slice at a time. */
export async function forEachIndex(count: number, pause: Pause, each: (i: number) => void): Promise<void> {
  for (let i = 0; i < count; i++) {
    each(i)
    if (i % slice === slice - 1) await pause()
  }
}

/**
 * Which members belong together: the same content, or the same source key, directly or through others. Gives for
 * each member the index of its group's first member.
 */
export async function groupMembers(members: readonly SplitMember[], pause: Pause): Promise<Int32Array> {
  const parent = Int32Array.from(members, (_, i) => i)
  const rootOf = (i: number): number => {
    let root = i
    while (parent[root] !== root) root = parent[root]!
    for (let at = i; at !== root; ) {
      const next = parent[at]!
      parent[at] = root
      at = next
    }
    return root
  }
  const link = (first: Map<string, number>, key: string, i: number) => {
    const other = first.get(key)
    if (other === undefined) {
      first.set(key, i)
      return
    }
    const [a, b] = [rootOf(other), rootOf(i)]
    parent[Math.max(a, b)] = Math.min(a, b)
  }
  const byHash = new Map<string, number>()
  const bySource = new Map<string, number>()
  await forEachIndex(members.length, pause, (i) => {
    const { contentHash, sourceKey } = members[i]!
    link(byHash, contentHash, i)
    if (sourceKey) link(bySource, sourceKey, i)
  })
  await forEachIndex(members.length, pause, (i) => {
    parent[i] = rootOf(i)
  })
  return parent
}

export type Straddle = { train: number; test: number; by: 'duplicate' | 'source' }

/** Pairs of selected members on both sides that are duplicates or of one source; at most one per shared key. */
export async function findStraddles(
  members: readonly SplitMember[],
  sideOf: (i: number) => Side,
  pause: Pause,
): Promise<Straddle[]> {
  const found: Straddle[] = []
  for (const [by, keyOf] of [
    ['duplicate', (m: SplitMember) => m.contentHash],
    ['source', (m: SplitMember) => m.sourceKey],
  ] as const) {
    const first = new Map(sides.map((side) => [side, new Map<string, number>()]))
    const told = new Set<string>()
    await forEachIndex(members.length, pause, (i) => {
      const member = members[i]!
      const key = keyOf(member)
      if (!member.selected || !key) return
      const side = sideOf(i)
      const own = first.get(side)!
      if (!own.has(key)) own.set(key, i)
      const other = first.get(side === 'train' ? 'test' : 'train')!.get(key)
      if (other === undefined || told.has(key)) return
      told.add(key)
      found.push(side === 'train' ? { train: i, test: other, by } : { train: other, test: i, by })
    })
  }
  return found
}
