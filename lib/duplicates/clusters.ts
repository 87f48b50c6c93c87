export type ClusterPair = { low: number; high: number; alike: number }
/** Members in order of their numbers; `alike` of each to the one closest to it, of the pairs that were kept. */
export type MemberCluster = { numbers: number[]; alike: Map<number, number> }

/** What is connected by pairs, by the smallest number. */
export function clusterPairs(pairs: readonly ClusterPair[]): MemberCluster[] {
  const parent = new Map<number, number>()
  const closest = new Map<number, number>()
  const rootOf = (number: number): number => {
    let root = number
    while (parent.get(root) !== root) root = parent.get(root)!
    for (let at = number; at !== root; ) {
      const next = parent.get(at)!
      parent.set(at, root)
      at = next
    }
    return root
  }
  for (const { low, high, alike } of pairs) {
    for (const number of [low, high]) {
      if (!parent.has(number)) parent.set(number, number)
      closest.set(number, Math.max(alike, closest.get(number) ?? 0))
    }
    const [a, b] = [rootOf(low), rootOf(high)]
    parent.set(Math.max(a, b), Math.min(a, b))
  }
  const clusters = new Map<number, MemberCluster>()
  for (const number of [...parent.keys()].sort((a, b) => a - b)) {
    const root = rootOf(number)
    const cluster: MemberCluster = clusters.get(root) ?? { numbers: [], alike: new Map() }
    clusters.set(root, cluster)
    cluster.numbers.push(number)
    cluster.alike.set(number, closest.get(number)!)
  }
  return [...clusters.values()]
}

type Candidate = {
  number: number
  status: string
  errors: number
  problems: number
  trainedTokens: number
}

/** Which one of a cluster is proposed to stay: approved, then fewest problems, then most trained tokens, then oldest. */
export function bestOf<Member extends Candidate>(members: readonly Member[]): Member {
  const rank = (m: Member) => [
    m.status === 'approved' ? 0 : 1,
    m.errors,
    m.problems,
    -m.trainedTokens,
    m.number,
  ]
  return [...members].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)]
    const at = x.findIndex((value, i) => value !== y[i])
    return at < 0 ? 0 : x[at]! - y[at]!
  })[0]!
}

type Group = { kind: 'exclusive' | 'open'; tags: readonly { id: string }[] }

/**
 * Tags that the example to keep takes over from the others: of an exclusive group none where it has one of its own, and
 * the most frequent one otherwise.
 */
export function tagsToMerge(
  own: readonly string[],
  others: readonly (readonly string[])[],
  groups: readonly Group[],
): string[] {
  const has = new Set(own)
  return groups.flatMap(({ kind, tags }) => {
    const counts = tags.map(({ id }) => ({ id, n: others.filter((list) => list.includes(id)).length }))
    const fresh = counts.filter(({ id, n }) => n > 0 && !has.has(id))
    if (kind === 'open') return fresh.map(({ id }) => id)
    if (tags.some(({ id }) => has.has(id)) || fresh.length === 0) return []
    return [fresh.reduce((most, next) => (next.n > most.n ? next : most)).id]
  })
}
