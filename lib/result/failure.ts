import { errorCodes } from './app-error'
import type { Failure } from './schema'

const codes: readonly unknown[] = errorCodes

/** Whether an answer is one of ours that says what went wrong; a network's own page is not. */
export function isFailure(value: unknown): value is { error: Failure } {
  const error = (value as { error?: Partial<Failure> | null } | null | undefined)?.error
  return (
    codes.includes(error?.code) &&
    [error?.reason, error?.message, error?.id].every((text) => typeof text === 'string') &&
    typeof error?.params === 'object' &&
    error.params !== null
  )
}
