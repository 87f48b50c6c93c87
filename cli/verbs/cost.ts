import type { Bill } from '@/lib/cost/schema'
import { findDataset } from '../find'
import {
  instructionOptions,
  readInstructions,
  readRecipe,
  readRecipeBalance,
  recipeBalanceOptions,
  recipeOptions,
  unknownChoice,
} from '../read-recipe'
import { say } from '../say'
import type { Verb, VerbCall } from '../verb'

const mostEpochs = 50

export const costVerb: Verb = {
  words: [],
  options: {
    dataset: { type: 'string', required: true },
    model: { type: 'string' },
    epochs: { type: 'string' },
    ...recipeOptions,
    ...instructionOptions,
    ...recipeBalanceOptions,
  },
  run: async ({ options, door: open }) => {
    const recipe = { ...readRecipe({ status: 'all', ...options }), instructions: readInstructions(options) }
    const epochs = readEpochs(options)
    const asked = readRecipeBalance(options)
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const balance = asked?.withTargets(await door.listTagGroups(dataset.id)) ?? null
    const text = typeof options.text === 'string' ? options.text : null
    const cost = await door.getCost(dataset.id, { recipe: { ...recipe, balance }, epochs, text })
    const models = cost.table.rows.map((row) => row.model)
    if (options.model !== undefined && !models.includes(String(options.model)))
      throw unknownChoice('model', models.join(', '))
    const isShown = ({ model }: Bill) => options.model === undefined || model === options.model
    const said = ({ cost: money, ...bill }: Bill) => ({ ...bill, cost: money.toFixed(2) })
    return {
      data: { dataset: dataset.name, ...cost },
      lines: [
        say('cost', {
          dataset: dataset.name,
          ...cost.lines,
          typical: cost.perExample.typical,
          longest: cost.perExample.longest,
          epochs: cost.epochs.chosen,
          date: cost.table.date,
        }),
        ...cost.bills.filter(isShown).map((bill) => say('costBill', said(bill))),
        say('costInstructions', { ...cost.instructions, text: cost.instructions.text ?? '' }),
        ...cost.policies.flatMap(({ policy, bills }) =>
          bills.filter(isShown).map((bill) => say('costPolicy', { policy, ...said(bill) })),
        ),
      ],
    }
  },
}

function readEpochs({ epochs }: VerbCall['options']): number | null {
  if (epochs === undefined) return null
  const count = Number(epochs)
  if (!(Number.isInteger(count) && count >= 1 && count <= mostEpochs))
    throw unknownChoice('epochs', `1 … ${mostEpochs}`)
  return count
}
