'use client'

import { useFormatter } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { useIsClient } from './platform'

const listeners = new Set<() => void>()
let now = 0
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const tell of listeners) tell()
  }, 30_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function readClock(): number {
  if (now === 0 || timer === undefined) now = Date.now()
  return now
}

/** "2 minutes ago", with the full date in the reader's time zone on hover. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const format = useFormatter()
  const isClient = useIsClient()
  const clock = useSyncExternalStore(subscribe, readClock, () => 0)
  const date = new Date(at)
  // before the browser has spoken, the time zone and the clock are unknown
  const text = isClient
    ? format.relativeTime(date, Math.max(clock, date.getTime()))
    : format.dateTime(date, { dateStyle: 'medium' })
  const title = isClient
    ? new Intl.DateTimeFormat(document.documentElement.lang, {
        dateStyle: 'full',
        timeStyle: 'short',
      }).format(date)
    : undefined
  return (
    <time dateTime={at} title={title} className={className}>
      {text}
    </time>
  )
}
