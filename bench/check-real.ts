import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Check, Subject } from '@/lib/checks/check'
import { subjectOf } from '@/lib/checks/subject'
import type { CheckId } from '@/lib/checks/words'
import { findProblems } from '@/lib/conversations/problems'
import { cut } from '@/lib/formats/cut'
import { planFile } from '@/lib/formats/plan'
import { readRecord } from '@/lib/formats/read-record'
import { estimateMessage } from '@/lib/tokens/estimate'
import { findIn, stringAt, weighs } from './check-figures'

const realData = process.env.FINECUT_REAL_DATA ?? '../shared/data'
export const realDataIsThere = existsSync(realData)

/** Words of a public file, told by place and hash alone: `from` to `to` of the content of a message, counted from 0. */
const labelledSpan = z.strictObject({
  file: z.string(),
  record: z.number().int().min(0),
  message: z.number().int().min(0),
  from: z.number().int().min(0),
  to: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  label: z.enum(['fault', 'clean']),
  /** The record that it is held against, where it is wrong beside another one only. */
  other: z.number().int().min(0).optional(),
})
export type RealTally = { faults: number; seen: number; clean: number; flagged: number }

export function realSpansOf(id: CheckId): z.infer<typeof labelledSpan>[] {
  const file = `bench/cases/real/${id}.jsonl`
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => labelledSpan.parse(JSON.parse(line)))
}

/** Examples of a public file, as an import reads them. */
export async function readRealFile(file: string): Promise<Subject[]> {
  const bytes = await readFile(join(realData, file))
  const sample = { bytes, gzip: false, whole: true, packed: bytes.length }
  const { plan } = await planFile(sample, basename(file), { format: 'auto', options: {} })
  const subjects: Subject[] = []
  for await (const records of cut([bytes], plan))
    for (const record of records)
      for (const read of readRecord(record, plan))
        if (read.ok) {
          const { conversation } = read
          const tokens = conversation.messages.map(estimateMessage)
          subjects.push(subjectOf(conversation, { tokens, problems: findProblems(conversation, read.text) }))
        }
  return subjects
}

/** How many labelled faults of the real files a check sees, and how many clean places it flags. */
export async function measureReal<Settings>(check: Check<Settings>): Promise<RealTally | null> {
  const spans = realSpansOf(check.id)
  if (spans.length === 0) return null
  const tally: RealTally = { faults: 0, seen: 0, clean: 0, flagged: 0 }
  const opened = check.open(check.settings.parse({}), { notes: [], tagNames: [] })
  const path = ['content']
  for (const file of new Set(spans.map((span) => span.file))) {
    const subjects = await readRealFile(file)
    for (const { record, message, from, to, sha256, label, other } of spans.filter(
      (span) => span.file === file,
    )) {
      const subject = subjects[record]!
      const words = stringAt(subject.conversation, message, { path, from, to }).slice(from, to)
      if (createHash('sha256').update(words).digest('hex') !== sha256)
        throw new Error(`${file}, record ${record}: not the words that were labelled`)
      const against = other === undefined ? [] : [subjects[other]!]
      const found = findIn(opened, [subject, ...against]).some(
        (each) =>
          weighs(check, each) &&
          each.messageIndex === message &&
          (each.span === null || (each.span.from < to && from < each.span.to)),
      )
      tally[label === 'fault' ? 'faults' : 'clean'] += 1
      if (found) tally[label === 'fault' ? 'seen' : 'flagged'] += 1
    }
  }
  return tally
}
