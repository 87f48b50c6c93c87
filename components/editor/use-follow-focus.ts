'use client'

import { useEffect, useRef } from 'react'
import { overlaySelector, targetKind } from '@/lib/shortcuts/target'
import { useEditor } from './session-context'

export const elementOf = (messageId: string): HTMLElement | null =>
  document.getElementById(`turn-${messageId}`)

/**
 * When the focus moves to a turn, by key or by the strip, `bring` it into sight, and the keyboard with it unless it is
 * in a field: so a screen reader reads the turn, and Tab goes on inside it.
 */
export function useFollowFocus(bring: (messageId: string) => void): void {
  const focusId = useEditor((s) => s.focusId)
  const latest = useRef(bring)
  latest.current = bring
  const isFirst = useRef(true)
  // outside system: the scroll position and the page's focus
  useEffect(() => {
    const opened = isFirst.current
    isFirst.current = false
    if (focusId === null) return
    latest.current(focusId)
    // an example that opens leaves the focus where it was
    if (!opened && isFree(document.activeElement)) elementOf(focusId)?.focus({ preventScroll: true })
  }, [focusId])
}

const isFree = (active: Element | null): boolean =>
  active === null || (targetKind(active) !== 'text' && active.closest(overlaySelector) === null)
