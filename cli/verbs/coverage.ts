import { missingIn } from '@/lib/coverage/table'
import { findDataset } from '../find'
import { say } from '../say'
import type { Verb } from '../verb'

export const coverageVerb: Verb = {
  words: [],
  options: { dataset: { type: 'string', required: true }, where: { type: 'string' } },
  run: async ({ options, door: open }) => {
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const groups = await door.listTagGroups(dataset.id)
    const coverage = await door.getCoverage(dataset.id, String(options.where ?? ''))
    const nameOf = new Map(groups.flatMap(({ tags }) => tags.map(({ id, name }) => [id, name])))
    const groupOf = (id: string | null) => groups.find((group) => group.id === id)?.name ?? null
    const cells = coverage.cells.map(({ kindTagId, topicTagId, count, target }) => ({
      kind: nameOf.get(kindTagId) ?? kindTagId,
      topic: nameOf.get(topicTagId) ?? topicTagId,
      count,
      target,
      missing: Math.max(0, target - count),
    }))
    const wanted = cells.filter(({ target }) => target > 0)
    const missing = missingIn(coverage.cells)
    const reached = wanted.length - cells.filter((cell) => cell.missing > 0).length
    return {
      data: {
        dataset: dataset.name,
        kinds: groupOf(coverage.kindGroupId),
        topics: groupOf(coverage.topicGroupId),
        missing,
        cells,
      },
      lines:
        cells.length === 0
          ? [say('coverageMissing', { dataset: dataset.name })]
          : [
              say('covered', { dataset: dataset.name, reached, all: wanted.length, missing }),
              ...cells.map(({ kind, topic, count, target }) => `  ${kind} × ${topic}: ${count}/${target}`),
            ],
    }
  },
}
