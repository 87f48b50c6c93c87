import { z } from 'zod'
import type { Json, Rejection } from '@/lib/conversations/schema'
import { roles } from '@/lib/conversations/schema'

/** How one record of a file says what an example says. `docs/importing.md` has a table of them. */
export const formatNames = [
  'openai-chat',
  'openai-preference',
  'sharegpt',
  'alpaca',
  'prompt-completion',
  'preference-pairs',
  'speaker-pairs',
  'turn-list',
  'prompts',
  'function-questions',
  'converse',
  'gemini',
  'table-pair',
  'table-grouped',
  'reinforcement',
  'registry',
] as const
export const formatName = z.enum(formatNames)
export type FormatName = z.infer<typeof formatName>

/** Formats that are known and refused, each with its reason. */
export const refusedFormats: ReadonlySet<FormatName> = new Set(['reinforcement', 'registry'])
/** Formats whose text is kept: OpenAI reads it as it is. */
export const keepText: ReadonlySet<FormatName> = new Set([
  'openai-chat',
  'openai-preference',
  'reinforcement',
])

/**
 * `json-object`: records stand in lists under the keys of one object, `{"data": [record, …]}`; `json-list`: each list is
 * a record itself, `[turn, …]`.
 */
export const containers = ['jsonl', 'json', 'json-object', 'json-list', 'table', 'yaml'] as const
export type Container = (typeof containers)[number]
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'cp949', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]
export const delimiters = [',', '\t', ';', '|'] as const
export type Delimiter = (typeof delimiters)[number]

const column = z.string().max(1_000)
/** The column whose cells name tags of their example: one each, or several between separators. */
const mappedTags = z.strictObject({ column, separator: z.string().min(1).max(5).optional() })
/** Which columns of a table hold a conversation: one row each, or one row for each of its turns. */
export const mapping = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('pair'),
    user: column,
    assistant: column.optional(),
    system: column.optional(),
    tags: mappedTags.optional(),
  }),
  z.strictObject({
    mode: z.literal('grouped'),
    conversation: column,
    speaker: column,
    text: column,
    order: column.optional(),
    tags: mappedTags.optional(),
  }),
])
export type Mapping = z.infer<typeof mapping>
export type MappedTags = z.infer<typeof mappedTags>

export const leaveOut = 'leave-out'
/** What a speaker of the file is in a conversation, or that their turns are left out. */
export const speakerRole = z.enum([...roles, leaveOut])
export type SpeakerRole = z.infer<typeof speakerRole>
export const speakerRoles = z
  .array(z.strictObject({ speaker: z.string().max(200), role: speakerRole }))
  .max(200)

/** What a person decides about a file; what is left out is detected. */
export const readOptions = z.strictObject({
  container: z.enum(containers).optional(),
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
  quote: z.boolean().optional(),
  header: z.boolean().optional(),
  mapping: mapping.optional(),
  roles: speakerRoles.optional(),
})
export type ReadOptions = z.infer<typeof readOptions>

export const table = z.strictObject({
  delimiter: z.enum(delimiters),
  quote: z.boolean(),
  header: z.boolean(),
  columns: z.array(z.string()),
})
export type Table = z.infer<typeof table>
/** All that is needed to read a file from its first byte to its last. */
export const plan = z.strictObject({
  gzip: z.boolean(),
  encoding: z.enum(encodings),
  container: z.enum(containers),
  format: formatName,
  chosen: z
    .boolean()
    .describe(
      'Chosen by a person: then a line that looks like reinforcement data is read as an unfinished chat.',
    ),
  table: table.nullable(),
  mapping: mapping.nullable(),
  roles: z.array(z.strictObject({ speaker: z.string(), role: speakerRole })),
})
export type Plan = z.infer<typeof plan>

/**
 * One record as it stands in the file: bytes of JSON, or a value. `line` is where it begins, `excerpt` how it looks
 * where there are no bytes of its own; `refusal` says that it can't even be cut out.
 */
export type SourceRecord = { line: number } & (
  | { bytes: Uint8Array; damaged?: boolean }
  | { value: Json; excerpt: string; damaged?: boolean }
  | { refusal: Rejection; excerpt: string }
)
