import { useTranslations } from 'next-intl'
import type { ExportProblem, RecipeStep } from '@/lib/exports/schema'

const camel = (code: string) => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

export const stepKey = (step: RecipeStep) =>
  step === 'leave-out-unknown-keys' ? ('leaveOutUnknownKeys' as const) : ('writeWeightsAsIntegers' as const)

/** What is wrong, and what to do, in words; messages are counted from 1. */
export function useProblemText(): (problem: ExportProblem) => { title: string; remedy: string } {
  const t = useTranslations('problems')
  return ({ code, messageIndex, params, file }) => {
    const values = { ...params, message: (messageIndex ?? 0) + 1, file: file ?? 'train' }
    const key = camel(code)
    return {
      title: t.has(`${key}.title`) ? t(`${key}.title`, values) : code,
      remedy: t.has(`${key}.remedy`) ? t(`${key}.remedy`, values) : '',
    }
  }
}
