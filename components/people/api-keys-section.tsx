'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/page'
import { RelativeTime } from '@/components/ui/relative-time'
import { useToast } from '@/components/ui/toast'
import { fetchKeys, revokeKey } from '@/lib/api-keys/client'
import type { KeyRow } from '@/lib/api-keys/schema'
import { ApiKeyDialog } from './api-key-dialog'
import { ConfirmDialog } from './confirm-dialog'

/** Keys with which scripts do part of what their owner may. */
export function ApiKeysSection({
  initial,
  datasets,
}: {
  initial: KeyRow[]
  datasets: { id: string; name: string }[]
}) {
  const t = useTranslations('apiKeys')
  const toast = useToast()
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<KeyRow | null>(null)
  const { data: keys, refetch } = useQuery({
    queryKey: ['profile', 'keys'],
    queryFn: async ({ signal }) => {
      const result = await fetchKeys(signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value.keys
    },
    initialData: initial,
  })
  return (
    <Section
      title={t('title')}
      lede={t.rich('lede', {
        page: (text) => (
          <a href="/api" className="text-accent underline underline-offset-2">
            {text}
          </a>
        ),
      })}
      aside={
        <Button size="sm" onClick={() => setMaking(true)}>
          {t('make')}
        </Button>
      }
    >
      {keys.length === 0 && <p className="text-ink-3">{t('none')}</p>}
      <ul className="grid">
        {keys.map((key) => (
          <KeyLine key={key.id} row={key} onRevoke={() => setRevoking(key)} />
        ))}
      </ul>
      {making && (
        <ApiKeyDialog datasets={datasets} onMade={() => void refetch()} onClose={() => setMaking(false)} />
      )}
      {revoking && (
        <ConfirmDialog
          title={t('confirmTitle', { name: revoking.name })}
          text={t('confirmText')}
          submit={t('revoke')}
          act={(operationId) => revokeKey(revoking.id, operationId)}
          onDone={() => {
            void refetch()
            toast({ text: t('revoked', { name: revoking.name }) })
          }}
          onClose={() => setRevoking(null)}
        />
      )}
    </Section>
  )
}

function KeyLine({ row, onRevoke }: { row: KeyRow; onRevoke: () => void }) {
  const t = useTranslations('apiKeys')
  const format = useFormatter()
  const { lastUsedAt } = row
  const until = format.dateTime(new Date(row.expiresAt), { dateStyle: 'medium' })
  const names = row.datasets === null ? t('everywhere') : row.datasets.map(({ name }) => name).join(', ')
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-2 last:border-b-0">
      <div className="grid min-w-0 flex-1 basis-60 gap-0.5">
        <span className="flex min-w-0 flex-wrap items-center gap-1.5">
          <span className="truncate">{row.name}</span>
          {row.verbs.map((verb) => (
            <Badge key={verb}>{t(`verbs.${verb}`)}</Badge>
          ))}
          {row.expired && <Badge tone="warn">{t('expired')}</Badge>}
        </span>
        <span className="text-ink-2 text-xs">{names || t('nowhere')}</span>
        <span className="text-ink-3 text-xs">
          {lastUsedAt ? t.rich('lastUsed', { time: () => <RelativeTime at={lastUsedAt} /> }) : t('neverUsed')}
          {' · '}
          {t('until', { until })}
        </span>
      </div>
      <Button size="sm" aria-label={t('revokeOf', { name: row.name })} onClick={onRevoke}>
        {t('revoke')}
      </Button>
    </li>
  )
}
