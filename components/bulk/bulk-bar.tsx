'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { BulkKind } from '@/lib/bulk/draft'
import { countOf, type Selection } from '@/lib/bulk/selection'

/** What can be done with the examples that are selected, and how many they are. */
export function BulkBar({
  selection,
  matching,
  onAll,
  onNone,
  onAct,
  onPairs,
}: {
  selection: Selection
  /** How many the filter finds. */
  matching: number | null
  onAll: () => void
  onNone: () => void
  onAct: (kind: BulkKind) => void
  /** Preference examples are to be made of what is selected. */
  onPairs: () => void
}) {
  const t = useTranslations('bulk')
  const count = countOf(selection)
  if (count === 0 && selection.kind === 'some') return null
  return (
    <section
      aria-label={t('bar.label')}
      className="grid gap-2 border-line-strong border-t bg-accent-soft px-3.5 py-2"
    >
      <div className="flex items-center gap-2 text-xs">
        <b role="status" className="font-semibold">
          {t(selection.kind === 'all' ? 'bar.all' : 'bar.selected', { count })}
        </b>
        {selection.kind === 'some' && matching !== null && matching > count && (
          <button type="button" className="text-accent hover:underline" onClick={onAll}>
            {t('bar.selectAll', { count: matching })}
          </button>
        )}
        <span className="flex-1" />
        <IconButton size="sm" label={t('bar.none')} onClick={onNone}>
          <X />
        </IconButton>
      </div>
      <div className="flex flex-wrap gap-1.5">
        {(['tag', 'weights', 'replace', 'status'] as const).map((kind) => (
          <Button key={kind} size="sm" disabled={count === 0} onClick={() => onAct(kind)}>
            {t(`bar.${kind}`)}
          </Button>
        ))}
        <Menu
          trigger={
            <Button size="sm" disabled={count === 0}>
              {t('bar.more')}
            </Button>
          }
        >
          {(['fix', 'untag', 'system', 'trash', 'restore'] as const).map((kind) => (
            <MenuItem key={kind} onSelect={() => onAct(kind)}>
              {t(`bar.${kind}`)}
            </MenuItem>
          ))}
          <MenuItem onSelect={onPairs}>{t('bar.pairs')}</MenuItem>
        </Menu>
      </div>
    </section>
  )
}
