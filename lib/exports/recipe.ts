import { balanceRecipe } from '@/lib/balance/schema'
import { maxQueryLength } from '@/lib/query/words'
import { type SplitRule, seed as seedNumber } from '@/lib/splits/schema'
import { instructions, type Recipe, recipe } from './schema'
import type { ExportFormat } from './words'

type Group = { id: string; kind: 'exclusive' | 'open' }

/** What an export begins with: the rule that sides follow so far, else the first group of which one tag applies. */
export function firstRecipe(
  rule: SplitRule | null,
  groups: readonly Group[],
  q: string,
  format: ExportFormat = 'openai-chat',
): Recipe {
  const has = (id: string | null) => groups.some((group) => group.id === id)
  const start = recipe.parse({ format, ...(q.trim() ? { q: q.trim().slice(0, maxQueryLength) } : {}) })
  if (!rule) return { ...start, stratify: groups.find(({ kind }) => kind === 'exclusive')?.id ?? null }
  const { trainShare, seed } = rule
  // what split/2 goes by is the dataset's, not a recipe's
  const groupId = rule.rule === 'split/1' ? rule.groupId : null
  return { ...start, trainShare, seed, stratify: has(groupId) ? groupId : null }
}

type Address = Record<string, string | string[] | undefined>

/** What an address asks of a recipe: a plan, instructions, status, seed. What can't be read is left out. */
export function withAsked(start: Recipe, { balance, instructions: told, status, seed }: Address): Recipe {
  const plan = balanceRecipe.safeParse(typeof balance === 'string' ? jsonOf(balance) : undefined)
  const way = instructions.safeParse(typeof told === 'string' ? jsonOf(told) : undefined)
  const number = seedNumber.safeParse(typeof seed === 'string' && seed !== '' ? Number(seed) : undefined)
  return {
    ...start,
    ...(plan.success ? { balance: plan.data } : {}),
    ...(way.success ? { instructions: way.data } : {}),
    ...(status === 'all' || status === 'approved' ? { status } : {}),
    ...(number.success ? { seed: number.data } : {}),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
