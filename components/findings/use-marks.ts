'use client'

import { useEffect } from 'react'
import type { FieldPath, MessageId } from '@/lib/conversations/schema'
import { type Laid, nodeAt, renderedSpan } from './places'

export type Mark = {
  messageId: MessageId
  path: FieldPath
  /** The text at `path` as it is now; `from` to `to` of it are underlined. */
  text: string
  from: number
  to: number
  /** It is the one in hand. */
  current: boolean
}

const names = ['finding', 'finding-current'] as const

/**
 * Underlines places in the texts of the open example: the browser's own highlights, so that no element of the editor
 * changes. A browser that has none shows the notes alone.
 */
export function useMarks(marks: readonly Mark[]): void {
  // outside system: what is on screen, and the browser's highlights
  useEffect(() => {
    const root = document.getElementById('conversation')
    if (!root || marks.length === 0 || !('highlights' in CSS)) return
    let frame = 0
    const draw = () => {
      const ranges = marks.flatMap((mark) => {
        const range = rangeOf(root, mark)
        return range ? [{ range, current: mark.current }] : []
      })
      CSS.highlights.set('finding', new Highlight(...ranges.map(({ range }) => range)))
      const current = ranges.filter((one) => one.current).map(({ range }) => range)
      CSS.highlights.set('finding-current', new Highlight(...current))
    }
    const look = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(draw)
    }
    const observer = new MutationObserver(look)
    observer.observe(root, { childList: true, characterData: true, subtree: true })
    draw()
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      for (const name of names) CSS.highlights.delete(name)
    }
  }, [marks])
}

function rangeOf(root: HTMLElement, { messageId, path, text, from, to }: Mark): Range | null {
  const place = `#${CSS.escape(`turn-${messageId}`)} [data-path="${CSS.escape(path.join('/'))}"]`
  const element = root.querySelector(place)
  if (!element) return null
  const laid: Laid<Text> = []
  let shown = ''
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    laid.push({ node, start: shown.length, length: node.length })
    shown += node.data
  }
  // of a very long text only the parts that were asked for are there
  const span = text.startsWith(shown) ? within(shown, from, to) : renderedSpan(text, shown, from, to)
  const start = span && nodeAt(laid, span[0], false)
  const end = span && nodeAt(laid, span[1], true)
  if (!start || !end) return null
  const range = new Range()
  range.setStart(...start)
  range.setEnd(...end)
  return range
}

const within = (shown: string, from: number, to: number): [number, number] | null =>
  from < to && to <= shown.length ? [from, to] : null
