import { type ExportProblem, type RecipeStep, recipeSteps } from '@/lib/exports/schema'
import { stepFor } from '@/lib/exports/step-for'
import { sentence } from '@/lib/i18n/sentence'
import type { AppError } from '@/lib/result/app-error'
import { locale, say } from './say'

const camel = (code: string) => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const mostLines = 20

/** A broken rule in words. */
export const brokenSentence = (
  { code, params }: Pick<ExportProblem, 'code' | 'params'>,
  room: 'problems' | 'rejections' = 'problems',
): string => sentence(locale, `${room}.${camel(code)}.title`, params)

export type Blocking = Pick<ExportProblem, 'code' | 'number' | 'messageIndex' | 'file'> & { message: string }

/** The rules that blocked an export, each with its example; empty for any other refusal. */
export function blockingRules({ reason, details }: AppError): Blocking[] {
  if (reason !== 'exportBlocked') return []
  const { problems = [] } = (details ?? {}) as { problems?: ExportProblem[] }
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ params, code, number, messageIndex, file }) => {
      const named: Record<string, string> =
        code === 'open-finding' ? { check: sentence(locale, `checks.${params.check}.name`) } : {}
      const values = { ...params, ...named, message: (messageIndex ?? 0) + 1, file: file ?? 'train' }
      return { code, number, messageIndex, file, message: brokenSentence({ code, params: values }) }
    })
}

/** The steps of a recipe that would mend some of them. */
export const stepsFor = (rules: readonly Blocking[]): RecipeStep[] =>
  recipeSteps.filter((step) => rules.some(({ code }) => stepFor(code) === step))

/** The first of them, a line each, for a person, and the steps that mend. */
export function blockingLines(rules: readonly Blocking[]): string[] {
  const steps = stepsFor(rules)
  const mended = rules.filter(({ code }) => stepFor(code) !== null).length
  return [
    ...rules.slice(0, mostLines).map(({ number, message }) =>
      say('brokenFileRule', {
        severity: 'error',
        message: number === null ? message : `#${number}: ${message}`,
      }),
    ),
    ...(rules.some(({ code }) => code === 'too-few-examples') ? [say('moreExamples')] : []),
    ...(mended > 0 ? [say('stepsMend', { count: mended, steps: steps.join(',') })] : []),
  ]
}
