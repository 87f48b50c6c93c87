import { resolve } from 'node:path'
import { choicesOf } from '@/lib/exports/lessons'
import { weightChoice } from '@/lib/exports/schema'
import { formatOf } from '@/lib/exports/words'
import { findDataset } from '../find'
import { balanceOptions, readBalance, readRecipe, recipeOptions, unknownChoice } from '../read-recipe'
import { say } from '../say'
import type { Verb } from '../verb'

const { mode: _, ...planOptions } = balanceOptions

export const exportVerb: Verb = {
  words: [],
  options: {
    dataset: { type: 'string', required: true },
    out: { type: 'string', required: true },
    ...recipeOptions,
    steps: { type: 'string' },
    weights: { type: 'string' },
    balance: { type: 'string' },
    ...planOptions,
  },
  run: async ({ options, folder, door: open }) => {
    const recipe = readRecipe(options)
    const format = formatOf(recipe.format)
    const weights = weightChoice.safeParse(options.weights ?? 'one-per-turn')
    const offered = choicesOf(format.weights)
    const isOffered = weights.success && offered.includes(weights.data)
    if (options.weights !== undefined && !isOffered)
      throw unknownChoice('weights', offered.join(', ') || say('noWeightChoice', { format: format.label }))
    const asked =
      options.balance === undefined ? null : readBalance({ ...options, mode: options.balance }, 'balance')
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const out = resolve(folder, String(options.out))
    const balance = asked?.withTargets(await door.listTagGroups(dataset.id)) ?? null
    const whole = { ...recipe, ...(weights.success ? { weights: weights.data } : {}), balance }
    const manifest = await door.exportTo(dataset.id, whole, out)
    const { train: inTrain, test } = manifest.counts
    return {
      data: manifest,
      lines: [
        say('exported', { dataset: dataset.name, train: inTrain.examples, test: test.examples, out }),
        ...(manifest.balance
          ? [say('exportedBalance', { leftOut: manifest.balance.leftOut, repeats: manifest.balance.repeats })]
          : []),
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

// a selector of a sentence takes no hyphen
const camel = (choice: string) => choice.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
