import 'server-only'
import type { Check } from './check'
import { capabilityClaim } from './checks/capability-claim'
import { contradiction } from './checks/contradiction'
import { edgeCase } from './checks/edge-case'
import { inferenceFormat } from './checks/inference-format'
import { languageStyle } from './checks/language-style'
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
  contradiction,
  inferenceFormat,
  languageStyle,
  weights,
  structure,
  privacy,
  edgeCase,
]
