import { enoughPairs } from '@/lib/duplicates/candidates'
import { forEachIndex, type Pause } from './groups'
import { type Side, sides } from './schema'

/** Pairs of places, two after another: near-duplicates and copies. Same content and same source are no pairs. */
export type Links = Int32Array

type Linked = {
  contentHash: string
  sourceKey: string | null
  side: Side | null
  isPinned: boolean
  isHeld: boolean
  isOpen: boolean
  changedAt: number
}

const bitOf = (side: Side): number => 1 << sides.indexOf(side)
const ownKeys = ({ contentHash, sourceKey }: Linked): string[] =>
  sourceKey ? [`c${contentHash}`, `s${sourceKey}`] : [`c${contentHash}`]

/** What a member shares with others: its content, its source, and what it is connected to where not each pair is kept. */
function keysAmong(members: readonly Linked[], links: Links): (i: number) => string[] {
  const large = largeClusters(members.length, links)
  return (i) => (large[i]! < 0 ? ownKeys(members[i]!) : [...ownKeys(members[i]!), `l${large[i]}`])
}

/**
 * For each place the first of what it is connected to through links, -1 where every pair of that is kept: a comparison
 * tells no more pairs within a cluster once an example has `enoughPairs`.
 */
export function largeClusters(count: number, links: Links): Int32Array {
  const parent = Int32Array.from({ length: count }, (_, i) => i)
  const rootOf = rootsIn(parent)
  const degrees = new Int32Array(count)
  for (let l = 0; l < links.length; l += 2) {
    const [a, b] = [links[l]!, links[l + 1]!]
    degrees[a]! += 1
    degrees[b]! += 1
    const [x, y] = [rootOf(a), rootOf(b)]
    parent[Math.max(x, y)] = Math.min(x, y)
  }
  const isLarge = new Uint8Array(count)
  for (const [i, degree] of degrees.entries()) if (degree >= enoughPairs) isLarge[rootOf(i)] = 1
  return degrees.map((_, i) => (isLarge[rootOf(i)] ? rootOf(i) : -1))
}

/** The neighbours of each place: from `starts[i]` to before `starts[i + 1]`. */
function neighboursOf(count: number, links: Links): { starts: Int32Array; others: Int32Array } {
  const starts = new Int32Array(count + 1)
  for (const place of links) starts[place + 1]! += 1
  for (let i = 0; i < count; i++) starts[i + 1]! += starts[i]!
  const at = starts.slice()
  const others = new Int32Array(links.length)
  for (let l = 0; l < links.length; l += 2) {
    const [a, b] = [links[l]!, links[l + 1]!]
    others[at[a]!++] = b
    others[at[b]!++] = a
  }
  return { starts, others }
}

/**
 * 1 for each member with a side that must be held so that none that are left straddle: pinned ones stay before others,
 * then those that were not held, then those that were compared first.
 */
export async function conflictsOf(
  members: readonly Linked[],
  links: Links,
  pause: Pause,
): Promise<Uint8Array> {
  const held = new Uint8Array(members.length)
  const kept = new Uint8Array(members.length)
  const byKey = new Map<string, number>()
  const keysOf = keysAmong(members, links)
  const { starts, others } = neighboursOf(members.length, links)
  const order = [...members.keys()].filter((i) => members[i]!.side !== null)
  const rank = ({ isPinned, isHeld }: Linked) => (isPinned ? 0 : isHeld ? 2 : 1)
  order.sort((i, j) => {
    const [a, b] = [members[i]!, members[j]!]
    return rank(a) - rank(b) || a.changedAt - b.changedAt || (a.contentHash < b.contentHash ? -1 : 1) || i - j
  })
  await pause()
  await forEachIndex(order.length, pause, (o) => {
    const i = order[o]!
    const bit = bitOf(members[i]!.side!)
    let met = 0
    for (const key of keysOf(i)) met |= byKey.get(key) ?? 0
    for (let n = starts[i]!; n < starts[i + 1]!; n++) met |= kept[others[n]!]!
    if (met & ~bit) {
      held[i] = 1
      return
    }
    kept[i] = bit
    for (const key of keysOf(i)) byKey.set(key, (byKey.get(key) ?? 0) | bit)
  })
  return held
}

/** Finds the first of what is joined, and shortens the way there. */
const rootsIn =
  (parent: Int32Array) =>
  (i: number): number => {
    let root = i
    while (parent[root] !== root) root = parent[root]!
    for (let at = i; at !== root; ) {
      const next = parent[at]!
      parent[at] = root
      at = next
    }
    return root
  }

/**
 * Groups of open members without a side, connected among themselves; `reach` has a bit for each side that one of them is
 * linked to, also by what is held, excluded or in the trash.
 */
