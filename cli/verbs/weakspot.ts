import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '@/lib/result/app-error'
import { type FailingLine, failingLines } from '@/lib/weak-spots/failing-lines'
import type { PromptsAdded, WeakSpotRow } from '@/lib/weak-spots/schema'
import { mostLines } from '@/lib/weak-spots/words'
import { actOf } from '../bulk-action'
import type { Door } from '../door'
import { findDataset } from '../find'
import { say } from '../say'
import type { Verb, VerbAnswer, VerbCall } from '../verb'

const text = { type: 'string' } as const

export const weakspotVerb: Verb = {
  words: ['add|list|import'],
  options: {
    dataset: { type: 'string', required: true },
    title: text,
    must: text,
    prompt: text,
    bad: text,
    file: text,
  },
  run: async ({ options, words, folder, door: open }) => {
    const act = actOf('weakspot', words[0] ?? '', ['add', 'list', 'import'])
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    if (act === 'list') return list(await door.listWeakSpots(dataset.id))
    const title = required(options, 'title')
    const lines =
      act === 'import' ? failingLines(await readFile(resolve(folder, required(options, 'file')), 'utf8')) : []
    // what is missing is said before anything is made
    const typed =
      options.prompt === undefined && options.bad === undefined
        ? null
        : ({
            from: 'typed',
            prompt: required(options, 'prompt'),
            badAnswer: required(options, 'bad'),
          } as const)
    const id = await findOrAdd(door, dataset.id, title, String(options.must ?? ''))
    if (act === 'import') return added(id, await addLines(door, dataset.id, id, lines))
    const sum = typed ? await door.addPrompts(dataset.id, id, typed) : { added: 0, known: 0, rejected: [] }
    return added(id, sum)
  },
}

function required(options: VerbCall['options'], option: string): string {
  const value = options[option]
  if (typeof value !== 'string' || value === '')
    throw new AppError('invalid', 'missingOption', { params: { option } })
  return value
}

/** The weak spot of that title, the newest of several; a new one where there is none. */
async function findOrAdd(door: Door, datasetId: string, title: string, mustContain: string): Promise<string> {
  const wanted = title.trim().normalize('NFC')
  const found = (await door.listWeakSpots(datasetId)).find((spot) => spot.title === wanted)
  return found?.id ?? (await door.addWeakSpot(datasetId, { title, mustContain })).id
}

async function addLines(
  door: Door,
  datasetId: string,
  id: string,
  lines: FailingLine[],
): Promise<PromptsAdded> {
  const sum: PromptsAdded = { added: 0, known: 0, rejected: [] }
  for (let at = 0; at < lines.length; at += mostLines) {
    const part = await door.addPrompts(datasetId, id, {
      from: 'lines',
      lines: lines.slice(at, at + mostLines).map(({ text }) => text),
    })
    sum.added += part.added
    sum.known += part.known
    sum.rejected.push(
      ...part.rejected.map(({ line, reason }) => ({ line: lines[line - 1 + at]?.line ?? line, reason })),
    )
  }
  return sum
}

const added = (id: string, sum: PromptsAdded): VerbAnswer => ({
  data: { id, ...sum },
  lines: [
    say('weakSpotAdded', { id, added: sum.added, known: sum.known }),
    ...sum.rejected.map(({ line, reason }) => say('weakSpotRejected', { line, reason })),
  ],
  failed: sum.rejected.length > 0,
})

const list = (spots: WeakSpotRow[]): VerbAnswer => ({
  records: spots,
  lines:
    spots.length === 0
      ? [say('noWeakSpots')]
      : spots.map(({ id, title, prompts, begun, examples, approvedPairs }) =>
          say('weakSpotListed', {
            id,
            title,
            prompts,
            begun,
            good: examples
              .filter(({ status }) => status === 'approved')
              .reduce((sum, { count }) => sum + count, 0),
            pairs: approvedPairs,
          }),
        ),
})
