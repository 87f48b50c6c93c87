import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { operationId, type Status } from '@/lib/examples/schema'
import {
  type ExportCheck,
  type ExportLine,
  type ExportProblem,
  exportFormat,
  type FileFacts,
  lineNumbers,
  type Recipe,
  recipe,
  weightChoice,
} from '@/lib/exports/schema'
import { type Side, sides } from '@/lib/splits/schema'

// SQLite cuts text at NUL, and no engine keeps half of a surrogate pair
const words = /^[^\p{Cs}\0]*$/u
export const versionName = z.string().trim().min(1).max(100).regex(words)
export const newVersion = z.strictObject({
  operationId,
  name: versionName,
  notes: z.string().trim().max(5_000).regex(words).default(''),
  recipe,
})
export type NewVersion = z.infer<typeof newVersion>

export const versionAct = z.strictObject({ operationId })
/** `weights`: what is done where the format has none, if another than the version's recipe says. */
export const formatAct = z.strictObject({
  operationId,
  format: exportFormat,
  weights: weightChoice.optional(),
})
export type FormatAct = z.infer<typeof formatAct>
export const formatQuery = z.strictObject({ format: exportFormat })
export type FormatQuery = z.infer<typeof formatQuery>
/** What each choice about weights comes to in a format; null where every example fits. */
export type FormatWeights = { weights: ExportCheck['weights'] }

export const versionParams = z.strictObject({ dataset: id, version: id })
/** Names as they were stored: this build may know other formats and files. */
const storedName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
export const versionFileParams = z.strictObject({
  dataset: id,
  version: id,
  format: storedName,
  file: storedName,
})
/** Lines of one file of a format, as a provider's message names them. */
export const versionLinesQuery = z.strictObject({
  format: storedName,
  file: z.enum(sides),
  lines: lineNumbers,
})
export type VersionLinesQuery = z.infer<typeof versionLinesQuery>
export type VersionLines = { lines: ExportLine[] }
/** What of a manifest says how to train on the files beside it. */
export type ManifestFacts = { weights?: Recipe['weights'] }
export const diffQuery = z.strictObject({ from: id, to: id })
export type DiffQuery = z.infer<typeof diffQuery>

export const versionStates = ['making', 'ready', 'blocked', 'cancelled', 'failed'] as const
export type VersionState = (typeof versionStates)[number]
export const formatStates = ['running', 'done', 'blocked', 'cancelled', 'failed'] as const
export type FormatState = (typeof formatStates)[number]

export type VersionFileRow = FileFacts & {
  /** Its bytes held a text that was purged, and are gone since. */
  purgedAt: string | null
}
export type VersionFormatRow = {
  /** The name under which its files are kept; a choice about weights that isn't the recipe's stands behind a dot. */
  format: string
  state: FormatState
  written: number
  total: number
  /** Of a blocked one: at most 100, and how many there are. */
  problems: ExportProblem[]
  problemCount: number
  /** Why it failed, a key of `errors`; else null. */
  message: string | null
  /** The manifest is the last one; empty until it is done. */
  files: VersionFileRow[]
}

export type SideOfVersion = {
  examples: number
  byStatus?: Partial<Record<Status, number>>
  assistantMessages?: { trained: number; untrained: number }
  tags: { group: string; tag: string; examples: number }[]
  untagged: { group: string; examples: number }[]
  approvedBy: { account: string; examples: number }[]
}
/** Of validation only where the rule has such a part. */
export type VersionCounts = Record<'train' | 'test', SideOfVersion> & { validation?: SideOfVersion }

export type VersionRow = {
  id: string
  name: string
  notes: string
  /** As it was asked; a later build may know other recipes. */
  recipe: Recipe
  format: string
  state: VersionState
  isCurrent: boolean
  /** The current one when this was made. */
  parent: { id: string; name: string } | null
  /** Null until it is ready. */
  counts: VersionCounts | null
  /** The recipe's own format first. */
  formats: VersionFormatRow[]
  byName: string
  createdAt: string
}

export type ChangedMember = { number: number; from: number; to: number }
export type MovedMember = { number: number; from: Side; to: Side }
/** What became of one version in another. Lists hold at most `mostListed`; the counts are whole. */
export type VersionDiff = {
  from: { id: string; name: string; examples: number }
  to: { id: string; name: string; examples: number }
  counts: { in: number; out: number; changed: number; moved: number; same: number }
  in: number[]
  out: number[]
  changed: ChangedMember[]
  moved: MovedMember[]
  /** Examples by tag, of both sides together; `tag` null: none of the group. */
  distribution: { group: string; tag: string | null; before: number; after: number }[]
}
export const mostListed = 500
