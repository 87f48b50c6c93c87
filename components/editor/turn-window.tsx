'use client'

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { Message, MessageId } from '@/lib/conversations/schema'
import { useEditor } from './session-context'
import { Turn } from './turn'
import { elementOf, useFollowFocus } from './use-follow-focus'

const lineUnits = 62
const lineHeight = 24
const chrome = 26
const mostGuessed = 10_000

/** A guess until a turn was in sight once. */
function guessHeight(message: Message | undefined): number {
  const length = typeof message?.content === 'string' ? message.content.length : 0
  return chrome + lineHeight * Math.max(1, Math.ceil(Math.min(length, mostGuessed) / lineUnits))
}

/** The turns of a very long conversation: only those in sight are there, and the ones that are worked on. */
export function TurnWindow({ ids, head }: { ids: readonly MessageId[]; head: ReactNode }) {
  const t = useTranslations('editor')
  const messages = useEditor((s) => s.shown.draft.conversation.messages)
  const focusId = useEditor((s) => s.focusId)
  const editingId = useEditor((s) => s.editingId)
  const list = useRef<HTMLDivElement>(null)
  const above = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  const kept = [focusId, editingId].map((id) => (id === null ? -1 : ids.indexOf(id)))
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => list.current?.parentElement ?? null,
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    estimateSize: (index) => guessHeight(messages[index]),
    overscan: 5,
    scrollMargin: margin,
    scrollPaddingStart: 12,
    scrollPaddingEnd: 12,
    rangeExtractor: (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), ...kept])]
        .filter((index) => index >= 0 && index < ids.length)
        .sort((a, b) => a - b),
  })
  useFollowFocus((id) => {
    const index = ids.indexOf(id)
    const { startIndex = 0, endIndex = 0 } = virtual.range ?? {}
    const isNear = index >= startIndex - 1 && index <= endIndex + 1
    if (index < 0 || isNear) elementOf(id)?.scrollIntoView({ block: 'nearest' })
    else virtual.scrollToIndex(index, { align: 'start' })
  })
  // outside system: the height of what stands over the turns
  useEffect(() => {
    const measure = () => {
      const pane = list.current?.parentElement
      if (!list.current || !pane) return
      const offset = list.current.getBoundingClientRect().top - pane.getBoundingClientRect().top
      setMargin(Math.round(offset + pane.scrollTop))
    }
    const observer = new ResizeObserver(measure)
    if (above.current) observer.observe(above.current)
    return () => observer.disconnect()
  }, [])
  return (
    <>
      <div ref={above}>{head}</div>
      <div
        ref={list}
        role="feed"
        aria-label={t('turns')}
        className="turn-window relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start - margin}px)` }}
          >
            <Turn id={ids[index]!} index={index} />
          </div>
        ))}
      </div>
    </>
  )
}
