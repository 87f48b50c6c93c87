'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useOpenDemo } from './open-demo'

/** The first page of a studio without datasets: what one is, and the ways to get one. */
export function FirstSteps({ mayCreate, onCreate }: { mayCreate: boolean; onCreate: () => void }) {
  const t = useTranslations('datasets.first')
  const demo = useOpenDemo()
  if (!mayCreate)
    return (
      <EmptyState title={t('waitingTitle')}>
        <p>{t('waiting')}</p>
      </EmptyState>
    )
  return (
    <EmptyState
      title={t('title')}
      actions={
        <>
          <Button variant="primary" onClick={onCreate}>
            {t('create')}
          </Button>
          <Button busy={demo.busy} onClick={() => void demo.open()}>
            {t('demo')}
          </Button>
        </>
      }
    >
      <p>{t('text')}</p>
      <p>{t('demoText')}</p>
      <p>{t('invite')}</p>
    </EmptyState>
  )
}
