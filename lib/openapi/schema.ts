import { z } from 'zod'
import type { Access } from '@/lib/result/route'

const jsonSchema = z.record(z.string(), z.unknown())
export type JsonSchema = z.infer<typeof jsonSchema>

export const parameter = z.strictObject({
  name: z.string(),
  in: z.enum(['path', 'query']),
  required: z.boolean(),
  schema: jsonSchema,
})
export type Parameter = z.infer<typeof parameter>

export const operation = z.strictObject({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string().optional(),
  description: z.string().optional(),
  parameters: z.array(parameter).optional(),
  requestBody: jsonSchema.optional(),
  responses: jsonSchema,
  security: z.array(z.record(z.string(), z.array(z.string()))),
  'x-access': z.custom<Access>((value) => typeof value === 'string'),
  'x-verb': z.string().describe('What a key needs.').optional(),
})
export type Operation = z.infer<typeof operation>

/** What the description of the API holds. */
export const openApi = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  servers: z.array(z.strictObject({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.strictObject({
    schemas: z.record(z.string(), jsonSchema),
    securitySchemes: jsonSchema,
    responses: jsonSchema,
  }),
})
export type OpenApi = z.infer<typeof openApi>
