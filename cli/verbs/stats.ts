import type { Kind } from '@/lib/conversations/schema'
import { eachExample } from '../each-example'
import { findDataset } from '../find'
import { say } from '../say'
import type { Verb } from '../verb'

export const statsVerb: Verb = {
  words: [],
  options: { dataset: { type: 'string', required: true } },
  run: async ({ options, door: open }) => {
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const groups = await door.listTagGroups(dataset.id)
    const byKind: Record<Kind, number> = { chat: 0, preference: 0 }
    const sums = { turns: 0, assistantTurns: 0, trainedTurns: 0, tokens: 0, trainedTokens: 0 }
    for await (const rows of eachExample(door, dataset.id, ''))
      for (const row of rows) {
        byKind[row.kind] += 1
        sums.turns += row.turns
        sums.assistantTurns += row.assistantTurns
        sums.trainedTurns += row.trainedTurns
        sums.tokens += row.tokens
        sums.trainedTokens += row.trainedTokens
      }
    const byTag = Object.fromEntries(
      groups.flatMap((g) => g.tags.map((t) => [`${g.name}/${t.name}`, t.count])),
    )
    const data = {
      dataset: dataset.name,
      examples: dataset.examples,
      byStatus: dataset.byStatus,
      byKind,
      byTag,
      ...sums,
    }
    return {
      data,
      lines: [
        say('stats', { dataset: dataset.name, examples: dataset.examples, ...sums }),
        ...Object.entries(dataset.byStatus).map(([status, count]) => `  ${status}: ${count}`),
        ...(byKind.preference > 0
          ? Object.entries(byKind).map(([kind, count]) => `  ${kind}: ${count}`)
          : []),
        ...Object.entries(byTag).map(([tag, count]) => `  ${tag}: ${count}`),
      ],
    }
  },
}
