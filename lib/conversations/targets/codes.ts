import type { Severity } from '../schema'

/** Rules that only some trainers have, how much they weigh; sentences stand beside the others, in `problems.<camelCase code>`. */
export const targetCodes = {
  'target-role': 'error',
  'target-key': 'error',
  'role-twice': 'error',
  'first-turn': 'error',
  'system-place': 'error',
  'content-styles': 'error',
  'image-inline': 'error',
  'call-id': 'error',
  'call-with-text': 'error',
  'tool-then-assistant': 'error',
  'tool-description': 'error',
  'only-last-trained': 'warning',
  'reserved-word': 'error',
  'empty-text': 'error',
  'image-place': 'error',
} as const satisfies Record<string, Severity>
export type TargetCode = keyof typeof targetCodes
