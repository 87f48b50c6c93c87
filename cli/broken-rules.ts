import type { ExportProblem } from '@/lib/exports/schema'
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

/** The first of them, a line each, for a person. */
export const blockingLines = (rules: readonly Blocking[]): string[] =>
  rules.slice(0, mostLines).map(({ number, message }) =>
    say('brokenFileRule', {
      severity: 'error',
      message: number === null ? message : `#${number}: ${message}`,
    }),
  )
