import 'server-only'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { contentHash } from '@/lib/conversations/hash'
import { kindOf, longestTokens } from '@/lib/conversations/kind'
import { findProblems } from '@/lib/conversations/problems'
import { hasImages } from '@/lib/conversations/problems/images'
import type { Target } from '@/lib/conversations/targets/target'
import { findWholeFileProblems, hasTools, hasWeight, type WholeFile } from '@/lib/exports/whole-file'
import { cut } from '@/lib/formats/cut'
import { readRecord } from '@/lib/formats/read-record'
import type { FormatName, Plan, SourceRecord } from '@/lib/formats/schema'
import { openFile } from '@/lib/formats/unpack'
import { type AskedOf, planImport, requireColumns } from '@/lib/imports/plan-import'
import { countManyMessages } from '@/lib/tokens/count'

/** A broken rule: `record` and `line` are null where it is about the file, `messageIndex` where about a line. */
export type BrokenRule = {
  record: number | null
  line: number | null
  messageIndex: number | null
  severity: 'error' | 'warning' | 'info'
  code: string
  /** What the sentence of the code is filled with: `rejections.<code>` where the line can't be stored, else `problems.<code>`. */
  params: Record<string, string | number>
  rejected: boolean
}

const batchSize = 200

/**
 * Every broken rule of a file, read as an import would, by the rules of the import and of the export; with `target`
 * by those of that trainer.
 */
export async function validateFile(
  path: string,
  asked: AskedOf = { format: 'auto', options: {} },
  target?: Target,
): Promise<{ format: FormatName; lines: number; broken: BrokenRule[] }> {
  const { size } = await stat(path)
  const planned = await planImport({ path, fileName: basename(path), size, received: size }, asked)
  requireColumns(planned)
  const { plan } = planned
  const validation = new Validation(plan, target, await beginsWithMark(path))
  for await (const records of cut(openFile(path, plan.gzip).chunks, plan)) await validation.take(records)
  return { format: plan.format, ...(await validation.end()) }
}

async function beginsWithMark(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(3), 0, 3, 0)
    return buffer.equals(Buffer.from('\ufeff'))
  } finally {
    await file.close()
  }
}

class Validation {
  private readonly broken: BrokenRule[] = []
  private readonly file: WholeFile & { withWeight: number }
  private readonly met = new Set<string>()
  private preferences = 0
  private waiting: SourceRecord[] = []
  private records = 0

  constructor(
    private readonly plan: Plan,
    private readonly target: Target | undefined,
    hasMark: boolean,
  ) {
    const none = { examples: 0, bytes: 0, repeated: 0, withTools: 0, withImages: 0, withWeight: 0 }
    this.file = { ...none, hasMark }
  }

  async take(lines: Iterable<SourceRecord>): Promise<void> {
    for (const line of lines) {
      this.waiting.push(line)
      if (this.waiting.length >= batchSize) await this.judge()
    }
  }

  async end(): Promise<{ lines: number; broken: BrokenRule[] }> {
    await this.judge()
    const place = { record: null, line: null, messageIndex: null, rejected: false }
    for (const { code, severity, params } of findWholeFileProblems(this.file, 'train', this.target?.file))
      this.broken.push({ ...place, code, severity, params: { ...params, file: 'given' } })
    const chats = this.file.examples - this.preferences
    if (chats > 0 && this.preferences > 0)
      this.broken.push({
        ...place,
        code: 'mixed-kinds',
        severity: 'error',
        params: { chats, preferences: this.preferences },
      })
    return { lines: this.records, broken: this.broken }
  }

  private async judge(): Promise<void> {
    const read = this.waiting.flatMap((record) =>
      readRecord(record, this.plan).map((result) => ({ record: ++this.records, line: record.line, result })),
    )
    this.waiting = []
    const tokens = await countManyMessages(
      read.flatMap(({ result }) => (result.ok ? [result.conversation] : [])),
    )
    let counted = 0
    for (const { record, line, result } of read) {
      if (!result.ok) {
        const { code, params } = result
        this.broken.push({
          record,
          line,
          messageIndex: null,
          severity: 'error',
          code,
          params,
          rejected: true,
        })
        continue
      }
      const { conversation, text } = result
      this.count(conversation, text)
      const longest = longestTokens(conversation, tokens[counted++] ?? [])
      for (const { code, severity, params, messageIndex } of findProblems(conversation, text, {
        tokens: longest,
        target: this.target,
      }))
        this.broken.push({ record, line, messageIndex, severity, code, params, rejected: false })
    }
  }

  private count(conversation: Parameters<typeof contentHash>[0], text: string): void {
    const { file, met } = this
    file.examples++
    if (kindOf(conversation) === 'preference') this.preferences++
    file.bytes += Buffer.byteLength(text) + 1
    if (hasTools(conversation)) file.withTools++
    if (hasImages(conversation)) file.withImages++
    if (this.target?.moreLineKeys && hasWeight(conversation)) file.withWeight++
    const hash = contentHash(conversation)
    if (met.has(hash)) file.repeated++
    met.add(hash)
  }
}
