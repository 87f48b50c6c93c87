import type { MouseEvent } from 'react'

/** A part of a long text, and a place in it. */
export type Place = { key: number; caret: number }

/** Where a click fell, null where not on a part that is read. */
export function caretIn(event: MouseEvent): Place | null {
  const part = event.target instanceof Element ? event.target.closest('[data-part]') : null
  return part ? { key: keyOf(part), caret: offsetAt(part, event.clientX, event.clientY) } : null
}

/** The first part of `box` in sight, at its first line in sight. */
export function firstSeen(box: HTMLElement | null): Place | null {
  const pane = box?.closest('#conversation')?.getBoundingClientRect()
  const top = (pane?.top ?? 0) + 8
  const seen = [...(box?.querySelectorAll('[data-part]') ?? [])].find(
    (part) => part.getBoundingClientRect().bottom > top,
  )
  if (!seen) return null
  const rect = seen.getBoundingClientRect()
  return { key: keyOf(seen), caret: rect.top >= top ? 0 : offsetAt(seen, rect.left + 2, top + 8) }
}

const keyOf = (part: Element) => Number(part.getAttribute('data-part'))

function offsetAt(part: Element, x: number, y: number): number {
  const found = document.caretPositionFromPoint?.(x, y)
  return found && part.contains(found.offsetNode) ? found.offset : 0
}
