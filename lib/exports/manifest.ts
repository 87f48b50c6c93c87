import { z } from 'zod'
import { readTargets } from '@/lib/balance/groups'
import type { BalanceOutcome, BalanceRecipe, BalanceRow } from '@/lib/balance/schema'
import type { Status } from '@/lib/examples/schema'
import type { SplitRule } from '@/lib/splits/schema'
import type { NamedGroup } from './reader'
import type { FileFacts, FindingsGate, Instructions, Recipe, RecipeStep, WeightChoice } from './schema'
import { tagNames } from './sidecar'

export const manifestFormat = 'finecut-export/1'

/** What `manifest.json` says; nothing in it depends on when, where or by whom the export was made. */
export type Manifest = {
  format: typeof manifestFormat
  dataset: string
  recipe: Omit<Recipe, 'stratify' | 'q' | 'weights' | 'balance' | 'instructions' | 'findings'> & {
    rule: SplitRule['rule']
    /** Of `split/2`: the shares besides train's and test's, and from where on examples are near-duplicates. */
    validationShare?: number
    threshold?: number
    q: string | null
    stratify: string | null
    /** What was done where the format has no weights; not there where nothing had to be. */
    weights?: WeightChoice
    /** It and its outcome are there where the recipe has one; its targets name `group/tag`. */
    balance?: BalanceRecipe
    /** Not there where they stay as stored. */
    instructions?: Instructions
    /** Not there where none was asked for. */
    findings?: FindingsGate
  }
  balance?: BalanceManifest
  /** Of validation only where the rule has such a part. */
  counts: Record<'train' | 'test', SideManifest> & { validation?: SideManifest }
  /** Examples that are linked to several sides, and so stand in no file. */
  held?: number
  /** Examples that the recipe would also find, but for their kind: the format holds the other one. */
  otherKind: number
  /** Examples whose weights the format can't say, and that were left out for it. */
  leftOutForWeights?: number
  /** Lines that each step of the recipe changed. */
  steps: { step: RecipeStep; lines: number }[]
  /** Lines whose instructions the recipe changed. */
  instructedLines?: number
  files: FileFacts[]
}

export type SideManifest = {
  examples: number
  byStatus: Partial<Record<Status, number>>
  tags: { group: string; tag: string; examples: number }[]
  untagged: { group: string; examples: number }[]
  assistantMessages: { trained: number; untrained: number }
  /** Examples that stand as they were approved, by account id. */
  approvedBy: { account: string; examples: number }[]
}

/** Counts are of the measure; `leaveOut`, `repeat` and `write` of examples. */
export type BalanceManifest = Omit<BalanceOutcome, 'rows' | 'advice'> & {
  tags: ({ group: string; tag: string | null } & Omit<BalanceRow, 'groupId' | 'tagId' | 'blockedBy'> & {
      blockedBy?: string
    })[]
}

/** A recipe's plan as the manifest says it: ids of tags mean nothing elsewhere. */
export function writtenBalance(balance: BalanceRecipe, groups: readonly NamedGroup[]): BalanceRecipe {
  const names = tagNames(groups)
  const { targets } = readTargets(groups, balance.targets)
  return { ...balance, targets: targets.map(({ tagId, min, max }) => ({ tag: names.get(tagId)!, min, max })) }
}

/** The same for instructions by tag. */
export function writtenInstructions(instructions: Instructions, groups: readonly NamedGroup[]): Instructions {
  if (instructions.policy !== 'per-tag') return instructions
  const group = groups.find(({ id, name }) => id === instructions.group || name === instructions.group)
  const nameOf = (tag: string) => group?.tags.find(({ id }) => id === tag)?.name ?? tag
  const texts = instructions.texts.map(({ tag, text }) => ({ tag: nameOf(tag), text }))
  return { ...instructions, group: group?.name ?? instructions.group, texts }
}

export function balanceManifest(outcome: BalanceOutcome, groups: readonly NamedGroup[]): BalanceManifest {
  const { rows, advice: _, ...rest } = outcome
  return { ...rest, tags: namedRows(rows, groups) }
}

/** Rows of a plan by name; `tag` null stands for what holds none of an exclusive group. */
export function namedRows(
  rows: readonly BalanceRow[],
  groups: readonly NamedGroup[],
): BalanceManifest['tags'] {
  const tags = new Map(groups.flatMap((group) => group.tags).map(({ id, name }) => [id, name]))
  const groupNames = new Map(groups.map(({ id, name }) => [id, name]))
  return rows.map(({ groupId, tagId, blockedBy, ...row }) => ({
    group: groupNames.get(groupId)!,
    tag: tagId === null ? null : tags.get(tagId)!,
    ...row,
    ...(blockedBy ? { blockedBy: tags.get(blockedBy)! } : {}),
  }))
}

export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`

const former = z.looseObject({
  format: z.string().startsWith('finecut-export/'),
  files: z.array(z.looseObject({ name: z.string() })),
})

/** Whether this is the text of a manifest that Finecut wrote, of any version. */
export function isManifest(text: string): boolean {
  try {
    return former.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}
