import type { Status } from '@/lib/examples/schema'
import type { Side, SideTotals } from '@/lib/splits/schema'
import type { SideManifest } from './manifest'
import type { NamedGroup } from './reader'
import type { ExportCheck } from './schema'

type Counted = {
  status: string
  trainedTurns: number
  assistantTurns: number
  approvedById: string | null
  tagIds: readonly string[]
}
type SideTally = {
  examples: number
  trained: number
  untrained: number
  byStatus: Map<string, number>
  byTag: Map<string, number>
  untagged: Map<string, number>
  byApprover: Map<string, number>
}

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)

const emptySide = (): SideTally => ({
  examples: 0,
  trained: 0,
  untrained: 0,
  byStatus: new Map(),
  byTag: new Map(),
  untagged: new Map(),
  byApprover: new Map(),
})

/** Counts of an export by side, for its check and its manifest. */
export class Tally {
  private readonly sides: Record<Side, SideTally> = {
    train: emptySide(),
    validation: emptySide(),
    test: emptySide(),
  }

  constructor(private readonly groups: NamedGroup[]) {}

  count(side: Side, example: Counted): void {
    const tally = this.sides[side]
    tally.examples += 1
    tally.trained += example.trainedTurns
    tally.untrained += example.assistantTurns - example.trainedTurns
    add(tally.byStatus, example.status)
    if (example.status === 'approved' && example.approvedById) add(tally.byApprover, example.approvedById)
    for (const group of this.groups) {
      const own = group.tags.filter((tag) => example.tagIds.includes(tag.id))
      for (const tag of own) add(tally.byTag, tag.id)
      if (own.length === 0) add(tally.untagged, group.id)
    }
  }

  private both(count: (tally: SideTally) => number): SideTotals {
    const { train, validation, test } = this.sides
    return { train: count(train), validation: count(validation), test: count(test) }
  }

  checkCounts(): Pick<ExportCheck, 'total' | Side | 'byStatus' | 'tags' | 'messages'> {
    const { train, validation, test } = this.both((tally) => tally.examples)
    const statuses = Object.values(this.sides).flatMap(({ byStatus }) => [...byStatus.keys()])
    const ofStatus = (status: string) => this.both((tally) => tally.byStatus.get(status) ?? 0)
    return {
      total: train + validation + test,
      train,
      validation,
      test,
      byStatus: Object.fromEntries(
        [...new Set(statuses)].sort().map((status) => {
          const counts = ofStatus(status)
          return [status, counts.train + counts.validation + counts.test]
        }),
      ) as Partial<Record<Status, number>>,
      tags: this.groups.map((group) => ({
        groupId: group.id,
        name: group.name,
        tags: group.tags.map((tag) => ({
          tagId: tag.id,
          name: tag.name,
          color: tag.color,
          ...this.both((tally) => tally.byTag.get(tag.id) ?? 0),
        })),
        untagged: this.both((tally) => tally.untagged.get(group.id) ?? 0),
      })),
      messages: {
        trained: this.both((tally) => tally.trained),
        untrained: this.both((tally) => tally.untrained),
      },
    }
  }

  manifestCounts(side: Side): SideManifest {
    const tally = this.sides[side]
    return {
      examples: tally.examples,
      byStatus: Object.fromEntries([...tally.byStatus].sort()) as SideManifest['byStatus'],
      tags: this.groups.flatMap((group) =>
        group.tags.map((tag) => ({
          group: group.name,
          tag: tag.name,
          examples: tally.byTag.get(tag.id) ?? 0,
        })),
      ),
      untagged: this.groups.map((group) => ({
        group: group.name,
        examples: tally.untagged.get(group.id) ?? 0,
      })),
      assistantMessages: { trained: tally.trained, untrained: tally.untrained },
      approvedBy: [...tally.byApprover].sort().map(([account, examples]) => ({ account, examples })),
    }
  }
}
