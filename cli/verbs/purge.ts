import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { sentence } from '@/lib/i18n/sentence'
import type { PurgeRow } from '@/lib/purge/schema'
import { AppError } from '@/lib/result/app-error'
import { findDataset } from '../find'
import { locale, say } from '../say'
import type { Verb, VerbCall } from '../verb'

const listed = 200
const tellMs = 1_000

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
    list: { type: 'boolean' },
  },
  run: async (call) => {
    const { options, door: open } = call
    if (options.list === true) return list(call)
    const text = await textOf(call)
    const number = options.example === undefined ? undefined : Number(options.example)
    if (number !== undefined && !(Number.isInteger(number) && number > 0))
      throw new AppError('invalid', 'notANumber', { params: { option: 'example' } })
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const what = {
      text,
      ignoreCase: options['ignore-case'] === true,
      dryRun: options['dry-run'] === true,
      number,
      reason: String(options.reason ?? ''),
    }
    const stop = new AbortController()
    const cancel = () => stop.abort()
    process.on('SIGINT', cancel)
    let told = Date.now()
    const onProgress = ({ state, looked, total }: PurgeRow) => {
      if (Date.now() - told < tellMs) return
      told = Date.now()
      process.stderr.write(`${say('purging', { state, looked, total })}\n`)
    }
    const onTooLate = () => void process.stderr.write(`${say('purgeTooLate')}\n`)
    try {
      const done = await door.purge(dataset.id, what, { onProgress, onTooLate, signal: stop.signal })
      const data = { dataset: dataset.name, ...done }
      return { data, lines: linesOf(done), failed: done.state !== 'done' }
    } finally {
      process.off('SIGINT', cancel)
    }
  },
}

function linesOf(purge: PurgeRow): string[] {
  const { examples, revisions, rows, exports, versions, uploads, backups, id, dryRun, state } = purge
  if (state === 'cancelled') return [say('purgeCancelled')]
  const shown = examples.slice(0, listed).join(', ') + (examples.length > listed ? ' …' : '')
  const counts = { examples: examples.length, revisions }
  return [
    state === 'failed' ? failure(purge) : say(dryRun ? 'wouldPurge' : 'purged', counts),
    ...(examples.length > 0 ? [say('purgedExamples', { examples: shown })] : []),
    ...Object.entries(rows).map(([table, count]) => say('purgedRows', { table, count })),
    ...(exports.length > 0 ? [say('purgedExports', { ids: exports.join(', ') })] : []),
    ...(versions.length > 0 ? [say('purgedVersions', { ids: versions.join(', ') })] : []),
    ...uploads.map((upload) => say('purgedUpload', { ...upload, dry: String(dryRun) })),
    ...(backups.length > 0 ? [say('purgedBackups', { backups: backups.join(', ') })] : []),
    ...(dryRun ? [] : [say('purgedTombstone', { id })]),
    ...(dryRun || state !== 'done' ? [] : [say(purge.isErased ? 'purgedErased' : 'purgedNotErased')]),
  ]
}

const failure = ({ message, examples, revisions }: PurgeRow): string =>
  say('purgeFailed', {
    examples: examples.length,
    revisions,
    reason: sentence(locale, `errors.${message ?? 'internal'}`, { id: '' }),
  })

/** The tombstones of a dataset: one line each. */
async function list({ options, door: open }: VerbCall) {
  const door = await open()
  const dataset = await findDataset(door, String(options.dataset))
  const purges = await door.listPurges(dataset.id)
  const lines = purges.map(({ id, at, state, examples, reason }) =>
    say('purgeListed', { id, at, state, examples: examples.length, reason }),
  )
  return { records: purges, lines }
}

/** From a file where it should not stand in the shell's history; the line end behind it is not part of it. */
async function textOf({ options, folder }: VerbCall): Promise<string> {
  if (options.text !== undefined) return String(options.text)
  if (options['text-file'] === undefined)
    throw new AppError('invalid', 'missingOption', { params: { option: 'text' } })
  return (await readFile(resolve(folder, String(options['text-file'])), 'utf8')).replace(/\r?\n$/, '')
}
