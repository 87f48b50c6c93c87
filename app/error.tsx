'use client'

import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '@/components/ui/button'
import { Gate } from '@/components/ui/gate'

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  const t = useTranslations('shell.error')
  return (
    <Gate title={t('title')} lede={t('text')}>
      {error.digest && <p className="text-ink-3 text-xs">{t('id', { id: error.digest })}</p>}
      <div className="flex gap-2">
        <Button variant="primary" onClick={retry}>
          {t('again')}
        </Button>
        <ButtonLink href="/">{t('home')}</ButtonLink>
      </div>
    </Gate>
  )
}
