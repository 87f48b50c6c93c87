'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/relative-time'
import { newOperationId } from '@/lib/result/call'
import { restoreTag, restoreTagGroup, unmergeTag } from '@/lib/tags/client'
import type { DeletedTags } from '@/lib/tags/schema'
import { restoredGroup, restoredTag, unmergedTag } from '@/lib/tags/undoable'
import { deletedQuery } from './tag-queries'
import { useTagsRoom } from './tags-context'

/** Tags and groups that can be brought back; nothing where there are none. */
export function DeletedList() {
  const t = useTranslations('tags.gone')
  const label = useTranslations('undo')
  const { datasetId, act } = useTagsRoom()
  const { data } = useQuery(deletedQuery(datasetId))
  const count = data ? data.groups.length + data.tags.length : 0
  if (!data || count === 0) return null
  const body = () => ({ operationId: newOperationId() })
  const bringBack = ({ id, name, mergedInto }: DeletedTags['tags'][number]) =>
    act(() => (mergedInto ? unmergeTag(datasetId, id, body()) : restoreTag(datasetId, id, body())), {
      step: () =>
        mergedInto
          ? {
              ...unmergedTag(datasetId, id, mergedInto.id),
              label: label('tagUnmerged', { from: name, into: mergedInto.name }),
            }
          : { ...restoredTag(datasetId, id), label: label('tagRestored', { name }) },
    })
  return (
    <details className="border-line border-t pt-4">
      <summary className="w-fit rounded-md text-ink-2 hover:text-ink">{t('title', { count })}</summary>
      <ul className="mt-2">
        {data.groups.map((group) => (
          <Row
            key={group.id}
            label={t('group', { name: group.name, tags: group.tags })}
            at={group.deletedAt}
            action={t('restore')}
            onAction={() =>
              void act(() => restoreTagGroup(datasetId, group.id, body()), {
                step: () => ({
                  ...restoredGroup(datasetId, group.id),
                  label: label('groupRestored', { name: group.name }),
                }),
              })
            }
          />
        ))}
        {data.tags.map((tag) => (
          <Row
            key={tag.id}
            label={tag.mergedInto ? t('merged', { name: tag.name, into: tag.mergedInto.name }) : tag.name}
            at={tag.deletedAt}
            action={t(tag.mergedInto ? 'unmerge' : 'restore')}
            onAction={() => void bringBack(tag)}
          />
        ))}
      </ul>
    </details>
  )
}

function Row({
  label,
  at,
  action,
  onAction,
}: {
  label: ReactNode
  at: string
  action: string
  onAction: () => void
}) {
  return (
    <li className="flex items-center gap-4 border-line border-b py-1.5">
      <span className="min-w-0 flex-1">{label}</span>
      <RelativeTime at={at} className="text-ink-3 text-xs" />
      <Button size="sm" onClick={onAction}>
        {action}
      </Button>
    </li>
  )
}
