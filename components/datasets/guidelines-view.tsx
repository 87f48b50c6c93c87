'use client'

import { useTranslations } from 'next-intl'
import { Markdown } from '@/components/ui/markdown'
import { Page } from '@/components/ui/page'

/** Guidelines for those who read them only. */
export function GuidelinesView({ text }: { text: string }) {
  const t = useTranslations('guidelines')
  return (
    <Page title={t('title')} lede={t('lede')} width="narrow">
      {text.trim() ? <Markdown text={text} /> : <p className="text-ink-3">{t('empty')}</p>}
    </Page>
  )
}
