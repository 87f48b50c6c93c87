import 'server-only'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Side } from '@/lib/splits/schema'
import { type LineFile, openLineFile } from './line-file'
import { type Manifest, manifestFormat, manifestText } from './manifest'
import { byBytes, type Reader, readHeavyRows, readPlacedTags } from './reader'
import type { ExportFileName, FileFacts, Recipe } from './schema'
import { lineSource, tagNames } from './sidecar'
import { applySteps } from './steps'
import type { Survey } from './survey'

type Pair = { lines: LineFile; sources: LineFile; count: number }
/** `files` has the manifest too, as the last one. */
export type WrittenFiles = { manifest: Manifest; files: FileFacts[]; manifestHash: string }

const batch = 500

/** Writes every file of an export into an empty folder, from the snapshot that was surveyed. */
export async function writeExportFiles(
  reader: Reader,
  survey: Survey,
  recipe: Recipe,
  folder: string,
  onProgress: (written: number) => void,
): Promise<WrittenFiles> {
  const pairs = new Map<Side, Pair>()
  const opened: LineFile[] = []
  const openFile = async (name: ExportFileName) => {
    const file = await openLineFile(folder, name, reader.pause)
    opened.push(file)
    return file
  }
  let files: FileFacts[]
  try {
    for (const side of writtenSides(survey, recipe))
      pairs.set(side, {
        lines: await openFile(`${side}.jsonl`),
        sources: await openFile(`${side}.lines.jsonl`),
        count: 0,
      })
    await writeLines(reader, survey, recipe, pairs, onProgress)
    files = await closeAll(opened)
  } catch (error) {
    await Promise.allSettled(opened.map((file) => file.abandon()))
    throw error
  }
  const manifest = makeManifest(survey, recipe, files)
  const text = manifestText(manifest)
  await writeWhole(join(folder, 'manifest.json'), text)
  const manifestHash = createHash('sha256').update(text).digest('hex')
  const own: FileFacts = {
    name: 'manifest.json',
    bytes: Buffer.byteLength(text),
    lines: text.split('\n').length - 1,
    sha256: manifestHash,
  }
  return { manifest, files: [...files, own], manifestHash }
}

// a side that the recipe leaves empty on purpose has no file; one that happens to be empty has an empty one
function writtenSides({ check }: Survey, { trainShare }: Recipe): Side[] {
  const sides: Side[] = []
  if (check.train > 0 || trainShare > 0) sides.push('train')
  if (check.test > 0 || trainShare < 1) sides.push('test')
  return sides
}

async function writeLines(
  reader: Reader,
  survey: Survey,
  recipe: Recipe,
  pairs: Map<Side, Pair>,
  onProgress: (written: number) => void,
): Promise<void> {
  const names = tagNames(survey.groups)
  let index = 0
  for (let at = 0; at < survey.examples.length; at += batch) {
    for (const run of byBytes(survey.examples.slice(at, at + batch))) {
      const ids = run.map(({ id }) => id)
      const placed = await readPlacedTags(reader, ids)
      const chunks = new Map<Side, { lines: Buffer[]; sources: string[] }>()
      for (const row of await readHeavyRows(reader, ids)) {
        const side = survey.sideOf(index++)
        const pair = pairs.get(side)!
        const chunk = chunks.get(side) ?? { lines: [], sources: [] }
        chunks.set(side, chunk)
        chunk.lines.push(applySteps(row.text, row.problems, recipe.steps))
        chunk.sources.push(JSON.stringify(lineSource(++pair.count, row, placed.get(row.id) ?? [], names)))
      }
      for (const [side, { lines, sources }] of chunks) {
        await pairs.get(side)!.lines.write(lines)
        await pairs.get(side)!.sources.write([Buffer.from(sources.join('\n'))], sources.length)
      }
      await reader.pause()
    }
    onProgress(Math.min(at + batch, survey.examples.length))
  }
}

async function closeAll(files: LineFile[]): Promise<FileFacts[]> {
  const facts: FileFacts[] = []
  for (const file of files) facts.push(await file.close())
  return facts
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

function makeManifest(survey: Survey, recipe: Recipe, files: FileFacts[]): Manifest {
  const on = survey.check.steps.filter(({ step }) => recipe.steps.includes(step))
  return {
    format: manifestFormat,
    dataset: survey.datasetName,
    recipe: {
      format: recipe.format,
      status: recipe.status,
      q: recipe.q || null,
      rule: 'split/1',
      trainShare: recipe.trainShare,
      seed: recipe.seed,
      stratify: survey.strataGroup?.name ?? null,
      steps: on.map(({ step }) => step),
      reassign: recipe.reassign,
    },
    counts: { train: survey.tally.manifestCounts('train'), test: survey.tally.manifestCounts('test') },
    otherKind: survey.otherKind,
    steps: on,
    files,
  }
}
