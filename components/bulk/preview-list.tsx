'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Spinner } from '@/components/ui/spinner'
import type { Tag } from '@/lib/tags/schema'
import { ChangeLine } from './preview-change'
import { enoughShown, type Preview } from './use-preview'

/** How many would change, how many not and why, and every change page by page. */
export function PreviewList({
  preview,
  busy,
  total,
  tags,
  onMore,
}: {
  preview: Preview
  busy: boolean
  total: number
  tags: ReadonlyMap<string, Pick<Tag, 'name' | 'color'>>
  onMore: () => void
}) {
  const t = useTranslations('bulk')
  const { items, looked, changed, stay, done, next, failure } = preview
  if (failure) return null
  return (
    <section aria-label={t('preview.title')} className="grid gap-2">
      <div className="flex items-center gap-2 text-sm">
        <p role="status">
          {done
            ? t.rich('preview.would', {
                changed,
                looked,
                b: (text) => <b className="font-semibold">{text}</b>,
              })
            : looked > 0
              ? t('preview.soFar', { changed, looked, total: Math.max(total, looked) })
              : t('preview.reading')}
        </p>
        {busy && <Spinner className="size-3.5" />}
      </div>
      {stay.length > 0 && (
        <ul className="grid gap-0.5 text-xs text-ink-2">
          {stay.map(({ reason, outcome, count, numbers }) => (
            <li key={reason}>
              {t(`preview.stay.${outcome === 'unchanged' ? 'unchanged' : 'skipped'}`, { count })}{' '}
              {t(`reasons.${reason}`)} <span className="text-ink-3">{examplesOf(numbers, count)}</span>
            </li>
          ))}
        </ul>
      )}
      {items.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by the keyboard too
        <ol tabIndex={0} className="max-h-[38dvh] overflow-y-auto rounded-md border border-line bg-bg px-3">
          {items.map(({ number, changes }) => (
            <li
              key={number}
              className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-2 border-line border-t py-1 first:border-t-0"
            >
              <span className="py-1.5 text-xs text-ink-3">#{number}</span>
              <div className="min-w-0">
                {changes.map((change, i) => {
                  const key = `${i}${change.kind}`
                  return <ChangeLine key={key} change={change} tags={tags} />
                })}
              </div>
            </li>
          ))}
          {next !== null && (done || items.length >= enoughShown) && (
            <li className="border-line border-t py-2 text-center">
              <Button size="sm" onClick={onMore}>
                {t('preview.more')}
              </Button>
            </li>
          )}
        </ol>
      )}
    </section>
  )
}

const examplesOf = (numbers: number[], count: number) =>
  numbers.map((n) => `#${n}`).join(' ') + (count > numbers.length ? ' …' : '')
