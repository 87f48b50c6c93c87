'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { useFileSize } from '@/components/ui/file-size'
import { type Cut, cut, type Part, recut } from '@/lib/conversations/parts'
import { GrowingText } from './growing-text'
import { caretIn, firstSeen, type Place } from './text-place'

const partsAtFirst = 3
const lineUnits = 62
const lineHeight = 24

/**
 * A text that no browser lays out as a whole: the start of it until all is asked for, each part drawn when it comes
 * into sight, and one part at a time a field, under the same words at the same place.
 */
export function LongText({
  text,
  label,
  editing,
  autoFocus,
  onText,
  onLeave,
  onCaret,
}: {
  text: string
  label: string
  editing: boolean
  autoFocus: boolean
  /** `at` is where `base` stands in the whole text. */
  onText: (at: number, base: string, text: string) => void
  onLeave: () => void
  onCaret: (at: number) => void
}) {
  const t = useTranslations('editor')
  const size = useFileSize()
  const box = useRef<HTMLDivElement>(null)
  const [known, setKnown] = useState<Cut>(() => cut(text))
  const [open, setOpen] = useState<Place | null>(null)
  const [whole, setWhole] = useState(false)
  const editedKey = editing ? (open?.key ?? null) : null
  if (known.text !== text) setKnown(recut(known, text, editedKey))
  const first = useRef(0)
  first.current = known.parts[0]?.key ?? 0
  const parts = whole ? known.parts : known.parts.slice(0, partsAtFirst)
  const bytes = useMemo(() => (whole ? 0 : new Blob([text]).size), [whole, text])

  // outside system: the scroll position tells which part is read; a double click has told it already
  useEffect(() => {
    if (!editing) setOpen(null)
    else setOpen((place) => place ?? firstSeen(box.current) ?? { key: first.current, caret: 0 })
  }, [editing])

  const startOf = (key: number) => {
    const before = known.parts.slice(
      0,
      known.parts.findIndex((part) => part.key === key),
    )
    return before.reduce((sum, part) => sum + part.text.length, 0)
  }
  const step = (key: number, by: -1 | 1) => {
    const next = known.parts[known.parts.findIndex((part) => part.key === key) + by]
    if (!next) return
    if (!parts.includes(next)) setWhole(true)
    setOpen({ key: next.key, caret: by === 1 ? 0 : next.text.length })
  }
  return (
    // a click is a comfort beside the keys that do the same
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      ref={box}
      onDoubleClick={(event) => !editing && setOpen(caretIn(event))}
      onClick={(event) => {
        const place = editing ? caretIn(event) : null
        if (place && getSelection()?.isCollapsed) setOpen(place)
      }}
    >
      {parts.map((part, i) =>
        part.key === editedKey ? (
          <GrowingText
            key={part.key}
            whole
            value={part.text}
            label={t('partLabel', { label, number: i + 1, count: known.parts.length })}
            autoFocus={autoFocus}
            caret={open?.caret}
            onText={(base, typed) => onText(startOf(part.key), base, typed)}
            onLeave={onLeave}
            onCaret={(at) => onCaret(startOf(part.key) + at)}
            onEdge={(by) => step(part.key, by)}
          />
        ) : (
          <ReadPart key={part.key} part={part} editing={editing} />
        ),
      )}
      {parts.length < known.parts.length && (
        <button
          type="button"
          className="mt-1 rounded-md py-1 text-sm text-accent underline underline-offset-4"
          onClick={() => setWhole(true)}
        >
          {t('showAll', { size: size(bytes) })}
        </button>
      )}
    </div>
  )
}

/** Its height is guessed until it has been in sight once. */
const ReadPart = memo(function ReadPart({ part, editing }: { part: Part; editing: boolean }) {
  const lines = Math.ceil(part.text.length / lineUnits)
  return (
    <div
      data-part={part.key}
      data-text=""
      className={clsx('[content-visibility:auto] whitespace-pre-wrap', editing && 'cursor-text')}
      style={{ containIntrinsicBlockSize: `auto ${lines * lineHeight}px` }}
    >
      {part.text}
    </div>
  )
})
