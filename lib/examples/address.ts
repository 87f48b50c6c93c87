import { z } from 'zod'
import { id } from '@/lib/auth/schema'

const number = z.coerce.number().int().min(1).max(2_000_000_000)

export const datasetParams = z.strictObject({ dataset: id })
export const exampleParams = z.strictObject({ dataset: id, number })
export const revisionParams = z.strictObject({ dataset: id, number, revision: number })
