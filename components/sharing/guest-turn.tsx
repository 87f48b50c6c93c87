'use client'

import clsx from 'clsx'
import { ImageIcon, Wrench } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Swatch } from '@/components/ui/swatch'
import type { SharedMessage, SharedPiece, SharedTag } from '@/lib/sharing/schema'
import { inOrder } from '@/lib/tags/in-order'

/** One message to read: who says it, whether a model learns it, the text, its tags. */
export function GuestTurn({
  message,
  index,
  count,
  tags,
}: {
  message: SharedMessage
  index: number
  count: number
  tags: ReadonlyMap<string, SharedTag>
}) {
  const t = useTranslations('editor')
  const guest = useTranslations('sharing.guest')
  const { lesson, part } = message
  const answer = part === 'preferred' || part === 'rejected' ? part : null
  const speaker = answer ? t(`parts.${answer}`) : t(`roles.${message.role}`)
  const own = inOrder(tags, message.tagIds)
  return (
    <article
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-label={t('turnLabel', { number: index + 1, role: speaker })}
      className="turn relative grid scroll-my-24 gap-x-3.5 py-3 [grid-template-columns:78px_minmax(0,66ch)] max-sm:grid-cols-1 max-sm:gap-y-1"
    >
      <div className="grid content-start gap-1 pt-0.5 text-ink-3 text-xs max-sm:flex max-sm:gap-2">
        <span className={clsx(lesson === 1 && 'text-accent')}>{speaker}</span>
        {lesson === 0 && <span>{guest('contextOnly')}</span>}
      </div>
      <div
        className={clsx(
          'grid min-w-0 content-start gap-2 text-base',
          lesson === 1 && 'border-accent border-l-3 pl-3.5',
          lesson === 0 && 'border-line-strong border-l-3 border-dashed pl-3.5 text-ink-3',
          lesson === -1 && 'pl-[17px] max-sm:pl-0',
          lesson === -2 && 'answer-rejected border-l-3 pl-3.5',
        )}
      >
        {message.pieces.map((piece, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
          <Piece key={i} piece={piece} />
        ))}
        {message.calls.map((call, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <div key={i} className="rounded-lg border border-line p-2 text-sm">
            <div className="mb-1.5 flex items-center gap-2">
              <Wrench className="size-3.5 shrink-0 text-(--tag-violet)" aria-hidden="true" />
              <b className="truncate font-mono text-xs">{call.name}</b>
            </div>
            <LongText text={pretty(call.arguments)} className="font-mono text-ink-2 text-xs" />
          </div>
        ))}
        {own.length > 0 && (
          <ul className="flex flex-wrap gap-x-2 gap-y-1 text-ink-2 text-xs">
            {own.map((tag) => (
              <li key={tag.id} className="inline-flex items-center gap-1">
                <Swatch color={tag.color} />
                {tag.name}
              </li>
            ))}
          </ul>
        )}
      </div>
    </article>
  )
}

function Piece({ piece }: { piece: SharedPiece }) {
  const t = useTranslations('editor')
  const guest = useTranslations('sharing.guest')
  if (piece.kind === 'image') {
    const link = /^https?:/.test(piece.url)
    return (
      <p className="flex min-w-0 items-center gap-2 text-sm">
        <ImageIcon className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
        {link ? (
          // never loaded by the page: whoever follows it goes there themselves
          <a
            href={piece.url}
            target="_blank"
            rel="noreferrer noopener nofollow"
            className="truncate text-accent underline underline-offset-2"
          >
            {piece.url}
          </a>
        ) : (
          <span className="truncate">{piece.url}</span>
        )}
      </p>
    )
  }
  if (piece.kind === 'other')
    return <p className="text-ink-3 text-sm italic">{guest('otherPart', { type: piece.text || '?' })}</p>
  return (
    <div>
      {piece.kind === 'refusal' && <span className="text-ink-3 text-xs">{t('refusalPart')}</span>}
      {piece.text === '' ? (
        <span className="text-ink-3 text-sm italic">{t('emptyText')}</span>
      ) : (
        <LongText text={piece.text} />
      )}
    </div>
  )
}

const shownAtFirst = 20_000

/** A text of megabytes would hold the page up: its beginning, and the rest when asked for. */
function LongText({ text, className }: { text: string; className?: string }) {
  const t = useTranslations('sharing.guest')
  const [whole, setWhole] = useState(false)
  const cut = !whole && text.length > shownAtFirst
  return (
    <div className={clsx('whitespace-pre-wrap [overflow-wrap:anywhere]', className)}>
      {cut ? `${text.slice(0, shownAtFirst).toWellFormed()}…` : text}
      {cut && (
        <Button size="sm" className="mt-2 block" onClick={() => setWhole(true)}>
          {t('showRest', { count: text.length - shownAtFirst })}
        </Button>
      )}
    </div>
  )
}

function pretty(args: string): string {
  try {
    return JSON.stringify(JSON.parse(args), null, 2)
  } catch {
    return args
  }
}
