import { findingSentence } from '@/lib/checks/finding-sentence'
import { checkId, type FindingRow, severity } from '@/lib/checks/schema'
import { checkIds, severities } from '@/lib/checks/words'
import { hasSentence, sentence } from '@/lib/i18n/sentence'
import { findDataset } from '../find'
import { unknownChoice } from '../read-recipe'
import { locale, say } from '../say'
import type { Verb } from '../verb'

export const checkVerb: Verb = {
  words: [],
  options: {
    dataset: { type: 'string', required: true },
    check: { type: 'string' },
    'min-severity': { type: 'string' },
    where: { type: 'string' },
    again: { type: 'boolean' },
  },
  run: async ({ options, door: open }) => {
    const check = checkId.optional().safeParse(options.check)
    if (!check.success) throw unknownChoice('check', checkIds.join(', '))
    const least = severity.optional().safeParse(options['min-severity'])
    if (!least.success) throw unknownChoice('min-severity', severities.join(', '))
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const { run } = await door.check(dataset.id, options.again === true)
    if (run?.state === 'failed')
      return {
        lines: [say('checkFailed', { reason: sentence(locale, `errors.${run.message ?? 'internal'}`) })],
        failed: true,
      }
    const found: FindingRow[] = []
    const asked = { check: check.data, severity: least.data, q: options.where?.toString(), limit: 200 }
    for (let after: string | null | undefined; after !== null; ) {
      const page = await door.getFindings(dataset.id, { ...asked, ...(after ? { after } : {}) })
      found.push(...page.findings)
      after = page.next
    }
    const examples = new Set(found.map(({ number }) => number)).size
    return {
      records: found.map(toRecord),
      lines: [
        say('checked', { dataset: dataset.name, findings: found.length, examples }),
        ...found.map(toLine),
      ],
      failed: found.length > 0,
    }
  },
}

const textOf = (row: FindingRow) =>
  findingSentence(
    row,
    (key) => hasSentence(locale, key),
    (key, params) => sentence(locale, key, params),
  )

/** Messages are counted from 1, as everywhere outside of the code; null is the example as a whole. */
const toRecord = (row: FindingRow) => ({
  example: row.number,
  message: row.messageIndex === null ? null : row.messageIndex + 1,
  span: row.span,
  check: row.check,
  code: row.code,
  severity: row.severity,
  text: textOf(row),
  excerpt: row.excerpt,
  suggestion: row.suggestion,
})

function toLine(row: FindingRow): string {
  const place = row.messageIndex === null ? '' : ` ${say('turnOf', { turn: row.messageIndex + 1 })}`
  const excerpt = row.excerpt === '' ? '' : `  ${JSON.stringify(row.excerpt)}`
  return `#${row.number}${place}  ${row.severity}  ${row.check}  ${textOf(row)}${excerpt}`
}
