// What the browser needs of this room's schema: none of it draws a library in.

import type { CheckId } from '@/lib/checks/words'

/** Checks that suggest how what they find is mended. */
export const fixable = [
  'privacy',
  'weights',
  'refusal',
  'edge-case',
  'language-style',
] as const satisfies readonly CheckId[]

export const weightRules = ['last', 'acknowledgements', 'all', 'none'] as const
export type WeightRule = (typeof weightRules)[number]
/** Where a system prompt goes: wherever it differs, only where there is none, only where there is one. */
export const systemPlaces = ['everywhere', 'missing', 'present'] as const

/** Approving is of exactly what somebody saw. */
export const isApproval = (action: { type: string; to?: unknown }): boolean =>
  action.type === 'status' && action.to === 'approved'
/** So many examples are approved at once: each is named with the revision that was seen. */
export const mostSeen = 200_000

export const bulkStates = ['collecting', 'running', 'done', 'cancelled', 'failed'] as const
export type BulkState = (typeof bulkStates)[number]
export const isRunning = (state: BulkState): boolean => state === 'collecting' || state === 'running'
