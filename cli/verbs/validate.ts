import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { readLine } from '@/lib/conversations/parse'
import { findProblems } from '@/lib/conversations/problems'
import { LineSplitter } from '@/lib/formats/lines'
import { sentence } from '@/lib/i18n/sentence'
import { locale, say } from '../say'
import type { Verb } from '../verb'

const camel = (code: string) => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

type Broken = { record: number; line: number; severity: string; code: string; message: string }

/** Every broken rule of a file, by the rules of the import and of the export; no studio is needed. */
export const validateVerb: Verb = {
  words: ['FILE'],
  options: {},
  run: async ({ words, folder }) => {
    const broken: Broken[] = []
    const splitter = new LineSplitter()
    let record = 0
    const take = (lines: Iterable<{ line: number; bytes: Uint8Array }>) => {
      for (const { line, bytes } of lines) {
        record++
        const read = readLine(bytes)
        if (!read.ok) {
          const message = sentence(locale, `rejections.${camel(read.code)}.title`, read.params)
          broken.push({ record, line, severity: 'error', code: read.code, message })
          continue
        }
        for (const { code, severity, params } of findProblems(read.conversation, read.text))
          broken.push({
            record,
            line,
            severity,
            code,
            message: sentence(locale, `problems.${camel(code)}.title`, params),
          })
      }
    }
    for await (const chunk of createReadStream(resolve(folder, words[0]!)))
      take(splitter.push(chunk as Buffer))
    take(splitter.end())
    const errors = broken.filter((b) => b.severity === 'error').length
    return {
      data: { lines: record, errors, problems: broken },
      failed: errors > 0,
      lines: [
        ...broken.map((b) => say('brokenRule', b)),
        say('validated', { lines: record, errors, others: broken.length - errors }),
      ],
    }
  },
}
