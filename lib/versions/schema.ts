import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { operationId, status } from '@/lib/examples/schema'
import {
  exportCheck,
  exportFormat,
  exportProblem,
  fileFacts,
  lineNumbers,
  type Recipe,
  recipe,
  weightChoice,
} from '@/lib/exports/schema'
import { sides } from '@/lib/splits/words'

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
export const formatWeights = z.strictObject({ weights: exportCheck.shape.weights })
export type FormatWeights = z.infer<typeof formatWeights>

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
/** What of a manifest says how to train on the files beside it. */
export type ManifestFacts = { weights?: Recipe['weights'] }
export const diffQuery = z.strictObject({ from: id, to: id })
export type DiffQuery = z.infer<typeof diffQuery>

export const versionStates = ['making', 'ready', 'blocked', 'cancelled', 'failed'] as const
export type VersionState = (typeof versionStates)[number]
export const formatStates = ['running', 'done', 'blocked', 'cancelled', 'failed'] as const
export type FormatState = (typeof formatStates)[number]

export const versionFileRow = fileFacts.extend({
  purgedAt: z.string().nullable().describe('Its bytes held a text that was purged, and are gone since.'),
})
export type VersionFileRow = z.infer<typeof versionFileRow>
export const versionFormatRow = z.strictObject({
  format: z
    .string()
    .describe(
      "The name under which its files are kept; a choice about weights that isn't the recipe's stands behind a dot.",
    ),
  state: z.enum(formatStates),
  written: z.number(),
  total: z.number(),
  problems: z.array(exportProblem).describe('Of a blocked one: at most 100, and how many there are.'),
  problemCount: z.number(),
  message: z.string().nullable().describe('Why it failed, a key of `errors`; else null.'),
  files: z.array(versionFileRow).describe('The manifest is the last one; empty until it is done.'),
})
export type VersionFormatRow = z.infer<typeof versionFormatRow>

export const sideOfVersion = z.strictObject({
  examples: z.number(),
  byStatus: z.partialRecord(status, z.number()).optional(),
  assistantMessages: z.strictObject({ trained: z.number(), untrained: z.number() }).optional(),
  tags: z.array(z.strictObject({ group: z.string(), tag: z.string(), examples: z.number() })),
  untagged: z.array(z.strictObject({ group: z.string(), examples: z.number() })),
  approvedBy: z.array(z.strictObject({ account: z.string(), examples: z.number() })),
})
export type SideOfVersion = z.infer<typeof sideOfVersion>
/** Of validation only where the rule has such a part. */
export const versionCounts = z.strictObject({
  train: sideOfVersion,
  test: sideOfVersion,
  validation: sideOfVersion.optional(),
})
export type VersionCounts = z.infer<typeof versionCounts>

export const versionRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  notes: z.string(),
  recipe: recipe.describe('As it was asked; a later build may know other recipes.'),
  format: z.string(),
  state: z.enum(versionStates),
  isCurrent: z.boolean(),
  parent: z
    .strictObject({ id: z.string(), name: z.string() })
    .nullable()
    .describe('The current one when this was made.'),
  counts: versionCounts.nullable().describe('Null until it is ready.'),
  formats: z.array(versionFormatRow).describe("The recipe's own format first."),
  byName: z.string(),
  createdAt: z.string(),
})
export type VersionRow = z.infer<typeof versionRow>
export const versionList = z.strictObject({ versions: z.array(versionRow) })
export type VersionList = z.infer<typeof versionList>

export const changedMember = z.strictObject({ number: z.number(), from: z.number(), to: z.number() })
export type ChangedMember = z.infer<typeof changedMember>
export const movedMember = z.strictObject({ number: z.number(), from: z.enum(sides), to: z.enum(sides) })
export type MovedMember = z.infer<typeof movedMember>
/** What became of one version in another. Lists hold at most `mostListed`; the counts are whole. */
export const versionDiff = z.strictObject({
  from: z.strictObject({ id: z.string(), name: z.string(), examples: z.number() }),
  to: z.strictObject({ id: z.string(), name: z.string(), examples: z.number() }),
  counts: z.strictObject({
    in: z.number(),
    out: z.number(),
    changed: z.number(),
    moved: z.number(),
    same: z.number(),
  }),
  in: z.array(z.number()),
  out: z.array(z.number()),
  changed: z.array(changedMember),
  moved: z.array(movedMember),
  distribution: z
    .array(
      z.strictObject({
        group: z.string(),
        tag: z.string().nullable(),
        before: z.number(),
        after: z.number(),
      }),
    )
    .describe('Examples by tag, of both sides together; `tag` null: none of the group.'),
})
export type VersionDiff = z.infer<typeof versionDiff>
export const mostListed = 500
export const formatAnswer = z.strictObject({ format: z.string() })
export type FormatAnswer = z.infer<typeof formatAnswer>
export type { ExportLines } from '@/lib/exports/schema'
