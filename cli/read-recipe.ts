import {
  type BalanceRecipe,
  type BalanceTarget,
  balanceMeasures,
  balanceModes,
  balanceRecipe,
  mostCopies,
} from '@/lib/balance/schema'
import { targetsOf } from '@/lib/balance/view'
import { choicesOf } from '@/lib/exports/lessons'
import {
  exportFormat,
  findingsGates,
  type Instructions,
  type RecipeInput,
  recipeStep,
} from '@/lib/exports/schema'
import { type ExportFormat, exportFormats, formatOf, type WeightChoice } from '@/lib/exports/words'
import { AppError } from '@/lib/result/app-error'
import type { TagGroup } from '@/lib/tags/schema'
import { say } from './say'
import type { OptionSpec, VerbCall } from './verb'

type Options = VerbCall['options']

/** What goes out, and to which side. */
export const recipeOptions = {
  format: { type: 'string' },
  status: { type: 'string' },
  train: { type: 'string' },
  seed: { type: 'string' },
  stratify: { type: 'string' },
  findings: { type: 'string' },
  where: { type: 'string' },
} satisfies Record<string, OptionSpec>

/** Where instructions stand in what goes out. */
export const instructionOptions = {
  instructions: { type: 'string' },
  text: { type: 'string' },
} satisfies Record<string, OptionSpec>

/** How shares are brought to their targets. */
export const balanceOptions = {
  target: { type: 'string' },
  mode: { type: 'string' },
  by: { type: 'string' },
  'max-copies': { type: 'string' },
} satisfies Record<string, OptionSpec>

/** @throws AppError `invalid`, naming the option and what it may be */
export function readRecipe(options: Options) {
  const {
    status = 'approved',
    train = '0.9',
    seed = '7',
    format = 'openai-chat',
    stratify,
    steps,
    where,
  } = options
  const chosenFormat = exportFormat.safeParse(format)
  if (!chosenFormat.success) throw unknownChoice('format', exportFormats.join(', '))
  if (status !== 'approved' && status !== 'all') throw unknownChoice('status', 'approved, all')
  const trainShare = Number(train)
  if (!(trainShare >= 0 && trainShare <= 1)) throw unknownChoice('train', '0 … 1')
  if (!Number.isSafeInteger(Number(seed))) throw unknownChoice('seed', '0, 1, 2 …')
  const parsed = recipeStep.array().safeParse(typeof steps === 'string' ? steps.split(',') : [])
  if (!parsed.success) throw unknownChoice('steps', recipeStep.options.join(', '))
  const gate = findingsGates.find((known) => known === (options.findings ?? 'off'))
  if (!gate) throw unknownChoice('findings', findingsGates.join(', '))
  // nothing is no query: `--where="$Q"` of a script would be everything
  if (where !== undefined && (typeof where !== 'string' || where.trim() === ''))
    throw new AppError('invalid', 'missingOption', { params: { option: 'where' } })
  return {
    format: chosenFormat.data,
    status,
    trainShare,
    seed: Number(seed),
    stratify: typeof stratify === 'string' ? stratify : null,
    steps: parsed.data,
    findings: gate,
    ...(typeof where === 'string' ? { q: where } : {}),
  } satisfies RecipeInput
}

const policies = ['as-stored', 'none', 'one', 'before-user'] as const

/**
 * Where a recipe puts instructions; by tag takes more words than an option has.
 * @throws AppError `invalid`, naming the option that is missing or what it may be
 */
export function readInstructions({ instructions = 'as-stored', text }: Options): Instructions {
  const policy = policies.find((known) => known === instructions)
  if (!policy) throw unknownChoice('instructions', policies.join(', '))
  if (policy === 'as-stored' || policy === 'none') return { policy }
  if (typeof text !== 'string') throw new AppError('invalid', 'missingOption', { params: { option: 'text' } })
  return { policy, text }
}

/** Of `export` and `version create`. @throws AppError `invalid` where a text is given and would stand nowhere */
export function requireInstructions({ instructions, text }: Options): void {
  if (text !== undefined && instructions !== 'one' && instructions !== 'before-user')
    throw optionNeeds('text', 'instructions one')
}

/** What is done about weights, where it is said. @throws AppError `invalid`, naming what the format offers */
export function readWeights({ weights }: Options, name: ExportFormat): WeightChoice | undefined {
  if (weights === undefined) return undefined
  const format = formatOf(name)
  const offered = choicesOf(format.weights)
  const choice = offered.find((one) => one === weights)
  if (!choice)
    throw unknownChoice('weights', offered.join(', ') || say('noWeightChoice', { format: format.label }))
  return choice
}

/** A plan but for the targets that stand on the tags: these take a look at the dataset. @throws AppError `invalid` */
export function readBalance(
  options: Options,
  modeOption = 'mode',
): { withTargets: (groups: readonly TagGroup[]) => BalanceRecipe } {
  const { mode = 'down', by = 'examples', target } = options
  const copies = Number(options['max-copies'] ?? '3')
  if (!balanceModes.some((known) => known === mode)) throw unknownChoice(modeOption, balanceModes.join(', '))
  if (!balanceMeasures.some((known) => known === by)) throw unknownChoice('by', balanceMeasures.join(', '))
  if (!(Number.isInteger(copies) && copies >= 1 && copies <= mostCopies))
    throw unknownChoice('max-copies', `1 … ${mostCopies}`)
  const given = typeof target === 'string' ? target.split(',').map(readTarget) : null
  return {
    withTargets: (groups) =>
      balanceRecipe.parse({ mode, by, maxCopies: copies, targets: given ?? targetsOf(groups) }),
  }
}

const { mode: _, ...planOptions } = balanceOptions

/** How a recipe names its plan. */
export const recipeBalanceOptions = { balance: { type: 'string' }, ...planOptions } satisfies Record<
  string,
  OptionSpec
>

/** The plan of a recipe, null for none. @throws AppError `invalid`, also for what would say nothing without a plan */
export function readRecipeBalance(options: Options): ReturnType<typeof readBalance> | null {
  if (options.balance !== undefined) return readBalance({ ...options, mode: options.balance }, 'balance')
  refuseWithout(options, Object.keys(planOptions), 'balance down')
  return null
}

/** @throws AppError `invalid` for the first of these options that is given */
export function refuseWithout(options: Options, names: readonly string[], needed: string): void {
  const found = names.find((name) => options[name] !== undefined)
  if (found) throw optionNeeds(found, needed)
}

const optionNeeds = (option: string, needed: string) =>
  new AppError('invalid', 'optionNeeds', { params: { option, needed } })

/** `refusal=0.05`, `outcome/refusal=0.04-0.08`. */
function readTarget(text: string): BalanceTarget {
  const match = /^(.+)=([\d.]+)(?:-([\d.]+))?$/.exec(text.trim())
  const [min, max] = [Number(match?.[2]), Number(match?.[3] ?? match?.[2])]
  if (!match || !(min >= 0 && min <= max && max <= 1))
    throw unknownChoice('target', 'refusal=0.05, refusal=0.04-0.08, outcome/refusal=0.05')
  return { tag: match[1]!.trim(), min, max }
}

export const unknownChoice = (option: string, choices: string) =>
  new AppError('invalid', 'unknownChoice', { params: { option, choices } })
