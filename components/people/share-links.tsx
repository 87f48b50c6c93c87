'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/page'
import { RelativeTime } from '@/components/ui/relative-time'
import { useToast } from '@/components/ui/toast'
import { fetchShares, revokeShare } from '@/lib/sharing/client'
import type { ShareRow } from '@/lib/sharing/schema'
import { ConfirmDialog } from './confirm-dialog'
import { ShareDialog } from './share-dialog'

/** The links by which people without an account read this dataset: made, listed and revoked by leads. */
export function ShareLinks({
  dataset,
  initial,
}: {
  dataset: { id: string; name: string }
  initial: ShareRow[]
}) {
  const t = useTranslations('sharing.links')
  const toast = useToast()
  // an address such as ?share=view&q=… opens the dialog with that filled in
  const asked = useSearchParams()
  const [making, setMaking] = useState(asked.has('share'))
  const [revoking, setRevoking] = useState<ShareRow | null>(null)
  const { data, refetch } = useQuery({
    queryKey: ['datasets', dataset.id, 'shares'],
    queryFn: async ({ signal }) => {
      const result = await fetchShares(dataset.id, signal)
      if (!result.ok) throw new Error(result.error.reason)
      return result.value.shares
    },
    initialData: initial,
  })
  const titleOf = (share: ShareRow) => share.name || t('untitled')
  return (
    <Section
      title={t('title')}
      lede={t('lede')}
      aside={
        <Button size="sm" onClick={() => setMaking(true)}>
          {t('make')}
        </Button>
      }
    >
      {data.length === 0 && <p className="text-ink-3">{t('none')}</p>}
      <ul className="grid">
        {data.map((share) => (
          <ShareLine
            key={share.id}
            share={share}
            title={titleOf(share)}
            onRevoke={() => setRevoking(share)}
          />
        ))}
      </ul>
      {making && (
        <ShareDialog
          dataset={dataset}
          asked={{
            kind: asked.get('share'),
            q: asked.get('q'),
            number: asked.get('number'),
            version: asked.get('version'),
          }}
          onMade={() => void refetch()}
          onClose={() => {
            setMaking(false)
            window.history.replaceState(null, '', window.location.pathname)
          }}
        />
      )}
      {revoking && (
        <ConfirmDialog
          title={t('confirmTitle', { name: titleOf(revoking) })}
          text={t('confirmText')}
          submit={t('revoke')}
          act={(operationId) => revokeShare(dataset.id, revoking.id, operationId)}
          onDone={() => {
            void refetch()
            toast({ text: t('revoked') })
          }}
          onClose={() => setRevoking(null)}
        />
      )}
    </Section>
  )
}

function ShareLine({ share, title, onRevoke }: { share: ShareRow; title: string; onRevoke: () => void }) {
  const t = useTranslations('sharing.links')
  const format = useFormatter()
  const until = share.expiresAt && format.dateTime(new Date(share.expiresAt), { dateStyle: 'medium' })
  const { lastUsedAt } = share
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-2 last:border-b-0">
      <div className="grid min-w-0 flex-1 basis-60 gap-0.5">
        <span className="flex min-w-0 items-center gap-2">
          <span className={share.name ? 'truncate' : 'truncate text-ink-2'}>{title}</span>
          <Badge>{t(`kinds.${share.kind}`)}</Badge>
          {share.expired && <Badge tone="warn">{t('expired')}</Badge>}
        </span>
        {share.version && <span className="truncate text-ink-2 text-xs">{share.version.name}</span>}
        {share.query && <code className="truncate font-mono text-ink-2 text-xs">{share.query}</code>}
        <span className="text-ink-3 text-xs">
          {share.createdByName ? t('madeBy', { name: share.createdByName }) : t('madeByCommand')}
          {' · '}
          {lastUsedAt ? t.rich('lastUsed', { time: () => <RelativeTime at={lastUsedAt} /> }) : t('neverUsed')}
          {' · '}
          {until ? t('until', { until }) : t('forever')}
        </span>
      </div>
      <Button size="sm" aria-label={t('revokeOf', { name: title })} onClick={onRevoke}>
        {t('revoke')}
      </Button>
    </li>
  )
}
