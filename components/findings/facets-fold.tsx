'use client'

import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useId, useRef, useState } from 'react'
import { Facets } from './facets'
import { useChosen } from './use-chosen'

/** The facets: beside the list where there is room, else behind one button that says what is chosen. */
export function FacetsFold({ onChange, ...rest }: ComponentProps<typeof Facets>) {
  const t = useTranslations('quality')
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const chosen = useChosen(rest.view).map(({ name }) => name)
  return (
    <div className="grid min-w-0 gap-2">
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex min-h-9 min-w-0 items-center gap-2 rounded-md border border-line bg-raised px-2.5 text-left text-xs hover:bg-hover lg:hidden pointer-coarse:min-h-11"
      >
        <span className="shrink-0 font-[550]">{t('fold')}</span>
        <span className="min-w-0 truncate text-ink-2">
          {chosen.length > 0 ? chosen.join(' · ') : t('foldAll')}
        </span>
        <ChevronDown aria-hidden="true" className={clsx('ml-auto size-4 shrink-0', open && 'rotate-180')} />
      </button>
      <div id={id} className={clsx(!open && 'max-lg:hidden')}>
        <Facets
          {...rest}
          onChange={(part) => {
            onChange(part)
            if (!open) return
            // the list is what was chosen for: it comes back into sight
            setOpen(false)
            button.current?.focus()
          }}
        />
      </div>
    </div>
  )
}
