'use client'

import { useTranslations } from 'next-intl'
import type { FindingsView } from './view'

/** What the page is narrowed to, in words, each with what widens it again. */
export function useChosen(view: FindingsView): { name: string; off: Partial<FindingsView> }[] {
  const t = useTranslations('quality')
  const checks = useTranslations('checks')
  return [
    ...(view.check ? [{ name: checks(`${view.check}.name`), off: { check: null } }] : []),
    ...(view.severity ? [{ name: t(`severityUp.${view.severity}`), off: { severity: null } }] : []),
    ...(view.q ? [{ name: view.q, off: { q: '' } }] : []),
  ]
}
