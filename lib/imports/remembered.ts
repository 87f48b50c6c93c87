import { z } from 'zod'
import { readOptions } from '@/lib/formats/schema'
import { importFormat } from './schema'

const kept = z.strictObject({ format: importFormat, options: readOptions })
export type Remembered = z.infer<typeof kept>

/** What a person told about reading a file, from the row of its import; null where nothing was, or by another build. */
export function rememberedOf(options: string): Remembered | null {
  const parsed = kept.safeParse(JSON.parse(options))
  if (!parsed.success) return null
  const { format } = parsed.data
  // an encoding belongs to a file, not to its columns
  const { encoding: _, ...rest } = parsed.data.options
  return format === 'auto' && Object.keys(rest).length === 0 ? null : { format, options: rest }
}
