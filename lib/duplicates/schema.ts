import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { operationId, type Status } from '@/lib/examples/schema'
import { type ComparisonState, leastThreshold } from './words'

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

export type ComparisonRow = {
  id: string
  threshold: number
  state: ComparisonState
  percent: number
  looked: number
  message: string | null
  byName: string
  startedAt: string
  finishedAt: string | null
}

export type ClusterMember = {
  number: number
  preview: string
  status: Status
  split: string | null
  turns: number
  tokens: number
  problems: number
  sourceKey: string | null
  tagIds: string[]
  /** How alike it is to the member that is closest to it, of the pairs that were kept. */
  alike: number
  /** Its text has changed since it was compared. */
  isStale: boolean
}
/** `keep`: the number that is proposed to stay; it stands first. Of a large one not all `members` are told. */
export type Cluster = { keep: number; numbers: number[]; alike: number; members: ClusterMember[] }

export type Duplicates = {
  /** The newest comparison, whatever became of it, and the threshold of the last that was done. */
  latest: ComparisonRow | null
  threshold: number | null
  comparedAt: string | null
  /** Examples that are new or changed since. */
  due: number
  /** How many clusters there are, and examples in them. */
  clusters: number
  examples: number
  page: Cluster[]
  next: number | null
}
