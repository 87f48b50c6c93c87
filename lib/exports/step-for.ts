import { type ProblemCode, problemCodes, type Remedy } from '@/lib/conversations/problems/codes'
import type { RecipeStep } from './schema'

const stepOfRemedy: Partial<Record<Remedy, RecipeStep>> = {
  omit: 'leave-out-unknown-keys',
  integer: 'write-weights-as-integers',
  rename: 'developer-to-system',
  unwrap: 'unwrap-arguments',
  trim: 'drop-trailing-turns',
}

/** The step that mends every breach of this rule, if one does. */
export function stepFor(code: string): RecipeStep | null {
  const known = Object.hasOwn(problemCodes, code) ? problemCodes[code as ProblemCode] : null
  return known ? (stepOfRemedy[known.remedy] ?? null) : null
}
