import type { ZodType } from 'zod'

/** Names of the fields whose value its schema refuses, in the order of `fields`. */
export function wrongFields(fields: Record<string, ZodType>, values: Record<string, unknown>): string[] {
  return Object.entries(fields)
    .filter(([name, schema]) => !schema.safeParse(values[name]).success)
    .map(([name]) => name)
}
