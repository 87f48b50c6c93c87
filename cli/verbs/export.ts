import { resolve } from 'node:path'
import { choiceKeys, formatOf } from '@/lib/exports/words'
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
import type { Verb } from '../verb'

export const exportVerb: Verb = {
  words: [],
  options: {
    dataset: { type: 'string', required: true },
    out: { type: 'string', required: true },
    ...recipeOptions,
    ...instructionOptions,
    steps: { type: 'string' },
    weights: { type: 'string' },
    ...recipeBalanceOptions,
  },
  run: async ({ options, folder, door: open }) => {
    const recipe = { ...readRecipe(options), instructions: readInstructions(options) }
    const format = formatOf(recipe.format)
    const weights = readWeights(options, recipe.format)
    requireInstructions(options)
    const asked = readRecipeBalance(options)
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const out = resolve(folder, String(options.out))
    const balance = asked?.withTargets(await door.listTagGroups(dataset.id)) ?? null
    const whole = { ...recipe, ...(weights ? { weights } : {}), balance }
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
                choice: choiceKeys[manifest.recipe.weights],
                count: manifest.leftOutForWeights ?? 0,
              }),
            ]
          : []),
      ],
    }
  },
}
