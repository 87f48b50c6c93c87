import type { Failure } from '@/lib/result/schema'

const retried: ReadonlySet<string> = new Set([
  'unavailable',
  'storage_full',
  'rate_limited',
  'internal',
  'unauthenticated',
])

/** Whether the same request may succeed later: the network, a busy or full server, an ended session. */
export const isRetryable = (trouble: Failure): boolean => retried.has(trouble.code)
