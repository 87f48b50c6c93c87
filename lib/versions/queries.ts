import 'server-only'
import { authoriseDataset } from '@/lib/auth/authorise'
import type { Actor } from '@/lib/auth/schema'
import { db } from '@/lib/db/client'
import { breathe } from '@/lib/db/reader'
import { namesOf } from '@/lib/examples/detail'
import { download, type OpenFile } from '@/lib/exports/download'
import { zipName } from '@/lib/exports/file-names'
import { recipe as recipeWords } from '@/lib/exports/schema'
import { pickSources } from '@/lib/exports/sources'
import { weighSent } from '@/lib/exports/weigh'
import { zipChunks } from '@/lib/exports/zip'
import { AppError } from '@/lib/result/app-error'
import { diffCounts, diffMembers, examplesOf } from './diff'
import { type Member, membersFile, readMember } from './members'
import { findVersion, findVersions, linesOf, readBlob, type StoredVersion, type VersionAddress } from './read'
import type {
  DiffQuery,
  ExportLines,
  FormatQuery,
  FormatWeights,
  VersionDiff,
  VersionLinesQuery,
  VersionRow,
} from './schema'

/** The newest versions of a dataset, newest first. */
export async function listVersions(actor: Actor, datasetId: string): Promise<VersionRow[]> {
  await authoriseDataset(actor, 'export examples', datasetId)
  return withNames(await findVersions(db(), datasetId))
}

/** One version, with its formats and the hashes of its files. @throws AppError `not_found` */
export async function getVersion(actor: Actor, at: VersionAddress): Promise<VersionRow> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  const [row] = await withNames([await findVersion(db(), at)])
  return row!
}

async function withNames(rows: StoredVersion[]): Promise<VersionRow[]> {
  const nameOf = await namesOf(
    db(),
    rows.map((row) => row.createdById),
  )
  return rows.map(({ createdById, frozen: _, ...row }) => ({ ...row, byName: nameOf(createdById) }))
}

/**
 * A kept file of a version, or all files of one of its formats as one zip: the bytes that were stored, whatever this
 * build would write.
 * @throws AppError `not_found`; `conflict` `versionPurged` where its bytes held a text that was purged
 */
export async function openVersionFile(
  actor: Actor,
  at: VersionAddress,
  format: string,
  file: string,
): Promise<OpenFile> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  const version = await findVersion(db(), at)
  const files = version.formats.find((row) => row.format === format)?.files ?? []
  const wanted = file === 'all.zip' ? files : files.filter(({ name }) => name === file)
  if (wanted.length === 0) throw new AppError('not_found')
  if (wanted.some(({ purgedAt }) => purgedAt !== null)) throw new AppError('conflict', 'versionPurged')
  if (file !== 'all.zip') {
    const [{ name, bytes }] = wanted as [(typeof wanted)[number]]
    return { name, bytes, chunks: readBlob(db(), wanted[0]!) }
  }
  const hash = wanted.find(({ name }) => name === 'manifest.json')?.sha256 ?? version.id
  return {
    name: zipName(version.name, format, hash),
    bytes: null,
    chunks: zipChunks(wanted.map((one) => ({ name: one.name, open: () => readBlob(db(), one) }))),
  }
}

/** A kept file of a version, or all files of one of its formats as `all.zip`, as an answer to save. */
export async function downloadVersionFile(
  actor: Actor,
  at: VersionAddress,
  format: string,
  file: string,
): Promise<Response> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  return download(await openVersionFile(actor, at, format, file))
}

/** The examples that lines of a kept file come from, by the version's own record of them. @throws AppError as `openVersionFile` */
export async function findVersionLines(
  actor: Actor,
  at: VersionAddress,
  { format, file, lines }: VersionLinesQuery,
): Promise<ExportLines> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  const { chunks } = await openVersionFile(actor, at, format, `${file}.lines.jsonl`)
  return { lines: await pickSources(linesOf(chunks as AsyncIterable<Uint8Array>), lines) }
}

/**
 * What each choice about weights would make of a version in a format that has none; null where every example fits.
 * @throws AppError `not_found`; `conflict` `versionNotReady`, `versionPurged`
 */
export async function getFormatWeights(
  actor: Actor,
  at: VersionAddress,
  { format }: FormatQuery,
): Promise<FormatWeights> {
  await authoriseDataset(actor, 'export examples', at.datasetId)
  const version = await findVersion(db(), at)
  if (version.state !== 'ready') throw new AppError('conflict', 'versionNotReady')
  if (version.frozen.some(({ purgedAt }) => purgedAt !== null))
    throw new AppError('conflict', 'versionPurged')
  const recipe = recipeWords.parse({ ...version.recipe, format })
  return { weights: await weighSent(membersOf(version), recipe) }
}

/** What became of one version in another. @throws AppError `not_found`; `conflict` `versionNotReady` */
export async function diffVersions(
  actor: Actor,
  datasetId: string,
  { from, to }: DiffQuery,
): Promise<VersionDiff> {
  await authoriseDataset(actor, 'export examples', datasetId)
  const before = await findVersion(db(), { datasetId, versionId: from })
  const after = await findVersion(db(), { datasetId, versionId: to })
  if (!before.counts || !after.counts) throw new AppError('conflict', 'versionNotReady')
  const head = ({ id, name, counts }: StoredVersion) => ({
    id,
    name,
    examples: counts ? examplesOf(counts) : 0,
  })
  return {
    from: head(before),
    to: head(after),
    ...(await diffMembers(membersOf(before), membersOf(after))),
    distribution: diffCounts(before.counts, after.counts),
  }
}

const membersAtOnce = 500

async function* membersOf({ frozen }: StoredVersion): AsyncGenerator<Member> {
  const file = frozen.find(({ name }) => name === membersFile)
  if (!file) return
  let read = 0
  for await (const line of linesOf(readBlob(db(), file))) {
    if (read > 0) yield readMember(line)
    read += 1
    if (read % membersAtOnce === 0) await breathe()
  }
}
