import type { Side } from '@/lib/splits/schema'
import { mostListed, type SideOfVersion, type VersionCounts, type VersionDiff } from './schema'

export type DiffMember = { number: number; revision: number; split: Side | null }
type Compared = Pick<VersionDiff, 'counts' | 'in' | 'out' | 'changed' | 'moved'>

/** Goes along the members of two versions, each by number. */
export async function diffMembers(
  from: AsyncIterator<DiffMember>,
  to: AsyncIterator<DiffMember>,
): Promise<Compared> {
  const found: Compared = {
    counts: { in: 0, out: 0, changed: 0, moved: 0, same: 0 },
    in: [],
    out: [],
    changed: [],
    moved: [],
  }
  const list = <T>(rows: T[], row: T) => {
    if (rows.length < mostListed) rows.push(row)
  }
  let [before, after] = [await from.next(), await to.next()]
  while (!before.done || !after.done) {
    const old = before.done ? null : before.value
    const now = after.done ? null : after.value
    if (old && (!now || old.number < now.number)) {
      found.counts.out += 1
      list(found.out, old.number)
      before = await from.next()
      continue
    }
    if (now && (!old || now.number < old.number)) {
      found.counts.in += 1
      list(found.in, now.number)
      after = await to.next()
      continue
    }
    if (!old || !now) break
    const { number } = now
    const [changed, moved] = [old.revision !== now.revision, old.split !== now.split]
    if (changed) {
      found.counts.changed += 1
      list(found.changed, { number, from: old.revision, to: now.revision })
    }
    if (moved) {
      found.counts.moved += 1
      list(found.moved, { number, from: old.split ?? 'train', to: now.split ?? 'train' })
    }
    if (!changed && !moved) found.counts.same += 1
    before = await from.next()
    after = await to.next()
  }
  return found
}

type Share = { group: string; tag: string | null; examples: number }
const sharesOf = ({ tags, untagged }: SideOfVersion): Share[] => [
  ...tags,
  ...untagged.map((row) => ({ ...row, tag: null })),
]
const keyOf = ({ group, tag }: Share) => JSON.stringify([group, tag])

export const examplesOf = ({ train, test, validation }: VersionCounts): number =>
  train.examples + test.examples + (validation?.examples ?? 0)

/** Tags of both versions by name, those of the newer one first in their order. */
export function diffCounts(before: VersionCounts, after: VersionCounts): VersionDiff['distribution'] {
  const sum = ({ train, test, validation }: VersionCounts) => {
    const counts = new Map<string, Share>()
    for (const share of [train, test, ...(validation ? [validation] : [])].flatMap(sharesOf)) {
      const known = counts.get(keyOf(share))
      if (known) known.examples += share.examples
      else counts.set(keyOf(share), { ...share })
    }
    return counts
  }
  const [old, now] = [sum(before), sum(after)]
  return [...new Set([...now.keys(), ...old.keys()])].map((key) => {
    const { group, tag } = (now.get(key) ?? old.get(key))!
    return { group, tag, before: old.get(key)?.examples ?? 0, after: now.get(key)?.examples ?? 0 }
  })
}
