'use client'

import { ListFilter, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useId, useRef, useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { parseQuery } from '@/lib/query/parse'
import { printQuery, printTerm } from '@/lib/query/print'
import { withoutTerm } from '@/lib/query/terms'
import { FilterMenu } from './filter-menu'
import { Suggestions, useSuggestions } from './suggestions'
import type { QueryTrouble } from './use-list'

/**
 * The one query of the list: chips while it is read, its text while it is written. What can't be understood is
 * said under the box and changes nothing.
 */
export function QueryBox({
  q,
  troubles,
  tagNames,
  input,
  onQuery,
}: {
  q: string
  troubles: QueryTrouble[]
  tagNames: string[]
  input: RefObject<HTMLInputElement | null>
  onQuery: (q: string) => void
}) {
  const t = useTranslations('queue')
  const errors = useTranslations('query.errors')
  const [writing, setWriting] = useState<string | null>(null)
  const errorId = useId()
  const box = useRef<HTMLDivElement>(null)
  const parsed = parseQuery(q)
  const typed = writing === null ? null : parseQuery(writing)
  const shownErrors: { code: string; params: Record<string, string> }[] =
    typed && !typed.ok ? [] : troubles.length > 0 ? troubles : parsed.ok ? [] : parsed.errors
  const suggestions = useSuggestions(writing ?? '', tagNames)
  const submit = (text: string) => {
    setWriting(null)
    onQuery(text.trim())
  }
  const chips = parsed.ok && writing === null && q !== ''
  return (
    <search className="px-3 pt-2.5 pb-2">
      <div
        ref={box}
        className="relative flex min-h-9 items-center gap-1 rounded-lg border border-line-field bg-bg px-2 py-1 focus-within:border-accent"
      >
        {chips && (
          <ul className="flex min-w-0 flex-wrap gap-1">
            {parsed.query.map((term) => {
              const text = printTerm(term)
              return (
                <li
                  key={text}
                  className="inline-flex max-w-full items-center rounded-[5px] bg-sunken pl-1.5 text-ink-2"
                >
                  <span className="truncate">{text}</span>
                  <IconButton
                    size="sm"
                    className="size-5"
                    label={t('removeTerm', { term: text })}
                    onClick={() => onQuery(printQuery(withoutTerm(parsed.query, term)))}
                  >
                    <X />
                  </IconButton>
                </li>
              )
            })}
          </ul>
        )}
        <input
          ref={input}
          type="text"
          value={writing ?? (chips ? '' : q)}
          placeholder={chips ? '' : t('searchPlaceholder')}
          aria-label={t('searchLabel')}
          aria-invalid={shownErrors.length > 0 || undefined}
          aria-describedby={errorId}
          autoComplete="off"
          spellCheck={false}
          className="min-w-8 flex-1 bg-transparent outline-none"
          onFocus={() => setWriting(q === '' ? '' : `${q} `)}
          onChange={(event) => setWriting(event.target.value)}
          onBlur={(event) => {
            if (!box.current?.contains(event.relatedTarget) && writing !== null) submit(writing)
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (suggestions.handleKey(event, setWriting)) return
            if (event.key === 'Enter' && writing !== null) {
              submit(writing)
              event.currentTarget.blur()
            }
            if (event.key === 'Escape') {
              setWriting(null)
              event.currentTarget.value = q
              requestAnimationFrame(() => input.current?.blur())
            }
          }}
        />
        {writing === null && (
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd keys="/" />
          </span>
        )}
        <FilterMenu
          q={q}
          tagNames={tagNames}
          onQuery={onQuery}
          trigger={
            <IconButton size="sm" label={t('addFilter')}>
              <ListFilter />
            </IconButton>
          }
        />
        {writing !== null && (
          <Suggestions suggestions={suggestions} onPick={(text) => setWriting(text)} input={input} />
        )}
      </div>
      <div id={errorId} role="alert" className="text-xs text-bad">
        {shownErrors.map((error) => (
          <p key={error.code + JSON.stringify(error.params)} className="pt-1">
            {errors(error.code, error.params)}
          </p>
        ))}
      </div>
    </search>
  )
}
