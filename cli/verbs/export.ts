import { resolve } from 'node:path'
import { choicesOf } from '@/lib/exports/lessons'
import { exportFormat, recipeStep, weightChoice } from '@/lib/exports/schema'
import { exportFormats, formatOf } from '@/lib/exports/words'
import { AppError } from '@/lib/result/app-error'
import { findDataset } from '../find'
import { say } from '../say'
import type { Verb } from '../verb'

export const exportVerb: Verb = {
  words: [],
  options: {
    dataset: { type: 'string', required: true },
    out: { type: 'string', required: true },
    format: { type: 'string' },
    status: { type: 'string' },
    train: { type: 'string' },
    seed: { type: 'string' },
    stratify: { type: 'string' },
    steps: { type: 'string' },
    weights: { type: 'string' },
  },
  run: async ({ options, folder, door: open }) => {
    const {
      status = 'approved',
      train = '0.9',
      seed = '7',
      format: name = 'openai-chat',
      stratify,
      steps,
    } = options
    const chosenFormat = exportFormat.safeParse(name)
    if (!chosenFormat.success) throw unknownChoice('format', exportFormats.join(', '))
    const format = formatOf(chosenFormat.data)
    const weights = weightChoice.safeParse(options.weights ?? 'one-per-turn')
    const offered = choicesOf(format.weights)
    const isOffered = weights.success && offered.includes(weights.data)
    if (options.weights !== undefined && !isOffered)
      throw unknownChoice('weights', offered.join(', ') || say('noWeightChoice', { format: format.label }))
    if (status !== 'approved' && status !== 'all') throw unknownChoice('status', 'approved, all')
    const trainShare = Number(train)
    if (!(trainShare >= 0 && trainShare <= 1)) throw unknownChoice('train', '0 … 1')
    if (!Number.isSafeInteger(Number(seed))) throw unknownChoice('seed', '0, 1, 2 …')
    const chosen = typeof steps === 'string' ? steps.split(',') : []
    const parsed = recipeStep.array().safeParse(chosen)
    if (!parsed.success) throw unknownChoice('steps', recipeStep.options.join(', '))
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const out = resolve(folder, String(options.out))
    const recipe = {
      format: chosenFormat.data,
      status,
      trainShare,
      seed: Number(seed),
      stratify: typeof stratify === 'string' ? stratify : null,
      steps: parsed.data,
      ...(weights.success ? { weights: weights.data } : {}),
    } as const
    const manifest = await door.exportTo(dataset.id, recipe, out)
    const { train: inTrain, test } = manifest.counts
    return {
      data: manifest,
      lines: [
        say('exported', { dataset: dataset.name, train: inTrain.examples, test: test.examples, out }),
        ...(manifest.otherKind > 0
          ? [say('otherKind', { count: manifest.otherKind, kind: format.kind })]
          : []),
        ...(manifest.recipe.weights
          ? [
              say('weightsHandled', {
                choice: camel(manifest.recipe.weights),
                count: manifest.leftOutForWeights ?? 0,
              }),
            ]
          : []),
      ],
    }
  },
}

const unknownChoice = (option: string, choices: string) =>
  new AppError('invalid', 'unknownChoice', { params: { option, choices } })

// a selector of a sentence takes no hyphen
const camel = (choice: string) => choice.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
