import { tagEdits } from '@/lib/examples/tag-edits'
import { AppError } from '@/lib/result/app-error'
import { newOperationId } from '@/lib/result/call'
import { eachExample } from '../each-example'
import { findDataset } from '../find'
import { findTag } from '../find-tag'
import { say } from '../say'
import type { Verb } from '../verb'

export const tagVerb: Verb = {
  words: [],
  options: {
    dataset: { type: 'string', required: true },
    where: { type: 'string', required: true },
    add: { type: 'string' },
    remove: { type: 'string' },
  },
  run: async ({ options, door: open }) => {
    if (!options.add && !options.remove)
      throw new AppError('invalid', 'missingOption', { params: { option: 'add' } })
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const groups = await door.listTagGroups(dataset.id)
    const add = options.add ? findTag(groups, String(options.add)) : null
    const remove = options.remove ? findTag(groups, String(options.remove)) : null
    // who matches is settled before anything changes: a tag may be part of the query
    const numbers: number[] = []
    for await (const rows of eachExample(door, dataset.id, String(options.where)))
      numbers.push(...rows.map((row) => row.number))
    let changed = 0
    for (const number of numbers) {
      const { tags, revision } = await door.getExample(dataset.id, number)
      const removals = remove ? tagEdits(tags, groups, remove, null, false) : []
      const additions = add ? tagEdits(tags, groups, add, null, true) : []
      const gone = new Set(removals.map((e) => ('tagId' in e ? e.tagId : '')))
      const edits = [
        ...removals,
        ...additions.filter((e) => e.type === 'add-tag' || !('tagId' in e && gone.has(e.tagId))),
      ]
      if (edits.length === 0) continue
      await door.saveExample(dataset.id, number, { operationId: newOperationId(), revision, edits })
      changed++
    }
    return {
      data: { dataset: dataset.name, matched: numbers.length, changed },
      lines: [say('tagged', { matched: numbers.length, changed })],
    }
  },
}
