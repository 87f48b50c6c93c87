'use client'

import clsx from 'clsx'
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { asField, fromField, placeInField, placeInText } from '@/lib/conversations/line-ends'
import { longFrom } from '@/lib/conversations/parts'
import { useSurroundings } from './session-context'

const flushMs = 350
const longestMs = 700

/**
 * A text field as tall as its text. What is typed is handed over after a short pause, at the latest `longestMs` after
 * the key, when the field is left, when the page is hidden, and before the text under it is replaced; `base` is the
 * text that the change was made on. Composition (Korean, Japanese…) is left alone: the field keeps its own text until
 * then.
 */
export function GrowingText({
  value,
  label,
  mono = false,
  autoFocus = false,
  disabled = false,
  invalid = false,
  describedBy,
  className,
  onText,
  onLeave,
  onCaret,
  whole = false,
  caret,
  onEdge,
}: {
  value: string
  label: string
  mono?: boolean
  autoFocus?: boolean
  disabled?: boolean
  invalid?: boolean
  describedBy?: string
  className?: string
  onText: (base: string, text: string) => void
  onLeave?: () => void
  onCaret?: (at: number) => void
  /** As tall as its text, however tall: a part of a longer text that scrolls with it. */
  whole?: boolean
  /** Where the caret stands at first; else at the end. */
  caret?: number
  /** The caret was at an end of the text and wants further: -1 up, 1 down. */
  onEdge?: (by: -1 | 1) => void
}) {
  const { session } = useSurroundings()
  const [text, setText] = useState(value)
  const base = useRef(value)
  const latest = useRef(text)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const waitsSince = useRef<number | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const handOver = useRef(onText)
  handOver.current = onText

  const flush = () => {
    clearTimeout(timer.current)
    waitsSince.current = null
    if (latest.current === base.current) return
    const before = base.current
    base.current = latest.current
    handOver.current(before, latest.current)
  }
  const flushNow = useRef(flush)
  flushNow.current = flush

  // someone else's change, or an undo: taken over where nothing of ours waits
  if (value !== base.current && latest.current === base.current) {
    base.current = value
    latest.current = value
    setText(value)
  }

  // outside system: the page's life (closing, another tab in front) and this field's end
  useEffect(() => {
    const hidden = () => flushNow.current()
    const remove = session.addField(hidden)
    document.addEventListener('visibilitychange', hidden)
    addEventListener('pagehide', hidden)
    return () => {
      remove()
      document.removeEventListener('visibilitychange', hidden)
      removeEventListener('pagehide', hidden)
      flushNow.current()
    }
  }, [session])

  const firstCaret = useRef(caret)
  // outside system: the caret, which React does not place
  useEffect(() => {
    if (!autoFocus || !field.current) return
    const at =
      firstCaret.current === undefined
        ? field.current.value.length
        : placeInField(latest.current, firstCaret.current)
    // a tall part stands where it was read, so nothing is to move
    field.current.focus({ preventScroll: whole })
    field.current.setSelectionRange(at, at)
  }, [autoFocus, whole])

  const keyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && onLeave) {
      event.preventDefault()
      event.stopPropagation()
      flush()
      onLeave()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) flush()
    const by = onEdge && edgeOf(event)
    if (!by) return
    event.preventDefault()
    flush()
    onEdge(by)
  }

  // Megabytes never reach the field, which would stand still over them: they go where the text is kept, and come back
  // in parts.
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData('text/plain')
    if (pasted.length + text.length < longFrom) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    const now = latest.current
    const [from, to] = [placeInText(now, selectionStart), placeInText(now, selectionEnd)]
    latest.current = now.slice(0, from) + pasted + now.slice(to)
    flush()
  }

  // the browser writes every line end as LF: what it shows is not what is kept
  const shown = asField(text)
  const shape = clsx(
    'col-start-1 row-start-1 w-full whitespace-pre-wrap',
    mono && 'font-mono text-xs leading-relaxed',
    className,
  )
  return (
    <div className={clsx('grid', !whole && 'max-h-[70vh] overflow-y-auto')}>
      {/* the same text, unseen, gives the height where field-sizing is not known */}
      {(whole || text.length < 20_000) && (
        <div aria-hidden="true" className={clsx(shape, 'invisible')}>
          {`${shown}\u200b`}
        </div>
      )}
      <textarea
        ref={field}
        value={shown}
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        disabled={disabled}
        rows={1}
        spellCheck={text.length < 20_000}
        className={clsx(
          shape,
          'm-0 resize-none border-0 bg-transparent p-0 outline-none',
          !whole && text.length >= 20_000 && 'h-[60vh]',
        )}
        onChange={(event) => {
          latest.current = fromField(latest.current, event.target.value)
          setText(latest.current)
          clearTimeout(timer.current)
          waitsSince.current ??= performance.now()
          const left = waitsSince.current + longestMs - performance.now()
          timer.current = setTimeout(() => flushNow.current(), Math.min(flushMs, left))
        }}
        onKeyDown={keyDown}
        onPaste={paste}
        onBlur={flush}
        onSelect={(event) => onCaret?.(placeInText(latest.current, event.currentTarget.selectionStart))}
      />
    </div>
  )
}

/** Which end of the text the caret is about to leave; null where it moves inside. */
function edgeOf(event: KeyboardEvent<HTMLTextAreaElement>): -1 | 1 | null {
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return null
  const { selectionStart, selectionEnd, value } = event.currentTarget
  if (selectionStart !== selectionEnd) return null
  if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') return selectionStart === 0 ? -1 : null
  if (event.key === 'ArrowDown' || event.key === 'ArrowRight')
    return selectionStart === value.length ? 1 : null
  return null
}
