'use client'

import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Takes files that are dropped anywhere on the page; true while one hovers over it. */
export function usePageDrop(onFiles: ((files: File[]) => void) | null): boolean {
  const [over, setOver] = useState(false)
  const handler = useRef(onFiles)
  handler.current = onFiles

  // the window hears drags wherever they are; unheard, a drop would open the file instead of the page
  useEffect(() => {
    let depth = 0
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      depth += 1
      setOver(handler.current !== null)
    }
    const leave = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const hover = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      handler.current?.([...(event.dataTransfer?.files ?? [])])
    }
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop }
    for (const [type, listener] of Object.entries(listeners))
      window.addEventListener(type as keyof typeof listeners, listener)
    return () => {
      for (const [type, listener] of Object.entries(listeners))
        window.removeEventListener(type as keyof typeof listeners, listener)
    }
  }, [])
  return over
}

/** Where a file is dropped, or picked by mouse or keyboard. */
export function DropArea({
  over,
  onFiles,
  children,
}: {
  over: boolean
  onFiles: (files: File[]) => void
  children?: ReactNode
}) {
  const t = useTranslations('imports.drop')
  const input = useRef<HTMLInputElement>(null)
  const hint = useId()
  return (
    <div
      className={clsx(
        'grid justify-items-center gap-3 rounded-xl border border-dashed px-5 py-10 text-center',
        over ? 'border-accent bg-accent-soft' : 'border-line-field bg-panel',
      )}
    >
      <p className="font-semibold text-lg">{over ? t('here') : t('title')}</p>
      <div className="flex flex-wrap items-center justify-center gap-2 text-ink-2">
        {t('text')}
        <Button variant="primary" aria-describedby={hint} onClick={() => input.current?.click()}>
          {t('pick')}
        </Button>
      </div>
      <p id={hint} className="text-ink-3 text-xs">
        {t('limits')}
      </p>
      <input
        ref={input}
        type="file"
        accept=".jsonl,.json,.ndjson,.txt,.csv,.tsv,.tab,.yaml,.yml,.gz,.parquet"
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {children}
    </div>
  )
}
