import { resolve } from 'node:path'
import { countErrors } from '@/lib/exports/count-errors'
import type { ExportFormat, RecipeInput } from '@/lib/exports/schema'
import { AppError } from '@/lib/result/app-error'
import { examplesOf } from '@/lib/versions/diff'
import { formatKey } from '@/lib/versions/format-key'
import type { VersionFormatRow, VersionRow } from '@/lib/versions/schema'
import { bringFiles } from '../bring-files'
import { actOf } from '../bulk-action'
import type { Door } from '../door'
import { findDataset } from '../find'
import {
  instructionOptions,
  readInstructions,
  readRecipe,
  readRecipeBalance,
  readWeights,
  recipeBalanceOptions,
  recipeOptions,
  requireInstructions,
} from '../read-recipe'
import { say } from '../say'
import type { Verb, VerbAnswer, VerbCall } from '../verb'

const text = { type: 'string' } as const
type Options = VerbCall['options']
type Place = { door: Door; dataset: { id: string; name: string }; options: Options; folder: string }

export const versionVerb: Verb = {
  words: ['create|list|diff|export|current'],
  options: {
    dataset: { type: 'string', required: true },
    name: text,
    notes: text,
    ...recipeOptions,
    ...instructionOptions,
    steps: text,
    weights: text,
    ...recipeBalanceOptions,
    version: text,
    from: text,
    out: text,
  },
  run: async ({ options, words, folder, door: open }) => {
    const act = actOf('version', words[0] ?? '', ['create', 'list', 'diff', 'export', 'current'])
    const recipe = act === 'create' || act === 'export' ? readRecipe(options) : null
    const weights = act === 'create' ? readWeights(options, recipe!.format) : undefined
    const instructions = readInstructions(options)
    requireInstructions(options)
    const asked = readRecipeBalance(options)
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const place = { door, dataset, options, folder }
    if (act === 'create') {
      const balance = asked?.withTargets(await door.listTagGroups(dataset.id)) ?? null
      return create(place, { ...recipe!, instructions, ...(weights ? { weights } : {}), balance })
    }
    if (act === 'diff') return diff(place)
    if (act === 'export') return exportVersion(place, options.format === undefined ? null : recipe!.format)
    if (act === 'current') return makeCurrent(place)
    const versions = await door.listVersions(dataset.id)
    return { records: versions, lines: versions.map(listed) }
  },
}

async function create({ door, dataset, options }: Place, recipe: RecipeInput): Promise<VerbAnswer> {
  const name = need(options, 'name')
  const made = await door.createVersion(dataset.id, { name, notes: String(options.notes ?? ''), recipe })
  requireDone(made.formats[0])
  const { train, test } = made.counts!
  const counts = { train: train.examples, test: test.examples }
  return { data: made, lines: [say('versionMade', { dataset: dataset.name, name, ...counts })] }
}

async function diff({ door, dataset, options }: Place): Promise<VerbAnswer> {
  const versions = await door.listVersions(dataset.id)
  const to = byName(versions, need(options, 'version', 'name'))
  const from = typeof options.from === 'string' ? byName(versions, options.from) : to.parent
  if (!from) throw new AppError('invalid', 'noParentVersion', { params: { name: to.name } })
  const found = await door.diffVersions(dataset.id, from.id, to.id)
  return {
    data: found,
    lines: [
      say('versionDiff', { from: found.from.name, to: found.to.name, ...found.counts }),
      ...found.distribution
        .filter(({ before, after }) => before !== after)
        .map(({ group, tag, before, after }) =>
          say('versionDiffTag', { tag: `${group}/${tag ?? '-'}`, before, after }),
        ),
    ],
  }
}

async function exportVersion(
  { door, dataset, options, folder }: Place,
  asked: ExportFormat | null,
): Promise<VerbAnswer> {
  const out = resolve(folder, need(options, 'out'))
  const version = byName(await door.listVersions(dataset.id), need(options, 'version', 'name'))
  const name = asked ?? (version.format as ExportFormat)
  const weights = readWeights(options, name)
  const ofRecipe = version.recipe.weights
  const format = weights ? formatKey(name, weights, ofRecipe) : name
  const find = (row: VersionRow) => row.formats.find((one) => one.format === format)
  // kept files go out as they are, also of a format that this build doesn't write any more
  let kept = find(version)
  if (kept?.state !== 'done' && (asked || weights))
    kept = find(await door.renderVersion(dataset.id, version.id, { format: name, weights }))
  const { files } = requireDone(kept)
  if (files.some(({ purgedAt }) => purgedAt !== null)) throw new AppError('conflict', 'versionPurged')
  await bringFiles(out, files, ({ name }) => door.openVersionFile(dataset.id, version.id, format, name))
  const { id } = version
  const told = { dataset: dataset.name, name: version.name, files: files.length, out }
  return { data: { id, version: version.name, format, files }, lines: [say('versionExported', told)] }
}

async function makeCurrent({ door, dataset, options }: Place): Promise<VerbAnswer> {
  const version = byName(await door.listVersions(dataset.id), need(options, 'version', 'name'))
  await door.makeVersionCurrent(dataset.id, version.id)
  return {
    data: { id: version.id, name: version.name, isCurrent: true },
    lines: [say('versionCurrent', { name: version.name })],
  }
}

function listed({ name, state, isCurrent, counts, createdAt, parent }: VersionRow): string {
  const examples = counts ? examplesOf(counts) : 0
  const current = isCurrent ? 'yes' : 'no'
  return say('versionListed', { name, state, current, examples, createdAt, parent: parent?.name ?? 'none' })
}

/** @throws AppError `not_found` `noSuchVersion` */
export function byName(versions: VersionRow[], name: string): VersionRow {
  const found = versions.find((version) => version.name === name || version.id === name)
  if (!found) throw new AppError('not_found', 'noSuchVersion', { params: { name } })
  return found
}

/** @throws AppError why a format came to nothing */
function requireDone(format: VersionFormatRow | undefined): VersionFormatRow {
  if (!format) throw new AppError('conflict', 'versionNotReady')
  const { state, problems, message } = format
  if (state === 'done') return format
  if (state === 'blocked')
    throw new AppError('conflict', 'exportBlocked', {
      params: { count: countErrors(format) },
      details: { problems },
    })
  throw new AppError('unavailable', message ?? 'stopped')
}

function need(options: Options, option: string, else_ = option): string {
  const value = options[option] ?? options[else_]
  if (typeof value !== 'string') throw new AppError('invalid', 'missingOption', { params: { option } })
  return value
}
