import { resolve } from 'node:path'
import { sentence } from '@/lib/i18n/sentence'
import { validateFile } from '@/lib/jobs/validate-file'
import { readingOptions, readReading } from '../read-options'
import { locale, say } from '../say'
import type { Verb } from '../verb'

const camel = (code: string) => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** Every broken rule of a file, by the rules of the import and of the export; no studio is needed. */
export const validateVerb: Verb = {
  words: ['FILE'],
  options: readingOptions,
  run: async ({ options, words, folder }) => {
    const { lines, broken, format } = await validateFile(resolve(folder, words[0]!), readReading(options))
    const problems = broken.map(({ params, rejected, ...rule }) => ({
      ...rule,
      message: sentence(locale, `${rejected ? 'rejections' : 'problems'}.${camel(rule.code)}.title`, params),
    }))
    const errors = problems.filter((b) => b.severity === 'error').length
    return {
      data: { format, lines, errors, problems },
      failed: errors > 0,
      lines: [
        ...problems.map(({ record, line, severity, message }) =>
          record === null || line === null
            ? say('brokenFileRule', { severity, message })
            : say('brokenRule', { record, line, severity, message }),
        ),
        say('validated', { lines, errors, others: problems.length - errors }),
      ],
    }
  },
}
