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

/** Answers that many routes have: nothing, or what was made or changed. */
export const done: z.ZodType<object> = z.strictObject({})
export const idAnswer = z.strictObject({ id: z.string() })
export type IdAnswer = z.infer<typeof idAnswer>
export const numberAnswer = z.strictObject({ number: z.number() })
export type NumberAnswer = z.infer<typeof numberAnswer>
export const revisionAnswer = z.strictObject({ revision: z.number() })
export type RevisionAnswer = z.infer<typeof revisionAnswer>
