import { useTranslations } from 'next-intl'
import type { Problem } from '@/lib/conversations/schema'

const camel = (code: string) => code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** What is wrong and what to do, in words; messages are counted from 1. */
export function useProblemSentence(): (problem: Problem) => { title: string; remedy: string } {
  const t = useTranslations('problems')
  return (problem) => {
    const params = { ...problem.params, message: (problem.messageIndex ?? 0) + 1 }
    const key = camel(problem.code)
    return { title: t(`${key}.title`, params), remedy: t(`${key}.remedy`, params) }
  }
}
