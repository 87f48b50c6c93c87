'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Page } from '@/components/ui/page'

/** A page of a dataset that failed, under the header that still works. */
export default function DatasetErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  const t = useTranslations('shell.error')
  return (
    <Page title={t('title')} lede={t('text')} width="narrow">
      {error.digest && <p className="text-ink-3 text-xs">{t('id', { id: error.digest })}</p>}
      <div>
        <Button variant="primary" onClick={retry}>
          {t('again')}
        </Button>
      </div>
    </Page>
  )
}
