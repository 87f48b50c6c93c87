'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { useFailureText } from '@/components/ui/failure-text'
import { Note } from '@/components/ui/note'
import { Page } from '@/components/ui/page'
import { RelativeTime } from '@/components/ui/relative-time'
import { useToast } from '@/components/ui/toast'
import { fetchBackups, startBackup } from '@/lib/backup/client'
import type { BackupList } from '@/lib/backup/schema'
import { newOperationId } from '@/lib/result/call'
import { BackupTable } from './backup-table'

const pollMs = 1000

/** What was kept of the studio and when, for its owners. */
export function BackupsView({ initial }: { initial: BackupList }) {
  const t = useTranslations('backups')
  const failureText = useFailureText()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const { data, refetch } = useQuery({
    queryKey: ['backups'],
    queryFn: async ({ signal }) => {
      const result = await fetchBackups(signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value
    },
    initialData: initial,
    refetchInterval: ({ state }) =>
      state.data?.backups.some((row) => row.state === 'running') ? pollMs : false,
  })
  const [newest] = data.backups
  const running = newest?.state === 'running'

  async function backUp() {
    setAsking(true)
    const result = await startBackup({ operationId: newOperationId() })
    await refetch()
    setAsking(false)
    if (!result.ok) toast({ text: failureText(result.error), tone: 'bad' })
  }

  return (
    <Page
      title={t('title')}
      lede={t('lede')}
      actions={
        <Button variant="primary" busy={asking || running} onClick={() => void backUp()}>
          {t('backUp')}
        </Button>
      }
    >
      <NextBackup list={data} />
      {newest?.state === 'failed' && (
        <Note tone="bad" role="alert" title={t('lastFailed')}>
          {t('lastFailedText')}
        </Note>
      )}
      {data.backups.length > 0 ? (
        <BackupTable backups={data.backups} />
      ) : (
        <EmptyState title={t('none')}>
          <p>{t('noneText')}</p>
        </EmptyState>
      )}
    </Page>
  )
}

function NextBackup({ list: { schedule, next, keep } }: { list: BackupList }) {
  const t = useTranslations('backups')
  if (!schedule) return <Note tone="warn">{t('noSchedule')}</Note>
  return (
    <p className="text-ink-2">
      {next ? t.rich('next', { at: () => <RelativeTime at={next} />, keep }) : t('never')}
    </p>
  )
}
