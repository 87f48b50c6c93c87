import { useTranslations } from 'next-intl'
import type { ExportProblem, RecipeStep } from '@/lib/exports/schema'

const camel = (code: string) => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

const stepKeys = {
  'leave-out-unknown-keys': 'leaveOutUnknownKeys',
  'write-weights-as-integers': 'writeWeightsAsIntegers',
  'developer-to-system': 'developerToSystem',
  'unwrap-arguments': 'unwrapArguments',
  'drop-trailing-turns': 'dropTrailingTurns',
} as const satisfies Record<RecipeStep, string>
export const stepKey = (step: RecipeStep) => stepKeys[step]

/** What is wrong, and what to do, in words; messages are counted from 1. */
export function useProblemText(): (problem: ExportProblem) => { title: string; remedy: string } {
  const t = useTranslations('problems')
  const checks = useTranslations('checks')
  return ({ code, messageIndex, params, file }) => {
    // an open finding names its check
    const check = `${params.check}.name`
    const named: Record<string, string> =
      code === 'open-finding' && checks.has(check) ? { check: checks(check) } : {}
    const values = { ...params, ...named, message: (messageIndex ?? 0) + 1, file: file ?? 'train' }
    const key = camel(code)
    return {
      title: t.has(`${key}.title`) ? t(`${key}.title`, values) : code,
      remedy: t.has(`${key}.remedy`) ? t(`${key}.remedy`, values) : '',
    }
  }
}
