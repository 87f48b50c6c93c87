'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { CheckId } from '@/lib/checks/words'

type Said = {
  check: CheckId
  code: string
  messageIndex: number | null
  params: Record<string, string | number>
}

/** What a check found, in a sentence. */
export function useFindingSentence(): (finding: Said) => string {
  const t = useTranslations('findings')
  const checks = useTranslations('checks')
  const problems = useTranslations('problems')
  return useCallback(
    ({ check, code, messageIndex, params }) => {
      // what the validator says, in its own words
      const problem = code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
      if (check === 'structure' && problems.has(`${problem}.title`)) {
        const given = { ...params, message: (messageIndex ?? 0) + 1 }
        return `${problems(`${problem}.title`, given)}. ${problems(`${problem}.remedy`, given)}`
      }
      const key = `${check}.${code}`
      // one that an older version of its check left, until it is checked again
      return t.has(key) ? t(key, params) : checks(`${check}.name`)
    },
    [t, checks, problems],
  )
}
