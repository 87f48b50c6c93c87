import 'server-only'
import { lineHash } from '@/lib/conversations/hash'
import type { Conversation } from '@/lib/conversations/schema'
import { sqlTime } from '@/lib/db/bulk'
import { db } from '@/lib/db/client'
import { dialect, sql } from '@/lib/db/dialect'
import { breathe } from '@/lib/db/reader'
import { selectSql } from '@/lib/db/run'
import { toRow } from '@/lib/examples/row'
import { insertExampleRows } from '@/lib/examples/writes/imports'
import { firstHiddenNumber, type ImportJob } from './job'
import type { Pace } from './pace'
import { persist } from './persist'

export type AcceptedLine = {
  line: number
  text: string
  conversation: Conversation
  sourceKey: string | null
}

type Twin = { lineHash: string; visible: bigint | boolean; trashedAt: unknown }

/** Hashes of lines that are in the dataset already: visible, and not in the trash. */
async function findKnownLines(datasetId: string, hashes: string[]): Promise<Set<string>> {
  // one JSON parameter: a batch has more hashes than SQLite takes bound variables; CROSS, and no condition on the
  // row's state: without statistics SQLite would read the whole dataset for it
  const twins = await selectSql<Twin>(
    db(),
    sql`SELECT e."lineHash", e."visible", e."trashedAt" FROM ${dialect.listOf(hashes)} j
      CROSS JOIN "Example" e WHERE e."datasetId" = ${datasetId} AND e."lineHash" = j."value"`,
  )
  return new Set(
    twins.filter((twin) => Boolean(twin.visible) && twin.trashedAt === null).map((twin) => twin.lineHash),
  )
}

/**
 * Stores a batch as hidden rows, in one short transaction, behind the `stored` rows of this import; lines that the
 * dataset has are skipped. Tokens per message come in the order of the lines.
 */
export async function storeBatch(
  job: ImportJob,
  lines: AcceptedLine[],
  messageTokens: number[][],
  stored: number,
  pace: Pace,
): Promise<{ stored: number; skipped: number }> {
  const { datasetId, importId, actorId } = job
  const hashes = lines.map(({ text }) => lineHash(text))
  const known = await findKnownLines(datasetId, hashes)
  const at = sqlTime(new Date())
  const rows: ReturnType<typeof toRow>[] = []
  for (const [i, { line, text, conversation, sourceKey }] of lines.entries()) {
    if (known.has(hashes[i]!)) continue
    const number = firstHiddenNumber + stored + rows.length
    const example = {
      text,
      conversation,
      messageTokens: messageTokens[i]!,
      sourceKey,
      imported: { importId, line },
    }
    rows.push(toRow(example, { datasetId, number, authorId: actorId, at, visible: false }))
    await pace.rest()
  }
  if (rows.length > 0) await persist((tx) => insertExampleRows(tx, datasetId, rows))
  await breathe()
  return { stored: rows.length, skipped: lines.length - rows.length }
}
