import 'server-only'
import { db } from '@/lib/db/client'
import { dialect, sql } from '@/lib/db/dialect'
import { breathe } from '@/lib/db/reader'
import { selectSql } from '@/lib/db/run'
import { insertExampleRows } from '@/lib/examples/writes/imports'
import type { DerivedRows } from './derive-rows'
import { firstHiddenNumber, type ImportJob, rowsPerStep } from './job'
import { persist } from './persist'

type Twin = { lineHash: string; visible: bigint | boolean; trashedAt: unknown }

/** Hashes of lines that are in the dataset already: visible, and not in the trash. */
async function findKnownLines(datasetId: string, hashes: string[]): Promise<Set<string>> {
  // one JSON parameter: a batch has more hashes than SQLite takes bound variables; CROSS, and no condition on the
  // row's state: without statistics SQLite would read the whole dataset for it
  const twins = await selectSql<Twin>(
    db(),
    sql`SELECT e."lineHash", e."visible", e."trashedAt" FROM ${dialect.listOf(hashes)} j
      CROSS JOIN "Example" e WHERE substr(e."lineHash", 1, 8) = substr(j."value", 1, 8)
        AND e."lineHash" = j."value" AND e."datasetId" || '' = ${datasetId}`,
  )
  return new Set(
    twins.filter((twin) => Boolean(twin.visible) && twin.trashedAt === null).map((twin) => twin.lineHash),
  )
}

/**
 * Stores a batch as hidden rows, in one short transaction, behind the `stored` rows of this import; lines that the
 * dataset has are skipped.
 */
export async function storeBatch(
  { datasetId }: ImportJob,
  derived: DerivedRows['rows'],
  stored: number,
): Promise<{ stored: number; skipped: number }> {
  if (derived.length === 0) return { stored: 0, skipped: 0 }
  const known = await findKnownLines(
    datasetId,
    derived.map(({ hash }) => hash),
  )
  const rows = derived
    .filter(({ hash }) => !known.has(hash))
    .map(({ cells }, i) => [...cells, firstHiddenNumber + stored + i])
  for (let at = 0; at < rows.length; at += rowsPerStep)
    await persist((tx) => insertExampleRows(tx, rows.slice(at, at + rowsPerStep)))
  await breathe()
  return { stored: rows.length, skipped: derived.length - rows.length }
}
