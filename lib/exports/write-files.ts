import 'server-only'
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { type Side, sides } from '@/lib/splits/words'
import { ahead } from './ahead'
import { type LineFile, openLineFile } from './line-file'
import { linesOut } from './lines-out'
import {
  balanceManifest,
  type Manifest,
  manifestFormat,
  manifestText,
  writtenBalance,
  writtenInstructions,
} from './manifest'
import { openParquetFile } from './parquet-file'
import { byBytes, type Reader, readHeavyRows, readPlacedTags } from './reader'
import type { FileFacts, Recipe } from './schema'
import { lineSource, tagNames } from './sidecar'
import type { Survey } from './survey'
import { trainFacts } from './train-facts'
import { formatOf } from './words'

type Waiting = { lines: Buffer[]; sources: string[]; bytes: number }
type Pair = { lines: LineFile; sources: LineFile; count: number; waiting: Waiting }
const nothing = (): Waiting => ({ lines: [], sources: [], bytes: 0 })
const mostBytesWaiting = 4_000_000
/** `files` has the manifest too, as the last one. */
export type WrittenFiles = { manifest: Manifest; files: FileFacts[]; manifestHash: string }

const batch = 500

/** Writes every file of an export into an empty folder, from the snapshot that was surveyed. */
export async function writeExportFiles(
  reader: Reader,
  survey: Survey,
  folder: string,
  onProgress: (written: number) => void,
): Promise<WrittenFiles> {
  const { recipe } = survey
  const { extension, head: before = '' } = formatOf(recipe.format)
  const head = Buffer.from(before)
  const pairs = new Map<Side, Pair>()
  const opened: LineFile[] = []
  const openFile = async (name: string, before?: Buffer) => {
    const file = name.endsWith('.parquet')
      ? await openParquetFile(folder, name, reader.pause)
      : await openLineFile(folder, name, reader.pause, before)
    opened.push(file)
    return file
  }
  let files: FileFacts[]
  try {
    for (const side of writtenSides(survey))
      pairs.set(side, {
        lines: await openFile(`${side}.${extension}`, head),
        sources: await openFile(`${side}.lines.jsonl`),
        count: 0,
        waiting: nothing(),
      })
    await writeLines(reader, survey, recipe, pairs, onProgress)
    files = await closeAll(opened)
  } catch (error) {
    await Promise.allSettled(opened.map((file) => file.abandon()))
    throw error
  }
  for (const [name, text] of extraTexts(survey, recipe, [...pairs.keys()]))
    files.push(await writeWhole(folder, name, text))
  const manifest = makeManifest(survey, recipe, files)
  const own = await writeWhole(folder, 'manifest.json', manifestText(manifest))
  return { manifest, files: [...files, own], manifestHash: own.sha256 }
}

/** What the trainer of a format wants beside the data. */
function extraTexts(survey: Survey, { format }: Recipe, sides: Side[]): [name: string, text: string][] {
  const { extra = {} } = formatOf(format)
  const facts = trainFacts(format, sides.includes('test'), survey.weightChoice)
  return Object.entries(extra).map(([name, text]) => [name, text(facts)])
}

// a side that the recipe leaves empty on purpose has no file; one that happens to be empty has an empty one
const writtenSides = ({ check, shares }: Survey): Side[] =>
  sides.filter((side) => check[side] > 0 || shares[side] > 0)

async function writeLines(
  reader: Reader,
  survey: Survey,
  recipe: Recipe,
  pairs: Map<Side, Pair>,
  onProgress: (written: number) => void,
): Promise<void> {
  const names = tagNames(survey.groups)
  let done = 0
  // what is repeated comes after everything has been there once: no trainer meets it twice in a row
  for (let copy = 1; done < survey.copyCount; copy++) {
    const examples = survey.examples.flatMap(({ id, bytes }, index) =>
      survey.copies[index]! >= copy ? [{ id, bytes, index }] : [],
    )
    for await (const { run, placed, rows } of ahead(readRuns(reader, examples))) {
      for (const [place, row] of rows.entries()) {
        const { index } = run[place]!
        const pair = pairs.get(survey.sideOf(index))!
        const wanted = survey.wanted(index)
        for (const { bytes, message: turn } of linesOut(row, recipe, survey.weightChoice, wanted)) {
          pair.waiting.lines.push(bytes)
          pair.waiting.bytes += bytes.length
          const tags = placed.get(row.id) ?? []
          const source = lineSource(++pair.count, row, tags, names, { turn, copy })
          pair.waiting.sources.push(JSON.stringify(source))
          // one example may become many lines
          if (pair.waiting.bytes > mostBytesWaiting) await flush(pair)
        }
        // opening a line takes its time
        if (wanted && place % 20 === 19) await reader.pause()
      }
      for (const pair of pairs.values()) await flush(pair)
      await reader.pause()
      done += run.length
      onProgress(done)
    }
  }
}

type Run = { id: number; bytes: number; index: number }[]

/** Rows of examples in runs of about 2 MB. */
async function* readRuns(reader: Reader, examples: Run) {
  for (let at = 0; at < examples.length; at += batch)
    for (const run of byBytes(examples.slice(at, at + batch))) {
      const ids = run.map(({ id }) => id)
      const [placed, rows] = await Promise.all([readPlacedTags(reader, ids), readHeavyRows(reader, ids)])
      yield { run, placed, rows }
    }
}

async function flush(pair: Pair): Promise<void> {
  const { lines, sources } = pair.waiting
  pair.waiting = nothing()
  if (lines.length === 0) return
  await pair.lines.write(lines)
  await pair.sources.write([Buffer.from(sources.join('\n'))], sources.length)
}

async function closeAll(files: LineFile[]): Promise<FileFacts[]> {
  const facts: FileFacts[] = []
  for (const file of files) facts.push(await file.close())
  return facts
}

async function writeWhole(folder: string, name: string, text: string): Promise<FileFacts> {
  const file = await open(join(folder, name), 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  return {
    name,
    bytes: Buffer.byteLength(text),
    lines: text.split('\n').length - 1,
    sha256: createHash('sha256').update(text).digest('hex'),
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
      rule: survey.rule.rule,
      trainShare: recipe.trainShare,
      seed: recipe.seed,
      stratify: survey.strataNames,
      steps: on.map(({ step }) => step),
      ...(survey.weightChoice ? { weights: survey.weightChoice } : {}),
      reassign: recipe.reassign,
      ...(survey.rule.rule === 'split/2'
        ? { validationShare: survey.rule.validationShare, threshold: survey.rule.threshold }
        : {}),
      ...(recipe.instructions.policy === 'as-stored'
        ? {}
        : { instructions: writtenInstructions(recipe.instructions, survey.groups) }),
      ...(recipe.findings && recipe.findings !== 'off' ? { findings: recipe.findings } : {}),
      ...(recipe.balance ? { balance: writtenBalance(recipe.balance, survey.groups) } : {}),
    },
    ...(survey.balance ? { balance: balanceManifest(survey.balance, survey.groups) } : {}),
    counts: {
      train: survey.tally.manifestCounts('train'),
      ...(writtenSides(survey).includes('validation')
        ? { validation: survey.tally.manifestCounts('validation') }
        : {}),
      test: survey.tally.manifestCounts('test'),
    },
    ...(survey.check.split.held > 0 ? { held: survey.check.split.held } : {}),
    otherKind: survey.otherKind,
    ...(survey.leftOut > 0 ? { leftOutForWeights: survey.leftOut } : {}),
    steps: on,
    ...(survey.check.instructed === null ? {} : { instructedLines: survey.check.instructed }),
    files,
  }
}
