import { z } from 'zod'
import type { Status } from '@/lib/examples/schema'
import type { Side } from '@/lib/splits/schema'
import type { FileFacts, Recipe, RecipeStep, WeightChoice } from './schema'

export const manifestFormat = 'finecut-export/1'

/** What `manifest.json` says; nothing in it depends on when, where or by whom the export was made. */
export type Manifest = {
  format: typeof manifestFormat
  dataset: string
  recipe: Omit<Recipe, 'stratify' | 'q' | 'weights'> & {
    rule: 'split/1'
    q: string | null
    stratify: string | null
    /** What was done where the format has no weights; not there where nothing had to be. */
    weights?: WeightChoice
  }
  counts: Record<Side, SideManifest>
  /** Examples that the recipe would also find, but for their kind: the format holds the other one. */
  otherKind: number
  /** Examples whose weights the format can't say, and that were left out for it. */
  leftOutForWeights?: number
  /** Lines that each step of the recipe changed. */
  steps: { step: RecipeStep; lines: number }[]
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
