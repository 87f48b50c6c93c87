import type { Check } from './check'
import { capabilityClaim } from './checks/capability-claim'
import { edgeCase } from './checks/edge-case'
import { privacy } from './checks/privacy'
import { refusal } from './checks/refusal'
import { structure } from './checks/structure'
import { ungrounded } from './checks/ungrounded'
import { vague } from './checks/vague'
import { weights } from './checks/weights'

/** Every check that is there, in the order of `checkIds`. */
export const allChecks: readonly Check[] = [
  capabilityClaim,
  ungrounded,
  vague,
  refusal,
  weights,
  structure,
  privacy,
  edgeCase,
]
