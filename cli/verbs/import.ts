import { resolve } from 'node:path'
import { sentence } from '@/lib/i18n/sentence'
import { lookAtFile } from '@/lib/jobs/look-at-file'
import { AppError } from '@/lib/result/app-error'
import { findOrCreateDataset } from '../find'
import { readingOptions, readReading } from '../read-options'
import { locale, say } from '../say'
import type { Verb } from '../verb'

const camel = (code: string) => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

const shownRejections = 50

export const importVerb: Verb = {
  words: ['FILE'],
  options: {
    dataset: { type: 'string', required: true },
    ...readingOptions,
    'on-error': { type: 'string' },
    'source-key': { type: 'string' },
  },
  run: async ({ options, words, folder, door: open }) => {
    const reading = readReading(options)
    const onError = options['on-error'] ?? 'skip-line'
    if (onError !== 'skip-line' && onError !== 'abort')
      throw new AppError('invalid', 'unknownChoice', {
        params: { option: 'on-error', choices: 'skip-line, abort' },
      })
    const path = resolve(folder, words[0]!)
    // before a dataset is made for it
    await lookAtFile(path, reading)
    const started = performance.now()
    const door = await open()
    const dataset = await findOrCreateDataset(door, String(options.dataset))
    const sourceKey = typeof options['source-key'] === 'string' ? options['source-key'] : undefined
    const row = await door.importFile(dataset.id, { path, ...reading, onError, sourceKey })
    const rejections = row.rejected > 0 ? await door.listRejections(dataset.id, row.id) : []
    const rejected = rejections.map(({ record, line, code, params }) => ({
      record,
      line,
      code,
      message: sentence(locale, `rejections.${camel(code)}.title`, params),
      fix: sentence(locale, `rejections.${camel(code)}.fix`, params),
    }))
    const { lines, stored, skipped, rolledBack } = row
    const seconds = Math.round(performance.now() - started) / 1000
    const data = {
      dataset: dataset.name,
      format: row.format,
      lines,
      stored,
      skipped,
      rolledBack,
      rejected,
      seconds,
    }
    return {
      data,
      failed: row.state !== 'done',
      lines: [
        say('imported', {
          dataset: dataset.name,
          lines,
          stored,
          skipped,
          rolledBack,
          rejected: row.rejected,
        }),
        ...(lines === 0 ? [say('noRecords')] : []),
        ...rejected.slice(0, shownRejections).map((r) => say('rejectedLine', r)),
        ...(row.rejected > shownRejections
          ? [say('moreRejected', { count: row.rejected - shownRejections })]
          : []),
      ],
    }
  },
}
