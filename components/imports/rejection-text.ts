import { useTranslations } from 'next-intl'
import type { RejectedLine } from '@/lib/imports/schema'

const keyOf = (code: string) => code.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** What is wrong with a line, and what to do about it. */
export function useRejectionText(): (line: Pick<RejectedLine, 'code' | 'params'>) => {
  title: string
  fix: string
} {
  const t = useTranslations('rejections')
  return ({ code, params }) => ({
    title: t(`${keyOf(code)}.title` as Parameters<typeof t>[0], params),
    fix: t(`${keyOf(code)}.fix` as Parameters<typeof t>[0], params),
  })
}
