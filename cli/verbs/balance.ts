import { rowNames } from '../balance-rows'
import { findDataset } from '../find'
import { balanceOptions, readBalance, readRecipe, recipeOptions } from '../read-recipe'
import { say } from '../say'
import type { Verb } from '../verb'

export const balanceVerb: Verb = {
  words: [],
  options: { dataset: { type: 'string', required: true }, ...balanceOptions, ...recipeOptions },
  run: async ({ options, door: open }) => {
    // what the chart counts, where nothing else is said
    const recipe = readRecipe({ status: 'all', ...options })
    const asked = readBalance(options)
    const door = await open()
    const dataset = await findDataset(door, String(options.dataset))
    const groups = await door.listTagGroups(dataset.id)
    const balance = asked.withTargets(groups)
    const plan = await door.planBalance(dataset.id, { ...recipe, balance })
    const { rows, leftOutRows: _, ...sums } = plan
    const tags = rowNames(rows, groups)
    return {
      data: { dataset: dataset.name, ...sums, tags },
      lines: [
        say('balanced', { dataset: dataset.name, total: plan.total, out: plan.out, ...plan.lines }),
        ...(balance.targets.length === 0 ? [say('balancedNoTarget')] : []),
        ...tags
          .filter(({ min, leaveOut, repeat, write }) => min !== null || leaveOut + repeat + write > 0)
          .map(({ group, tag, ...row }) =>
            say('balancedTag', {
              tag: `${group}/${tag ?? '-'}`,
              before: row.before,
              after: row.after,
              share: `${Math.round((plan.after === 0 ? 0 : row.after / plan.after) * 1000) / 10} %`,
              leaveOut: row.leaveOut,
              repeat: row.repeat,
              write: row.write,
              reached: row.state === 'none' ? 'none' : row.state === 'within' ? 'yes' : 'no',
              blockedBy: row.blockedBy ?? '',
            }),
          ),
        ...(plan.write > 0 ? [say('balancedWrite', { count: plan.write })] : []),
      ],
    }
  },
}
