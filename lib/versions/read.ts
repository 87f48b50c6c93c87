import 'server-only'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Tx } from '@/lib/db/client'
import type { ExportProblem, Recipe } from '@/lib/exports/schema'
import { AppError } from '@/lib/result/app-error'
import { frozenFormat } from './members'
import type {
  FormatState,
  VersionCounts,
  VersionFileRow,
  VersionFormatRow,
  VersionRow,
  VersionState,
} from './schema'

export type VersionAddress = { datasetId: string; versionId: string }
export type StoredVersion = Omit<VersionRow, 'byName'> & {
  createdById: string
  /** The files that other formats are rendered from. */
  frozen: VersionFileRow[]
}

/** What a blocked format keeps in its row, as JSON. */
export type Blocked = { problems: ExportProblem[]; problemCount: number }

/** Newest first, or only one of them. For commands and queries that have authorised. */
export async function findVersions(tx: Tx, datasetId: string, versionId?: string): Promise<StoredVersion[]> {
  const rows = await tx.version.findMany({
    where: { datasetId, ...(versionId ? { id: versionId } : {}) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 200,
  })
  const ids = rows.map(({ id }) => id)
  const formats = await tx.versionFormat.findMany({
    where: { versionId: { in: ids } },
    orderBy: [{ startedAt: 'asc' }, { format: 'asc' }],
  })
  const files = await tx.versionFile.findMany({
    where: { versionId: { in: ids } },
    orderBy: { position: 'asc' },
  })
  const parents = await tx.version.findMany({
    where: { id: { in: rows.flatMap(({ parentId }) => parentId ?? []) } },
    select: { id: true, name: true },
  })
  const filesOf = (id: string, format: string): VersionFileRow[] =>
    files
      .filter((file) => file.versionId === id && file.format === format)
      .map(({ name, sha256, bytes, lines, purgedAt }) => ({
        name,
        sha256,
        bytes: Number(bytes),
        lines,
        purgedAt: purgedAt?.toISOString() ?? null,
      }))
  return rows.map(({ parentId, counts, createdAt, datasetId: _, ...row }) => ({
    ...row,
    recipe: JSON.parse(row.recipe) as Recipe,
    state: row.state as VersionState,
    parent: parents.find(({ id }) => id === parentId) ?? null,
    counts: counts === null ? null : (JSON.parse(counts) as VersionCounts),
    createdAt: createdAt.toISOString(),
    frozen: filesOf(row.id, frozenFormat),
    formats: formats
      .filter((format) => format.versionId === row.id)
      .sort((a, b) => Number(b.format === row.format) - Number(a.format === row.format))
      .map((format): VersionFormatRow => {
        const blocked = JSON.parse(format.problems ?? '{}') as Partial<Blocked>
        return {
          format: format.format,
          state: format.state as FormatState,
          written: format.written,
          total: format.total,
          problems: blocked.problems ?? [],
          problemCount: blocked.problemCount ?? 0,
          message: format.message,
          files: filesOf(row.id, format.format),
        }
      }),
  }))
}

/** @throws AppError `not_found` */
export async function findVersion(tx: Tx, { datasetId, versionId }: VersionAddress): Promise<StoredVersion> {
  const [row] = await findVersions(tx, datasetId, versionId)
  if (!row) throw new AppError('not_found')
  return row
}

/** Bytes of a stored piece, before they are compressed. */
export const bytesPerPart = 1024 * 1024
export const partsOf = (bytes: number): number => Math.ceil(bytes / bytesPerPart)

const unpack = promisify(gunzip)

async function readPart(tx: Tx, sha256: string, part: number): Promise<Buffer> {
  const stored = await tx.blob.findUnique({
    where: { sha256_part: { sha256, part } },
    select: { data: true },
  })
  if (!stored) throw new AppError('not_found')
  return unpack(Buffer.from(stored.data, 'base64'))
}

/** The bytes of a file, one piece after the other. */
export async function* readBlob(
  tx: Tx,
  { sha256, bytes }: { sha256: string; bytes: number },
): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < partsOf(bytes); part++) yield await readPart(tx, sha256, part)
}

/** Some of its bytes, from `at` on. */
export async function readRange(
  tx: Tx,
  { sha256 }: { sha256: string },
  { at, length }: { at: number; length: number },
): Promise<Buffer> {
  const first = Math.floor(at / bytesPerPart)
  const pieces: Buffer[] = []
  for (let part = first; part * bytesPerPart < at + length; part++)
    pieces.push(await readPart(tx, sha256, part))
  const from = at - first * bytesPerPart
  return Buffer.concat(pieces).subarray(from, from + length)
}

/** The lines of a text file of which the bytes come in pieces. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Buffer[] = []
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let from = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      rest.push(bytes.subarray(from, end))
      yield Buffer.concat(rest).toString()
      rest = []
      from = end + 1
    }
    if (from < bytes.length) rest.push(bytes.subarray(from))
  }
  if (rest.length > 0) yield Buffer.concat(rest).toString()
}
