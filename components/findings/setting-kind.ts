import { capabilityKinds, severities } from '@/lib/checks/words'

type Values = Record<string, unknown>

/** How a value of a check's settings is edited; `text` where nothing else fits. */
export type SettingKind = (
  | { kind: 'switch' | 'list' | 'text' | 'lines' | 'pattern' }
  | { kind: 'number'; optional?: true }
  | { kind: 'choice' | 'several'; of: readonly string[] }
) & {
  /** Asked only where the others say so. */
  when?: (values: Values) => boolean
}

// what the default alone doesn't say; `check.setting`
const told: Record<string, SettingKind> = {
  'capability-claim.allowed': { kind: 'several', of: capabilityKinds },
  'inference-format.systemText': { kind: 'lines' },
  'inference-format.systemPattern': { kind: 'pattern' },
  'inference-format.order': { kind: 'choice', of: ['any', 'alternating', 'single', 'pattern'] },
  'inference-format.orderPattern': { kind: 'pattern', when: ({ order }) => order === 'pattern' },
  'inference-format.tools': { kind: 'choice', of: ['any', 'forbidden', 'required'] },
  'inference-format.toolNames': { kind: 'list', when: ({ tools }) => tools !== 'forbidden' },
  'inference-format.answer': { kind: 'choice', of: ['free', 'json', 'pattern'] },
  'inference-format.answerSchema': { kind: 'lines', when: ({ answer }) => answer === 'json' },
  'inference-format.answerPattern': { kind: 'pattern', when: ({ answer }) => answer === 'pattern' },
  'inference-format.minCharacters': { kind: 'number', optional: true },
  'inference-format.maxCharacters': { kind: 'number', optional: true },
  'inference-format.language': { kind: 'choice', of: ['any', 'en', 'ko'] },
}
// settings that have no default, behind those that have
const without: Record<string, readonly string[]> = { refusal: ['tag'] }

/** What is asked of a check, in this order. */
export const settingsOf = (check: string, usual: Values): string[] => [
  ...Object.keys(usual),
  ...(without[check] ?? []),
]

/** How a setting is edited: by what it is when nobody has set it. */
export function kindOf(check: string, setting: string, usual: unknown): SettingKind {
  const own = told[`${check}.${setting}`]
  if (own) return own
  if (typeof usual === 'boolean') return { kind: 'switch' }
  if (typeof usual === 'number') return { kind: 'number' }
  if (Array.isArray(usual)) return { kind: 'list' }
  if (severities.some((severity) => severity === usual)) return { kind: 'choice', of: severities }
  return { kind: 'text' }
}
