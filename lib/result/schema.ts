import { z } from 'zod'
import { errorCodes } from './app-error'

/** The one body of every failure. */
export const failure = z.strictObject({
  error: z.strictObject({
    code: z.enum(errorCodes),
    reason: z.string(),
    message: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    details: z.unknown().optional(),
    id: z.string(),
  }),
})
export type Failure = z.infer<typeof failure>['error']
export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure }
