'use client'

import { useTranslations } from 'next-intl'
import { MarkedText } from '@/components/ui/marked-text'
import { Swatch } from '@/components/ui/swatch'
import type { PreviewChange } from '@/lib/bulk/schema'
import type { Tag } from '@/lib/tags/schema'

/** One thing that would change, as it is and as it would be. */
export function ChangeLine({
  change,
  tags,
}: {
  change: PreviewChange
  tags: ReadonlyMap<string, Pick<Tag, 'name' | 'color'>>
}) {
  const t = useTranslations('bulk.change')
  const editor = useTranslations('editor')
  const place = 'role' in change && t('turn', { turn: change.turn, role: editor(`roles.${change.role}`) })
  switch (change.kind) {
    case 'text':
      return (
        <Line place={place}>
          <MarkedText pieces={change.pieces} />
        </Line>
      )
    case 'insert':
      return (
        <Line place={place}>
          <MarkedText pieces={[{ text: change.text, mark: 'added' }]} />
        </Line>
      )
    case 'weight':
      return (
        <Line place={place}>
          <b className="font-[550]">{t('weight', { from: change.from, to: change.to })}</b>{' '}
          <span className="text-ink-2">{change.excerpt}</span>
        </Line>
      )
    case 'tag': {
      const tag = tags.get(change.tagId)
      return (
        <Line place={change.turn === null ? null : t('turnOnly', { turn: change.turn })}>
          {t(change.on ? 'tagged' : 'untagged')} <Swatch color={tag?.color ?? 'grey'} size={8} />{' '}
          {tag?.name ?? change.tagId}
        </Line>
      )
    }
    case 'status':
      return (
        <Line>
          {t('status', {
            from: editor(`status.${change.from}`),
            to: editor(`status.${change.to}`),
          })}
        </Line>
      )
    case 'trash':
      return <Line>{t(change.to ? 'trash' : 'restore')}</Line>
  }
}

function Line({ place, children }: { place?: React.ReactNode; children: React.ReactNode }) {
  return (
    <div className="grid gap-0.5 border-line border-t py-1.5 first:border-t-0">
      {place && <span className="text-2xs text-ink-3">{place}</span>}
      <div className="whitespace-pre-wrap break-words text-sm">{children}</div>
    </div>
  )
}
