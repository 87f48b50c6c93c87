import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { operationId, status } from '@/lib/examples/schema'
import { comparisonStates, leastThreshold } from './words'

export const threshold = z.number().min(leastThreshold).max(1)
const number = z.number().int().min(1).max(2_000_000_000)

/** `threshold` left out: that of the last comparison, at first 0.85. */
export const comparisonRequest = z.strictObject({ operationId, threshold: threshold.optional() })
export type ComparisonRequest = z.infer<typeof comparisonRequest>
export const comparisonAct = z.strictObject({ operationId })
export const comparisonParams = z.strictObject({ dataset: id, comparison: id })

const clusterChoice = z.strictObject({ keep: number, rest: z.array(number).min(1).max(50_000) })
/** Keeps one of each cluster, with the tags of all; the others are excluded. `all` chooses by itself. */
export const keepRequest = z.strictObject({
  operationId,
  clusters: z.union([z.literal('all'), z.array(clusterChoice).min(1).max(500)]),
})
export type KeepRequest = z.infer<typeof keepRequest>

const numbers = z.array(number).min(1).max(1_000)
/** In each set, each of `numbers` is no duplicate of each of `of` (`apart` false: it is again). */
export const apartRequest = z.strictObject({
  operationId,
  sets: z
    .array(z.strictObject({ numbers, of: numbers }))
    .min(1)
    .max(500),
  apart: z.boolean(),
})
export type ApartRequest = z.infer<typeof apartRequest>

/** `cluster`: a number of one of its examples, that cluster alone; `after`: clusters whose smallest number is larger. */
export const clustersQuery = z.strictObject({
  cluster: z.coerce.number().int().min(1).max(2_000_000_000).optional(),
  after: z.coerce.number().int().min(0).max(10_000_000).optional(),
})
export type ClustersQuery = z.infer<typeof clustersQuery>

export const comparisonRow = z.strictObject({
  id: z.string(),
  threshold: z.number(),
  state: z.enum(comparisonStates),
  percent: z.number(),
  looked: z.number(),
  message: z.string().nullable(),
  byName: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type ComparisonRow = z.infer<typeof comparisonRow>

export const clusterMember = z.strictObject({
  number: z.number(),
  preview: z.string(),
  status,
  split: z.string().nullable(),
  turns: z.number(),
  tokens: z.number(),
  problems: z.number(),
  sourceKey: z.string().nullable(),
  tagIds: z.array(z.string()),
  alike: z
    .number()
    .describe('How alike it is to the member that is closest to it, of the pairs that were kept.'),
  isStale: z.boolean().describe('Its text has changed since it was compared.'),
})
export type ClusterMember = z.infer<typeof clusterMember>
/** `keep`: the number that is proposed to stay; it stands first. Of a large one not all `members` are told. */
export const cluster = z.strictObject({
  keep: z.number(),
  numbers: z.array(z.number()),
  alike: z.number(),
  members: z.array(clusterMember),
})
export type Cluster = z.infer<typeof cluster>

export const duplicates = z.strictObject({
  latest: comparisonRow
    .nullable()
    .describe('The newest comparison, whatever became of it, and the threshold of the last that was done.'),
  threshold: z.number().nullable(),
  comparedAt: z.string().nullable(),
  due: z.number().describe('Examples that are new or changed since.'),
  clusters: z.number().describe('How many clusters there are, and examples in them.'),
  examples: z.number(),
  page: z.array(cluster),
  next: z.number().nullable(),
})
export type Duplicates = z.infer<typeof duplicates>
export const apartAnswer = z.strictObject({ pairs: z.number() })
export type ApartAnswer = z.infer<typeof apartAnswer>
