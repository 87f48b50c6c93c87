'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import { Strip } from '@/components/strip/strip'
import { Avatar } from '@/components/ui/avatar'
import { StatusDot } from '@/components/ui/status-dot'
import { Swatch } from '@/components/ui/swatch'
import { usePeopleAt } from '@/components/workspace/presence-context'
import type { ListedExample } from '@/lib/examples/schema'
import { inOrder } from '@/lib/tags/in-order'
import type { Tag } from '@/lib/tags/schema'

/** One example in the list: state, number, first words, tags, and its strip. */
export const QueueRow = memo(function QueueRow({
  row,
  tags,
  current,
  dimmed,
  picked,
  onOpen,
  onPick,
}: {
  row: ListedExample
  tags: ReadonlyMap<string, Tag>
  current: boolean
  dimmed: boolean
  /** Whether it is ticked; null where nothing can be. */
  picked: boolean | null
  onOpen: (number: number) => void
  onPick: ((number: number, toHere: boolean) => void) | null
}) {
  const t = useTranslations('queue')
  const editor = useTranslations('editor')
  const own = inOrder(tags, row.tagIds)
  return (
    <div className="relative h-full">
      <button
        type="button"
        onClick={() => onOpen(row.number)}
        aria-current={current || undefined}
        className={clsx(
          'relative grid h-full w-full content-start gap-1.5 border-line border-t px-3.5 pt-2 pb-2.5 text-left outline-offset-[-2px]',
          current ? 'bg-accent-soft' : 'hover:bg-hover',
          dimmed && 'opacity-45',
        )}
      >
        {current && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-[3px] bg-accent" />}
        <span
          className={clsx(
            'flex min-w-0 items-center gap-1.5 text-2xs text-ink-3',
            picked !== null && 'pl-5.5',
          )}
        >
          <StatusDot status={row.status} />
          <span className="shrink-0">#{row.number}</span>
          <span className="sr-only">
            {row.kind === 'preference'
              ? t('pairHint', { status: editor(`status.${row.status}`) })
              : t('rowHint', {
                  status: editor(`status.${row.status}`),
                  trained: row.trainedTurns,
                  assistant: row.assistantTurns,
                })}
          </span>
          {row.kind === 'preference' && (
            <span
              aria-hidden="true"
              className="shrink-0 rounded-sm border border-line-strong px-1 text-ink-2"
            >
              {t('pair')}
            </span>
          )}
          <span className="shrink-0">{t('turns', { count: row.turns })}</span>
          <OpenBy number={row.number} />
          {row.errors > 0 && (
            <span className="shrink-0 text-bad">{t('problems', { count: row.errors })}</span>
          )}
          {row.findings > 0 && (
            <span
              title={t('findings', { count: row.findings })}
              className="shrink-0 rounded-sm bg-warn-soft px-1 text-warn"
            >
              <span aria-hidden="true">{row.findings}</span>
              <span className="sr-only">{t('findings', { count: row.findings })}</span>
            </span>
          )}
          {row.split && <span className="shrink-0">{t(`split.${row.split}`)}</span>}
          <span className="flex-1" />
          {own.slice(0, 2).map((tag) => (
            <span key={tag.id} className="inline-flex min-w-0 items-center gap-1 text-ink-2">
              <Swatch color={tag.color} size={7} />
              <span className="max-w-20 truncate">{tag.name}</span>
            </span>
          ))}
          {own.length > 2 && <span className="shrink-0">+{own.length - 2}</span>}
          {own.length === 0 && <span>{t('untagged')}</span>}
        </span>
        <span data-text="" className="line-clamp-2 min-h-[1lh] text-sm">
          {row.preview || t('emptyPreview')}
        </span>
        <Strip frames={row.strip} />
      </button>
      {picked !== null && (
        <label className="absolute top-1 left-2 grid size-6 cursor-pointer place-items-center pointer-coarse:size-9">
          <input
            type="checkbox"
            checked={picked}
            aria-label={t('select', { number: row.number })}
            className="size-3.5 cursor-pointer accent-accent"
            onChange={(event) => onPick?.(row.number, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </label>
      )}
    </div>
  )
})

/** Who else has it open. */
function OpenBy({ number }: { number: number }) {
  const t = useTranslations('presence')
  const people = usePeopleAt(number)
  if (people.length === 0) return null
  const names = people.map(({ name }) => name).join(', ')
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5" title={t('openBy', { names })}>
      {people.slice(0, 2).map(({ id, name }) => (
        <Avatar key={id} id={id} name={name} className="size-4 text-[0.5rem]" />
      ))}
      <span aria-hidden="true">{people.length > 2 && t('count', { count: people.length })}</span>
      <span className="sr-only">{t('openBy', { names })}</span>
    </span>
  )
}
