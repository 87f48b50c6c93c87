'use client'

import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { Page } from '@/components/ui/page'
import { useLive } from '@/components/workspace/outbox-context'
import type { CheckRow } from '@/lib/checks/schema'
import { CheckItem } from './check-item'
import { useChecks } from './use-checks'

/** What each check of a dataset is, whether it is on, how grave it is, and what it goes by. */
export function ChecksView({
  datasetId,
  initial,
  mayChange,
}: {
  datasetId: string
  initial: CheckRow[]
  mayChange: boolean
}) {
  const t = useTranslations('quality.settings')
  const { data: checks = initial, refetch } = useChecks(datasetId, initial)
  useLive(['findings'], datasetId, () => void refetch())
  const here = `/datasets/${datasetId}/findings`
  return (
    <Page
      title={t('title')}
      lede={t(mayChange ? 'lede' : 'ledeRead')}
      actions={
        <>
          <ButtonLink href={here}>
            <ArrowLeft aria-hidden="true" />
            {t('back')}
          </ButtonLink>
          <ButtonLink href={`${here}/notes`}>{t('notes')}</ButtonLink>
        </>
      }
    >
      <ul className="grid max-w-190">
        {checks.map((check) => (
          <CheckItem key={check.check} datasetId={datasetId} row={check} mayChange={mayChange} />
        ))}
      </ul>
    </Page>
  )
}
