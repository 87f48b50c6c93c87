import { AppError } from '@/lib/result/app-error'
import { eachExample } from '../each-example'
import { findDataset } from '../find'
import { say } from '../say'
import type { Verb } from '../verb'

export const queryVerb: Verb = {
  words: [],
  options: {
    dataset: { type: 'string', required: true },
    where: { type: 'string', required: true },
    limit: { type: 'string' },
  },
  run: async ({ options, door: open }) => {
    const limit = options.limit === undefined ? Number.POSITIVE_INFINITY : Number(options.limit)
    if (!(limit >= 1))
      throw new AppError('invalid', 'unknownChoice', { params: { option: 'limit', choices: '1, 2, 3 …' } })
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const records = []
    for await (const rows of eachExample(door, dataset.id, String(options.where))) {
      for (const { number, kind, status, preview, turns, trainedTurns, tokens, problems, split } of rows)
        if (records.length < limit)
          records.push({ number, kind, status, preview, turns, trainedTurns, tokens, problems, split })
      if (records.length >= limit) break
    }
    return {
      records,
      lines: [
        ...records.map((r) => `#${r.number}  ${r.status}  ${r.preview}`),
        say('found', { count: records.length }),
      ],
    }
  },
}
