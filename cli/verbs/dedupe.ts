import { leastThreshold } from '@/lib/duplicates/words'
import { sentence } from '@/lib/i18n/sentence'
import { AppError } from '@/lib/result/app-error'
import { findDataset } from '../find'
import { locale, say } from '../say'
import type { Verb } from '../verb'
import { eachPage } from '../wait'

export const dedupeVerb: Verb = {
  words: [],
  options: { dataset: { type: 'string', required: true }, threshold: { type: 'string' } },
  run: async ({ options, door: open }) => {
    const threshold = typeof options.threshold === 'string' ? Number(options.threshold) : undefined
    if (threshold !== undefined && !(threshold >= leastThreshold && threshold <= 1))
      throw new AppError('invalid', 'unknownChoice', {
        params: { option: 'threshold', choices: `${leastThreshold} … 1` },
      })
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const run = await door.compare(dataset.id, threshold)
    const clusters = await eachPage(async (after) => {
      const { page, next } = await door.getDuplicates(dataset.id, after)
      return { rows: page.map(({ numbers, keep, alike }) => ({ numbers, keep, alike })), next }
    })
    const examples = clusters.reduce((sum, { numbers }) => sum + numbers.length, 0)
    const facts = { dataset: dataset.name, threshold: run.threshold, looked: run.looked }
    const isDone = run.state === 'done'
    const head = isDone
      ? say('deduped', { ...facts, clusters: clusters.length, examples })
      : say('comparisonFailed', { reason: sentence(locale, `errors.${run.message ?? run.state}`) })
    return {
      data: { ...facts, state: run.state, examples, clusters },
      lines: [
        head,
        ...clusters.map(({ alike, numbers }) =>
          say('cluster', { alike: alike.toFixed(3), numbers: numbers.map((n) => `#${n}`).join(' ') }),
        ),
      ],
      failed: !isDone,
    }
  },
}
