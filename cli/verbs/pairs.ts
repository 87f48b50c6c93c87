import { actOf } from '../bulk-action'
import { findDataset } from '../find'
import { say } from '../say'
import type { Verb } from '../verb'

export const pairsVerb: Verb = {
  words: ['make'],
  options: {
    dataset: { type: 'string', required: true },
    where: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async ({ options, words, door: open }) => {
    actOf('pairs', words[0] ?? '', ['make'])
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const dryRun = options['dry-run'] === true
    const selection = { q: typeof options.where === 'string' ? options.where : '' }
    const sum = { looked: 0, count: 0, there: 0 }
    const made: number[] = []
    for (let after: number | null = 0; after !== null; ) {
      const step = await door.makePairs(dataset.id, { selection, after, dryRun })
      sum.looked += step.looked
      sum.count += step.count
      sum.there += step.there
      made.push(...step.made)
      after = step.next
    }
    const numbers = made.map((number) => `#${number}`).join(' ')
    return {
      data: { dataset: dataset.name, ...sum, made },
      lines: [dryRun ? say('pairsWould', sum) : say('pairsMade', { ...sum, numbers })],
    }
  },
}
