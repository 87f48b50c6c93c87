import { largeClusters } from './links'
import type { StoredLink } from './members'
import { plannedSide } from './plan-two'
import type { HeldLink, SplitStratum } from './schema'
import type { SplitSurvey } from './survey-two'
import { type LinkKind, type Side, sides } from './words'

const mostLinks = 5

/** What holds an example: linked examples of a side that is not its own, closest first. */
export function linksAcross(survey: SplitSurvey): (place: number) => HeldLink[] {
  const { members, links, kinds, plan } = survey
  const held = new Set(members.flatMap((_, place) => (plan.held[place] ? [place] : [])))
  const byContent = new Map<string, number[]>()
  const bySource = new Map<string, number[]>()
  const wantedContent = new Set([...held].map((place) => members[place]!.contentHash))
  const wantedSource = new Set([...held].map((place) => members[place]!.sourceKey))
  const direct = new Map<number, { other: number; link: StoredLink }[]>()
  for (const [place, { contentHash, sourceKey }] of members.entries()) {
    if (wantedContent.has(contentHash)) add(byContent, contentHash, place)
    if (sourceKey && wantedSource.has(sourceKey)) add(bySource, sourceKey, place)
  }
  for (const [l, link] of kinds.entries()) {
    const [a, b] = [links[2 * l]!, links[2 * l + 1]!]
    if (held.has(a)) add(direct, a, { other: b, link })
    if (held.has(b)) add(direct, b, { other: a, link })
  }
  // of each side as many as are shown: a cluster may be all of a dataset
  const clusters = largeClusters(members.length, links)
  const byCluster = new Map<number, Record<Side, number[]>>()
  for (const [place, cluster] of clusters.entries()) {
    const side = plannedSide(plan, place)
    if (cluster < 0 || side === null) continue
    const known = byCluster.get(cluster) ?? { train: [], validation: [], test: [] }
    byCluster.set(cluster, known)
    if (known[side].length < mostLinks) known[side].push(place)
  }
  return (place) => {
    const { contentHash, sourceKey } = members[place]!
    const found: { other: number; by: LinkKind; alike: number | null }[] = [
      ...(byContent.get(contentHash) ?? []).map((other) => ({ other, by: 'content' as const, alike: null })),
      ...(bySource.get(sourceKey ?? '') ?? []).map((other) => ({
        other,
        by: 'source' as const,
        alike: null,
      })),
      ...Object.values(byCluster.get(clusters[place]!) ?? {}).flatMap((places) =>
        places.map((other) => ({ other, by: 'cluster' as const, alike: null })),
      ),
      ...(direct.get(place) ?? []).map(({ other, link }) => ({ other, ...link })),
    ]
    const own = plannedSide(plan, place)
    const told = new Set<number>()
    return found.flatMap(({ other, by, alike }): HeldLink[] => {
      const side = plannedSide(plan, other)
      if (other === place || side === null || side === own || told.has(other)) return []
      told.add(other)
      return [{ number: members[other]!.number, side, by, alike }]
    })
  }
}

export const shownLinks = (links: HeldLink[]): HeldLink[] => {
  // some of each side, so that the list says why
  const each = sides.flatMap((side) => links.filter((link) => link.side === side).slice(0, mostLinks))
  return each
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Counts of each stratum by side, of what goes into files. */
export function strataOf(
  { members, fileSide }: SplitSurvey,
  sizeOf: (place: number) => number,
): SplitStratum[] {
  const found = new Map<string, SplitStratum>()
  for (const [place, { strata, isOpen }] of members.entries()) {
    const side = fileSide(place)
    if (!isOpen || side === null) continue
    for (const name of strata) {
      if (name === 'all') continue
      const [groupId = '', tagId = ''] = name.split(' ')
      const stratum = found.get(name) ?? {
        groupId,
        tagId: tagId === '' ? null : tagId,
        total: 0,
        largest: 0,
        train: 0,
        validation: 0,
        test: 0,
      }
      found.set(name, stratum)
      stratum.total += 1
      stratum[side] += 1
      stratum.largest = Math.max(stratum.largest, sizeOf(place))
    }
  }
  return [...found.values()]
}

export function countSides(survey: SplitSurvey): Record<Side | 'held' | 'none', number> {
  const counts = { train: 0, validation: 0, test: 0, held: 0, none: 0 }
  const given = new Set(survey.assigned.map(({ id }) => id))
  for (const [place, { id, isOpen }] of survey.members.entries()) {
    if (!isOpen) continue
    const side = survey.fileSide(place)
    if (survey.plan.held[place]) counts.held += 1
    else if (side) counts[side] += 1
    if (given.has(id)) counts.none += 1
  }
  return counts
}
