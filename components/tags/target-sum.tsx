'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Note } from '@/components/ui/note'
import type { TagGroup } from '@/lib/tags/schema'

/** Targets of an exclusive group that no dataset could meet: an example holds one of its tags at most. */
export function TargetSum({ group }: { group: TagGroup }) {
  const t = useTranslations('tags.target')
  const format = useFormatter()
  if (group.kind !== 'exclusive') return null
  const least = group.tags.reduce((sum, tag) => sum + (tag.targetMin ?? 0), 0)
  if (least <= 1.000001) return null
  const sum = format.number(least, { style: 'percent', maximumFractionDigits: 1 })
  return (
    <Note tone="warn" className="mt-2">
      {t('sum', { sum })}
    </Note>
  )
}
