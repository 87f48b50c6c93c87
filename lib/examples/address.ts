import { z } from 'zod'
import { id } from '@/lib/auth/schema'
import { queryText, sort } from '@/lib/query/schema'

const number = z.coerce.number().int().min(1).max(2_000_000_000)

export const datasetParams = z.strictObject({ dataset: id })
export const exampleParams = z.strictObject({ dataset: id, number })
export const revisionParams = z.strictObject({ dataset: id, number, revision: number })

export const viewQuery = z.strictObject({ q: queryText.optional(), sort: sort.optional() })
export const listQuery = viewQuery.extend({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})
