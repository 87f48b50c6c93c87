'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { newOperationId } from '@/lib/result/call'
import { moveGroup } from '@/lib/splits/client'
import type { SplitReport } from '@/lib/splits/schema'
import { useAct } from './use-act'

/** What was put on its side by hand. */
export function PinList({
  datasetId,
  report,
  mayChange,
}: {
  datasetId: string
  report: SplitReport
  mayChange: boolean
}) {
  const t = useTranslations('split')
  const { busy, act } = useAct(datasetId)
  return (
    <ul className="grid">
      {report.pinned.map(({ number, preview, side }) => (
        <li key={number} className="flex items-baseline gap-3 border-line border-t py-2 first:border-t-0">
          <Link href={`/datasets/${datasetId}?example=${number}`} className="text-accent hover:underline">
            #{number}
          </Link>
          <span className="shrink-0 text-ink-3 text-xs">{t(`side.${side}`)}</span>
          <span className="line-clamp-1 min-w-0 flex-1 break-words">{preview}</span>
          {mayChange && (
            <Button
              size="sm"
              variant="quiet"
              busy={busy}
              aria-label={t('pins.unpinThis', { number })}
              onClick={() =>
                void act(
                  () => moveGroup(datasetId, { operationId: newOperationId(), number, side: null }),
                  ({ placed }) => t('pins.unpinned', { count: placed }),
                )
              }
            >
              {t('pins.unpin')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
