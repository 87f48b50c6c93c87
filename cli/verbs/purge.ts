import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '@/lib/result/app-error'
import { findDataset } from '../find'
import { say } from '../say'
import type { Verb, VerbCall } from '../verb'

const listed = 200

export const purgeVerb: Verb = {
  words: [],
  options: {
    dataset: { type: 'string', required: true },
    text: { type: 'string' },
    'text-file': { type: 'string' },
    example: { type: 'string' },
    reason: { type: 'string' },
    'ignore-case': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  run: async (call) => {
    const { options, door: open } = call
    const text = await textOf(call)
    const number = options.example === undefined ? undefined : Number(options.example)
    if (number !== undefined && !(Number.isInteger(number) && number > 0))
      throw new AppError('invalid', 'notANumber', { params: { option: 'example' } })
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const done = await door.purge(dataset.id, {
      text,
      ignoreCase: options['ignore-case'] === true,
      dryRun: options['dry-run'] === true,
      number,
      reason: String(options.reason ?? ''),
    })
    const { examples, revisions, rows, exports, uploads, backups, id, isErased } = done
    const shown = examples.slice(0, listed).join(', ') + (examples.length > listed ? ' …' : '')
    const tables = Object.entries(rows).map(([table, count]) => say('purgedRows', { table, count }))
    const lines = [
      say(id ? 'purged' : 'wouldPurge', { examples: examples.length, revisions }),
      ...(examples.length > 0 ? [say('purgedExamples', { examples: shown })] : []),
      ...tables,
      ...(exports.length > 0 ? [say('purgedExports', { ids: exports.join(', ') })] : []),
      ...(uploads > 0 ? [say('purgedUploads', { uploads })] : []),
      ...(backups.length > 0 ? [say('purgedBackups', { backups: backups.join(', ') })] : []),
      ...(id ? [say(isErased ? 'purgedErased' : 'purgedNotErased')] : []),
      ...(id ? [say('purgedTombstone', { id })] : []),
    ]
    return { data: { dataset: dataset.name, ...done }, lines }
  },
}

/** From a file where it should not stand in the shell's history; the line end behind it is not part of it. */
async function textOf({ options, folder }: VerbCall): Promise<string> {
  if (options.text !== undefined) return String(options.text)
  if (options['text-file'] === undefined)
    throw new AppError('invalid', 'missingOption', { params: { option: 'text' } })
  return (await readFile(resolve(folder, String(options['text-file'])), 'utf8')).replace(/\r?\n$/, '')
}
