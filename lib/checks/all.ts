import type { Check } from './check'
import { capabilityClaim } from './checks/capability-claim'
import { refusal } from './checks/refusal'
import { ungrounded } from './checks/ungrounded'
import { vague } from './checks/vague'

/** Every check that is there, in the order of `checkIds`. */
export const allChecks: readonly Check[] = [capabilityClaim, ungrounded, vague, refusal]
