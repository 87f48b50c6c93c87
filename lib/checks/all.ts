import type { Check } from './check'

/** Every check that is there, in the order of `checkIds`. */
export const allChecks: readonly Check<never>[] = []
