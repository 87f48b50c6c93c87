'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { keyNames, keys } from '@/lib/query/words'

type Suggestion = { text: string; insert: string; key: string | null }

/** What could be typed next: keys of the language, and the values that a key knows. */
export function useSuggestions(text: string, tagNames: string[]) {
  const [at, setAt] = useState(-1)
  const word = /(?:^|\s)(-?[^\s"]*)$/.exec(text)?.[1] ?? ''
  const list = suggest(word, tagNames)
  const chosen = Math.min(at, list.length - 1)
  const take = (s: Suggestion) => text.slice(0, text.length - word.length) + s.insert
  const handleKey = (event: KeyboardEvent, write: (text: string) => void): boolean => {
    if (list.length === 0) return false
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setAt((chosen + (event.key === 'ArrowDown' ? 1 : -1) + list.length + 1) % (list.length + 1))
      return true
    }
    const picked = list[chosen]
    if ((event.key === 'Enter' || event.key === 'Tab') && picked) {
      event.preventDefault()
      write(take(picked))
      setAt(-1)
      return true
    }
    return false
  }
  return { list, chosen, take, handleKey }
}

function suggest(word: string, tagNames: string[]): Suggestion[] {
  const minus = word.startsWith('-') ? '-' : ''
  const bare = word.slice(minus.length)
  const colon = bare.indexOf(':')
  if (colon < 0) {
    if (bare === '') return []
    return keyNames
      .filter((key) => key !== 'text' && key.startsWith(bare.toLowerCase()))
      .map((key) => ({ text: `${minus}${key}:`, insert: `${minus}${key}:`, key }))
  }
  const key = keyNames.find((name) => name === bare.slice(0, colon))
  if (!key) return []
  const start = bare.slice(colon + 1).toLowerCase()
  const names = keys[key].suggest === 'tags' ? tagNames.map((n) => (/\s|,/.test(n) ? `"${n}"` : n)) : []
  return [...keys[key].words, ...names]
    .filter((value) => value.toLowerCase().replace('"', '').startsWith(start))
    .slice(0, 12)
    .map((value) => ({ text: value, insert: `${minus}${key}:${value} `, key: null }))
}

export function Suggestions({
  suggestions: { list, chosen, take },
  input,
  onPick,
}: {
  suggestions: ReturnType<typeof useSuggestions>
  input: RefObject<HTMLInputElement | null>
  onPick: (text: string) => void
}) {
  const t = useTranslations('query.keys')
  if (list.length === 0) return null
  return (
    <ul className="absolute top-full right-0 left-0 z-30 mt-1 max-h-72 overflow-y-auto rounded-lg border border-line bg-panel p-1 shadow-lift">
      {list.map((s, i) => (
        <li key={s.text}>
          <button
            type="button"
            tabIndex={-1}
            onPointerDown={(event) => {
              event.preventDefault()
              onPick(take(s))
              input.current?.focus()
            }}
            className={clsx(
              'flex w-full items-baseline gap-2 rounded-md px-2 py-1 text-left',
              i === chosen ? 'bg-hover' : 'hover:bg-hover',
            )}
          >
            <b className="shrink-0">{s.text}</b>
            {s.key && <span className="truncate text-xs text-ink-3">{t(s.key)}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
