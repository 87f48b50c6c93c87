'use client'

import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, Wrench } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { HeadStrip } from '@/components/strip/strip'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { Skeleton } from '@/components/ui/skeleton'
import { Swatch } from '@/components/ui/swatch'
import type { SharedExample, SharedTag } from '@/lib/sharing/schema'
import { inOrder } from '@/lib/tags/in-order'
import { GuestTurn } from './guest-turn'
import type { useGuest } from './use-guest'

type Guest = ReturnType<typeof useGuest>

export function GuestConversation({
  calls,
  read,
  number,
  tag,
  tags,
  onOpen,
}: {
  calls: Guest['calls']
  read: Guest['read']
  number: number
  tag: string | null
  tags: ReadonlyMap<string, SharedTag>
  onOpen: (number: number) => void
}) {
  const t = useTranslations('sharing.guest')
  const { data, isError } = useQuery({
    queryKey: ['shared', 'example', number, tag],
    queryFn: ({ signal }) => read(calls.example(number, tag, signal)),
    retry: false,
  })
  if (isError)
    return (
      <EmptyState title={t('notThere')} className="px-7">
        {t('notThereHint')}
      </EmptyState>
    )
  if (!data)
    return (
      <div className="grid gap-4 p-7" aria-busy="true">
        <Skeleton className="h-5" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </div>
    )
  return <Opened example={data} tags={tags} onOpen={onOpen} />
}

function Opened({
  example,
  tags,
  onOpen,
}: {
  example: SharedExample
  tags: ReadonlyMap<string, SharedTag>
  onOpen: (number: number) => void
}) {
  const t = useTranslations('sharing.guest')
  const { number, strip, messages, tools, previous, next } = example
  const [focus, setFocus] = useState(-1)
  const turns = useRef<HTMLDivElement>(null)
  // a frame of a long conversation stands for several turns
  const size = Math.max(1, Math.ceil(messages.length / strip.length))
  const jump = (frame: number) => {
    setFocus(frame)
    turns.current?.children[frame * size]?.scrollIntoView({ block: 'start' })
  }
  return (
    <article aria-label={t('example', { number })} className="mx-auto max-w-[calc(66ch+8rem)] px-4 sm:px-7">
      <div className="sticky top-0 z-10 grid gap-2 border-line border-b bg-bg py-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="font-semibold text-base">#{number}</h2>
          {inOrder(tags, example.tagIds).map(({ id, name, color }) => (
            <span key={id} className="inline-flex items-center gap-1 text-ink-2 text-xs">
              <Swatch color={color} />
              {name}
            </span>
          ))}
          <span className="flex-1" />
          {(previous !== null || next !== null) && (
            <span className="flex">
              <IconButton
                size="sm"
                label={t('previous')}
                disabled={previous === null}
                onClick={() => previous !== null && onOpen(previous)}
              >
                <ChevronLeft />
              </IconButton>
              <IconButton
                size="sm"
                label={t('next')}
                disabled={next === null}
                onClick={() => next !== null && onOpen(next)}
              >
                <ChevronRight />
              </IconButton>
            </span>
          )}
        </div>
        <HeadStrip
          frames={strip}
          focus={focus}
          label={(i) => t('jump', { number: i * size + 1 })}
          onJump={jump}
        />
      </div>
      {tools.length > 0 && (
        <details className="border-line border-b py-2 text-xs">
          <summary className="cursor-pointer text-ink-2">{t('tools', { count: tools.length })}</summary>
          <ul className="mt-2 grid gap-2">
            {tools.map((tool, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: tools have no identity but their place
              <li key={i} className="flex gap-2">
                <Wrench className="mt-0.5 size-3.5 shrink-0 text-(--tag-violet)" aria-hidden="true" />
                <span className="min-w-0">
                  <b className="break-all font-mono">{tool.name}</b>
                  <span className="block text-ink-2">{tool.description}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div ref={turns} className="pb-10">
        {messages.map((message, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a guest's messages have no identity but their place
          <GuestTurn key={i} message={message} index={i} count={messages.length} tags={tags} />
        ))}
      </div>
    </article>
  )
}
