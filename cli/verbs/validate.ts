import { resolve } from 'node:path'
import { targetNames, targets } from '@/lib/conversations/targets'
import { recipeSteps } from '@/lib/exports/schema'
import { stepFor } from '@/lib/exports/step-for'
import { validateFile } from '@/lib/jobs/validate-file'
import { AppError } from '@/lib/result/app-error'
import { brokenSentence } from '../broken-rules'
import { readingOptions, readReading } from '../read-options'
import { say } from '../say'
import type { Verb } from '../verb'

/** What the trainer would say, each message once. */
function preventedTexts(problems: { severity: string; prevents?: string | null }[]): string[] {
  const texts = problems.flatMap(({ severity, prevents }) =>
    severity === 'error' && prevents ? [prevents] : [],
  )
  return [...new Set(texts)].map((error) => say('wouldSay', { error }))
}

/** Every broken rule of a file, by the rules of the import and of the export; no studio is needed. */
export const validateVerb: Verb = {
  words: ['FILE'],
  options: { ...readingOptions, target: { type: 'string' } },
  run: async ({ options, words, folder }) => {
    const target = targets.find(({ name }) => name === options.target)
    if (options.target !== undefined && !target) {
      const choices = targetNames.join(', ')
      throw new AppError('invalid', 'unknownChoice', { params: { option: 'target', choices } })
    }
    const path = resolve(folder, words[0]!)
    const { lines, broken, format } = await validateFile(path, readReading(options), target)
    const problems = broken.map(({ params, rejected, ...rule }) => ({
      ...rule,
      ...(target ? { prevents: target.prevents[rule.code]?.error ?? null } : {}),
      step: rejected ? null : stepFor(rule.code),
      message: brokenSentence({ code: rule.code, params }, rejected ? 'rejections' : 'problems'),
    }))
    const mended = problems.filter(({ step }) => step !== null)
    const steps = recipeSteps.filter((step) => mended.some((problem) => problem.step === step))
    const errors = problems.filter((b) => b.severity === 'error').length
    return {
      data: { format, ...(target ? { target: target.name } : {}), lines, errors, problems },
      failed: errors > 0,
      lines: [
        ...problems.map(({ record, line, severity, message }) =>
          record === null || line === null
            ? say('brokenFileRule', { severity, message })
            : say('brokenRule', { record, line, severity, message }),
        ),
        ...preventedTexts(problems),
        ...(steps.length > 0 ? [say('validateSteps', { count: mended.length, steps: steps.join(',') })] : []),
        say('validated', { lines, errors, others: problems.length - errors }),
      ],
    }
  },
}
