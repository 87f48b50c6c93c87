import 'server-only'
import type { Tx } from '@/lib/db/client'
import { sql } from '@/lib/db/dialect'
import { takeTurn } from '@/lib/db/turn'
import type { FileFacts } from '@/lib/exports/schema'
import type { FormatState, VersionState } from './schema'

export type VersionToAdd = {
  id: string
  datasetId: string
  name: string
  notes: string
  recipe: string
  format: string
  parentId: string | null
  createdById: string
}

export async function addVersion(tx: Tx, version: VersionToAdd): Promise<void> {
  await tx.version.create({ data: { ...version, state: 'making' }, select: { id: true } })
}

/** Removes versions that never came to be, so that their name is free again. */
export async function removeUnmade(tx: Tx, ids: string[]): Promise<void> {
  await tx.versionFormat.deleteMany({ where: { versionId: { in: ids } } })
  await tx.version.deleteMany({ where: { id: { in: ids }, state: { notIn: ['making', 'ready'] } } })
}

export type FormatKey = { versionId: string; format: string }

/** Begins a format, also where it was begun before and came to nothing. */
export async function addFormat(
  tx: Tx,
  row: FormatKey & { datasetId: string; userId: string },
): Promise<void> {
  const { versionId, format } = row
  await tx.versionFormat.deleteMany({ where: { versionId, format, state: { notIn: ['running', 'done'] } } })
  await tx.versionFormat.create({ data: { ...row, state: 'running' }, select: { format: true } })
}

export async function setFormatProgress(tx: Tx, key: FormatKey, written: number, total: number) {
  await tx.versionFormat.updateMany({ where: { ...key, state: 'running' }, data: { written, total } })
}

export type FormatEnd = {
  state: Exclude<FormatState, 'running'>
  /** JSON: problems, and how many there are. */
  problems?: string
  message?: string | null
  total?: number
}

/** Ends a running format; false where it had ended already. */
export async function endFormat(tx: Tx, key: FormatKey, end: FormatEnd): Promise<boolean> {
  const { count } = await tx.versionFormat.updateMany({
    where: { ...key, state: 'running' },
    data: {
      state: end.state,
      finishedAt: new Date(),
      message: end.message ?? null,
      ...(end.problems === undefined ? {} : { problems: end.problems }),
      ...(end.total === undefined ? {} : { total: end.total, written: end.total }),
    },
  })
  return count === 1
}

/** Where the version is being made; one that is ready stays so. */
export async function endMaking(
  tx: Tx,
  id: string,
  state: Exclude<VersionState, 'making'>,
  counts?: string,
): Promise<boolean> {
  const { count } = await tx.version.updateMany({
    where: { id, state: 'making' },
    data: { state, ...(counts === undefined ? {} : { counts }) },
  })
  return count === 1
}

/** The files of a format, in the order in which they are listed. */
export async function addFiles(tx: Tx, key: FormatKey, files: readonly FileFacts[]): Promise<void> {
  const rows = files.map((file, position) => ({ ...key, ...file, position, bytes: BigInt(file.bytes) }))
  await tx.versionFile.createMany({ data: rows })
}

export async function makeCurrent(tx: Tx, datasetId: string, id: string): Promise<void> {
  await tx.version.updateMany({ where: { datasetId, isCurrent: true }, data: { isCurrent: false } })
  await tx.version.updateMany({ where: { datasetId, id }, data: { isCurrent: true } })
}

/** A piece of a file's bytes; the same again changes nothing. */
export async function addPart(tx: Tx, sha256: string, part: number, data: string): Promise<void> {
  const where = { sha256_part: { sha256, part } }
  await tx.blob.upsert({ where, create: { sha256, part, data }, update: {}, select: { part: true } })
}

/** Equal bytes are one blob of all datasets: who refers to it and who removes it go one after the other. */
export const takeBlobs = (tx: Tx): Promise<void> => takeTurn(tx, 'versions:blobs')

/** Removes bytes that no file refers to. Not while a version is being made: its bytes come before its files. */
export async function dropLooseBlobs(tx: Tx, hashes?: readonly string[]): Promise<void> {
  await takeBlobs(tx)
  if (hashes) {
    for (const sha256 of hashes) {
      const held = await tx.versionFile.count({ where: { sha256, purgedAt: null } })
      if (held === 0) await tx.blob.deleteMany({ where: { sha256 } })
    }
    return
  }
  if ((await tx.versionFormat.count({ where: { state: 'running' } })) > 0) return
  const loose = sql`DELETE FROM "Blob" WHERE NOT EXISTS
    (SELECT 1 FROM "VersionFile" f WHERE f."sha256" = "Blob"."sha256" AND f."purgedAt" IS NULL)`
  await tx.$executeRawUnsafe(loose.sql, ...loose.params)
}

/** Files whose bytes held what is purged; the rows stay. */
export async function loseVersionFiles(
  tx: Tx,
  files: readonly (FormatKey & { name: string; sha256: string })[],
) {
  for (const { versionId, format, name } of files)
    await tx.versionFile.updateMany({
      where: { versionId, format, name, purgedAt: null },
      data: { purgedAt: new Date() },
    })
  await dropLooseBlobs(
    tx,
    files.map(({ sha256 }) => sha256),
  )
}

/** Another content in the place of a file, whose bytes are there already. */
export async function replaceFile(
  tx: Tx,
  { versionId, format, name, sha256: former }: FormatKey & { name: string; sha256: string },
  { sha256, bytes, lines }: FileFacts,
): Promise<void> {
  await tx.versionFile.update({
    where: { versionId_format_name: { versionId, format, name } },
    data: { sha256, bytes: BigInt(bytes), lines },
    select: { name: true },
  })
  await dropLooseBlobs(tx, [former])
}
