'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useField } from './field'

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A list of short texts: Enter adds what is written, many lines that are pasted become as many, Backspace takes the last back. */
export function ListInput({
  value,
  onChange,
  disabled = false,
  placeholder,
}: {
  value: readonly string[]
  onChange: (value: string[]) => void
  disabled?: boolean
  placeholder?: string
}) {
  const t = useTranslations('ui.list')
  const field = useField()
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const add = (more: string) => {
    setText('')
    const fresh = linesOf(more)
    if (fresh.length > 0) onChange([...new Set([...value, ...fresh])])
  }
  const keyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault()
      add(text)
    }
    if (event.key === 'Backspace' && text === '' && value.length > 0) {
      event.preventDefault()
      setText(value.at(-1)!)
      onChange(value.slice(0, -1))
    }
  }
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData('text/plain')
    if (!pasted.includes('\n')) return
    event.preventDefault()
    add(text + pasted)
  }
  return (
    <div className="flex flex-wrap items-center gap-1 rounded-[7px] border border-line-field bg-panel p-1 focus-within:border-accent has-aria-invalid:border-bad">
      {value.map((item) => (
        <span key={item} className="inline-flex max-w-full items-center rounded-[5px] bg-sunken pl-2 text-sm">
          <span className="truncate">{item}</span>
          <button
            type="button"
            disabled={disabled}
            aria-label={t('remove', { item })}
            onClick={() => {
              onChange(value.filter((other) => other !== item))
              input.current?.focus()
            }}
            className="grid size-6 shrink-0 place-items-center rounded-[5px] text-ink-2 hover:text-ink disabled:hidden pointer-coarse:size-9"
          >
            <X className="size-3" aria-hidden="true" />
          </button>
        </span>
      ))}
      <input
        {...field}
        ref={input}
        type="text"
        autoComplete="off"
        value={text}
        disabled={disabled}
        placeholder={placeholder ?? t('placeholder')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keyDown}
        onPaste={paste}
        onBlur={() => add(text)}
        className="h-6.5 min-w-32 flex-1 bg-transparent px-1.5 text-sm outline-none pointer-coarse:h-9 pointer-coarse:text-[1rem]"
      />
    </div>
  )
}
