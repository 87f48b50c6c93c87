/** Every check, in the order in which they are shown: one file each in `checks/`. */
export const checkIds = [
  'capability-claim',
  'ungrounded',
  'vague',
  'refusal',
  'contradiction',
  'inference-format',
  'language-style',
  'weights',
  'structure',
  'privacy',
  'edge-case',
] as const
export type CheckId = (typeof checkIds)[number]

/** From the mildest on. */
export const severities = ['info', 'warning', 'error'] as const

/** A finding is open until an edit makes its check pass (then it is fixed and gone) or somebody waives it with a reason. */
export const findingStates = ['open', 'waived'] as const
export type FindingState = (typeof findingStates)[number]

/** What an assistant may be able to do beyond saying something. */
export const capabilityKinds = [
  'send',
  'call',
  'book',
  'refund',
  'change',
  'look-up',
  'remember',
  'attach',
  'hand-over',
  'ticket',
  'monitor',
  'follow-up',
  'act',
] as const
export type CapabilityKind = (typeof capabilityKinds)[number]
/** All but the one for what has no name. */
export type NamedKind = Exclude<CapabilityKind, 'act'>
