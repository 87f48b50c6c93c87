'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { StatusDot } from '@/components/ui/status-dot'
import { Swatch } from '@/components/ui/swatch'
import type { ClusterMember } from '@/lib/duplicates/schema'
import { inOrder } from '@/lib/tags/in-order'
import { useDuplicatesRoom } from './duplicates-context'

/** One example of a cluster. */
export function MemberRow({
  member,
  group,
  isKept,
  isShown,
  canLeave,
  onKept,
  onShow,
  onLeave,
  children,
}: {
  member: ClusterMember
  group: string
  isKept: boolean
  isShown: boolean
  canLeave: boolean
  onKept: () => void
  onShow: () => void
  onLeave: () => void
  children?: ReactNode
}) {
  const t = useTranslations('duplicates')
  const editor = useTranslations('editor')
  const queue = useTranslations('queue')
  const { datasetId, mayDecide, tags } = useDuplicatesRoom()
  const { number, preview, status, split, turns, tokens, problems, sourceKey, alike, isStale } = member
  const own = inOrder(tags, member.tagIds)
  return (
    <li className={clsx('grid gap-2 rounded-md px-2 py-2', isKept && 'bg-accent-soft')}>
      <div className="grid grid-cols-[auto_1fr] items-start gap-x-2.5 sm:grid-cols-[auto_1fr_auto]">
        {mayDecide ? (
          <input
            type="radio"
            name={group}
            checked={isKept}
            aria-label={t('keepThis', { number })}
            onChange={onKept}
            className="mt-0.5 size-4 cursor-pointer accent-accent"
          />
        ) : (
          <span />
        )}
        <div className="grid min-w-0 gap-0.5">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-ink-3 text-xs">
            <Link
              href={`/datasets/${datasetId}?example=${number}`}
              className="font-[550] text-accent hover:underline"
            >
              #{number}
            </Link>
            <span className="inline-flex items-center gap-1">
              <StatusDot status={status} />
              {editor(`status.${status}`)}
            </span>
            {split && <span>{queue(`split.${split}`)}</span>}
            <span>{queue('turns', { count: turns })}</span>
            <span>{t('tokens', { count: tokens })}</span>
            {problems > 0 && <span className="text-warn">{queue('problems', { count: problems })}</span>}
            {sourceKey && <span className="max-w-40 truncate">{sourceKey}</span>}
            {!isKept && <span>{t('alike', { alike })}</span>}
            {isStale && <span className="text-warn">{t('stale')}</span>}
            {own.map((tag) => (
              <span key={tag.id} className="inline-flex items-center gap-1 text-ink-2">
                <Swatch color={tag.color} size={7} />
                {tag.name}
              </span>
            ))}
          </p>
          <p className="line-clamp-2 break-words">{preview || queue('emptyPreview')}</p>
        </div>
        <div className="col-start-2 flex flex-wrap gap-1 sm:col-start-3">
          {!isKept && (
            <Button size="sm" variant="quiet" aria-expanded={isShown} onClick={onShow}>
              {t('differs')}
            </Button>
          )}
          {mayDecide && canLeave && (
            <Button size="sm" variant="quiet" onClick={onLeave} aria-label={t('leave', { number })}>
              {t('leaveShort')}
            </Button>
          )}
        </div>
      </div>
      {children}
    </li>
  )
}