export async function linkedGroups(
  members: readonly Linked[],
  links: Links,
  pause: Pause,
): Promise<{ members: number[]; reach: number }[]> {
  const isFree = (i: number) => members[i]!.isOpen && members[i]!.side === null
  const parent = Int32Array.from(members, (_, i) => i)
  const reach = new Uint8Array(members.length)
  const keysOf = keysAmong(members, links)
  const rootOf = rootsIn(parent)
  const join = (a: number, b: number) => {
    const [x, y] = [rootOf(a), rootOf(b)]
    parent[Math.max(x, y)] = Math.min(x, y)
  }
  const sidesAt = new Map<string, number>()
  await forEachIndex(members.length, pause, (i) => {
    const { side } = members[i]!
    if (side) for (const key of keysOf(i)) sidesAt.set(key, (sidesAt.get(key) ?? 0) | bitOf(side))
  })
  const firstAt = new Map<string, number>()
  await forEachIndex(members.length, pause, (i) => {
    if (!isFree(i)) return
    for (const key of keysOf(i)) {
      reach[i]! |= sidesAt.get(key) ?? 0
      const first = firstAt.get(key)
      if (first === undefined) firstAt.set(key, i)
      else join(first, i)
    }
  })
  await forEachIndex(links.length / 2, pause, (l) => {
    const [a, b] = [links[2 * l]!, links[2 * l + 1]!]
    if (isFree(a) && isFree(b)) return join(a, b)
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const { side } = members[other]!
      if (isFree(one) && side) reach[one]! |= bitOf(side)
    }
  })
  const groups = new Map<number, { members: number[]; reach: number }>()
  await forEachIndex(members.length, pause, (i) => {
    if (!isFree(i)) return
    const root = rootOf(i)
    const group = groups.get(root) ?? { members: [], reach: 0 }
    groups.set(root, group)
    group.members.push(i)
    group.reach |= reach[i]!
  })
  return [...groups.values()]
}

/** Everything that is connected with these members, through any link, whatever its side. */
export async function groupOf(
  members: readonly Linked[],
  links: Links,
  from: readonly number[],
  pause: Pause,
): Promise<number[]> {
  const { starts, others } = neighboursOf(members.length, links)
  const at = new Map<string, number[]>()
  await forEachIndex(members.length, pause, (i) => {
    for (const key of ownKeys(members[i]!)) {
      const list = at.get(key)
      if (list) list.push(i)
      else at.set(key, [i])
    }
  })
  const seen = new Set(from)
  const open = [...from]
  for (let i = open.pop(); i !== undefined; i = open.pop()) {
    const next = ownKeys(members[i]!).flatMap((key) => {
      const list = at.get(key) ?? []
      at.delete(key)
      return list
    })
    for (let n = starts[i]!; n < starts[i + 1]!; n++) next.push(others[n]!)
    for (const j of next)
      if (!seen.has(j)) {
        seen.add(j)
        open.push(j)
      }
  }
  return [...seen].sort((a, b) => a - b)
}

export type Straddling = { a: number; b: number; by: 'content' | 'source' | 'link' }

/** Pairs on two sides among what a plan leaves in the files; at most one for each shared key. */
export async function straddlingPairs(
  members: readonly Pick<Linked, 'contentHash' | 'sourceKey'>[],
  links: Links,
  sideOf: (i: number) => Side | null,
  pause: Pause,
): Promise<Straddling[]> {
  const found: Straddling[] = []
  const large = largeClusters(members.length, links)
  for (const [by, keyOf] of [
    ['content', (i: number) => members[i]!.contentHash],
    ['source', (i: number) => members[i]!.sourceKey],
    ['link', (i: number) => (large[i]! < 0 ? null : String(large[i]))],
  ] as const) {
    const first = new Map<string, number>()
    const told = new Set<string>()
    await forEachIndex(members.length, pause, (i) => {
      const [side, key] = [sideOf(i), keyOf(i)]
      if (!side || !key || told.has(key)) return
      const other = first.get(key)
      if (other === undefined) first.set(key, i)
      else if (sideOf(other) !== side) {
        told.add(key)
        found.push({ a: other, b: i, by })
      }
    })
  }
  await forEachIndex(links.length / 2, pause, (l) => {
    const [a, b] = [links[2 * l]!, links[2 * l + 1]!]
    const [one, other] = [sideOf(a), sideOf(b)]
    if (one && other && one !== other) found.push({ a, b, by: 'link' })
  })
  return found
}

/** How many examples are connected with each, itself among them. */
export async function groupSizes(
  members: readonly Linked[],
  links: Links,
  pause: Pause,
): Promise<Int32Array> {
  const parent = Int32Array.from(members, (_, i) => i)
  const rootOf = rootsIn(parent)
  const join = (a: number, b: number) => {
    const [x, y] = [rootOf(a), rootOf(b)]
    parent[Math.max(x, y)] = Math.min(x, y)
  }
  const firstAt = new Map<string, number>()
  await forEachIndex(members.length, pause, (i) => {
    for (const key of ownKeys(members[i]!)) {
      const first = firstAt.get(key)
      if (first === undefined) firstAt.set(key, i)
      else join(first, i)
    }
  })
  for (let l = 0; l < links.length; l += 2) join(links[l]!, links[l + 1]!)
  const sizes = new Int32Array(members.length)
  for (const i of members.keys()) sizes[rootOf(i)]! += 1
  return sizes.map((_, i) => sizes[rootOf(i)]!)
}
