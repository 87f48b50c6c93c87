'use client'

import clsx from 'clsx'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
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

  // outside system: the caret, which React does not place
  useEffect(() => {
    if (!autoFocus || !field.current) return
    const end = field.current.value.length
    field.current.focus({ preventScroll: false })
    field.current.setSelectionRange(end, end)
  }, [autoFocus])

  const keyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && onLeave) {
      event.preventDefault()
      event.stopPropagation()
      flush()
      onLeave()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) flush()
  }

  const shape = clsx(
    'col-start-1 row-start-1 w-full whitespace-pre-wrap',
    mono && 'font-mono text-xs leading-relaxed',
    className,
  )
  return (
    <div className="grid max-h-[70vh] overflow-y-auto">
      {/* the same text, unseen, gives the height where field-sizing is not known */}
      {text.length < 20_000 && (
        <div aria-hidden="true" className={clsx(shape, 'invisible')}>
          {`${text}\u200b`}
        </div>
      )}
      <textarea
        ref={field}
        value={text}
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        disabled={disabled}
        rows={1}
        spellCheck={text.length < 20_000}
        className={clsx(
          shape,
          'm-0 resize-none border-0 bg-transparent p-0 outline-none',
          text.length >= 20_000 && 'h-[60vh]',
        )}
        onChange={(event) => {
          latest.current = event.target.value
          setText(event.target.value)
          clearTimeout(timer.current)
          waitsSince.current ??= performance.now()
          const left = waitsSince.current + longestMs - performance.now()
          timer.current = setTimeout(() => flushNow.current(), Math.min(flushMs, left))
        }}
        onKeyDown={keyDown}
        onBlur={flush}
        onSelect={(event) => onCaret?.(event.currentTarget.selectionStart)}
      />
    </div>
  )
}
