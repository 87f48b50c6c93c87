import 'server-only'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { db, transaction } from '@/lib/db/client'
import { dataFolder } from '@/lib/db/paths'
import { breathe } from '@/lib/db/reader'
import { openLineFile } from '@/lib/exports/line-file'
import type { FileFacts } from '@/lib/exports/schema'
import { purgeJson } from '@/lib/purge/purge-json'
import { frozenFormat, membersFile } from '@/lib/versions/members'
import { findVersion, linesOf, readBlob, type StoredVersion } from '@/lib/versions/read'
import { loseVersionFiles, replaceFile } from '@/lib/versions/writes'
import { requireStored, storeFiles } from '../versions/store'
import { isOpaque } from './exports'
import type { PurgeStep } from './job'

/**
 * Ids of versions whose files hold the text. A file that does loses its bytes; the list of who is in the version stays,
 * without the words.
 */
export async function purgeVersions(step: PurgeStep): Promise<string[]> {
  const found: string[] = []
  const versions = await db().version.findMany({
    where: { datasetId: step.datasetId },
    select: { id: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  for (const { id } of versions) {
    const at = { datasetId: step.datasetId, versionId: id }
    const holding = await filesWith(step, await findVersion(db(), at))
    if (holding.length === 0) continue
    found.push(id)
    if (!step.erases) continue
    for (const file of holding.filter(isMembers)) await cleanMembers(step, file)
    const lost = holding.filter((file) => !isMembers(file))
    await transaction((tx) => loseVersionFiles(tx, lost))
  }
  return found
}

type Held = FileFacts & { versionId: string; format: string }

async function filesWith(step: PurgeStep, { id, frozen, formats }: StoredVersion): Promise<Held[]> {
  const files = [{ format: frozenFormat, files: frozen }, ...formats].flatMap(({ format, files: own }) =>
    own
      .filter(({ purgedAt }) => purgedAt === null)
      .map(({ purgedAt: _, ...file }) => ({ ...file, format, versionId: id })),
  )
  const held: Held[] = []
  for (const file of files) {
    if (await holds(step, file)) held.push(file)
    await step.look(0)
  }
  // where what was frozen holds it, so may they
  const opaque = held.length > 0 ? files.filter((file) => isOpaque(file.name) && !held.includes(file)) : []
  return [...held, ...opaque]
}

async function holds({ needle }: PurgeStep, file: Held): Promise<boolean> {
  // a manifest is one JSON text of many lines
  if (file.name.endsWith('.json')) {
    const whole: Uint8Array[] = []
    for await (const chunk of readBlob(db(), file)) whole.push(chunk)
    const text = Buffer.concat(whole).toString()
    return needle.has(text) || purgeJson(text, needle) !== null
  }
  const has = (line: string) => {
    // ids and hashes of the members are our own: only their strings are anyone's words
    if (isMembers(file)) return purgeJson(line, needle) !== null
    return (
      needle.has(line) || (file.name.endsWith('.jsonl') && purgeJson(line, needle, 'in numbers too') !== null)
    )
  }
  for await (const line of linesOf(readBlob(db(), file))) if (has(line)) return true
  return false
}

const isMembers = ({ format, name }: Pick<Held, 'format' | 'name'>): boolean =>
  format === frozenFormat && name === membersFile

/** The list of members without the words, in the place of the one that has them. */
async function cleanMembers({ id, needle }: PurgeStep, file: Held): Promise<void> {
  const folder = join(dataFolder('versions'), `purge.${id}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  try {
    const clean = await openLineFile(folder, file.name, breathe)
    for await (const line of linesOf(readBlob(db(), file)))
      await clean.write([Buffer.from(purgeJson(line, needle) ?? line)])
    const facts = await clean.close()
    await storeFiles(folder, [facts], () => {})
    await transaction(async (tx) => {
      await requireStored(tx, [facts])
      await replaceFile(tx, file, facts)
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
